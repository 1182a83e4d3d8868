import { describe, expect, it } from 'vitest';
import { textIn } from '../../../src/result/units';

describe('texts in the unit asked for', () => {
  it('turns every figure in nats into bits, with as many decimals', () => {
    expect(
      textIn('bits', 'The lower bound is near its ceiling ln N = 6.91 nats, which 1000 samples cannot pass.'),
    ).toBe('The lower bound is near its ceiling log2 N = 9.97 bits, which 1000 samples cannot pass.');
    expect(textIn('bits', 'InfoNCE cannot exceed ln(batch) = 4.85 nats.')).toBe(
      'InfoNCE cannot exceed log2(batch) = 7.00 bits.',
    );
    expect(textIn('bits', 'the Gaussian copula reads 0.693 nats, neighbours -0.010 nats')).toBe(
      'the Gaussian copula reads 1.000 bits, neighbours -0.014 bits',
    );
  });

  it('leaves nats, and what is no figure, alone', () => {
    expect(textIn('nats', 'ln N = 6.91 nats')).toBe('ln N = 6.91 nats');
    expect(textIn('bits', '1000 samples leave the value uncertain by 30 %.')).toBe(
      '1000 samples leave the value uncertain by 30 %.',
    );
  });
});
