import { describe, expect, it } from 'vitest';
import { Random } from '../../../src/base/random';
import { alphabetCap } from '../../../src/information/estimators/discrete/alphabetCap';
import { symbolsOf } from '../../../src/information/estimators/discrete/symbols';
import { entropy } from '../../../src/information/entropy';
import { mutualInformation } from '../../../src/information/mutualInformation';
import { continuous, discrete } from './samplers';

const draws = (symbols: number, samples: number, seed: number): number[] => {
  const random = new Random(seed);
  return Array.from({ length: samples }, () => random.integer(symbols));
};

describe('no value or end is above the logarithm of a seen alphabet', () => {
  it.each([
    [48, 48, 380],
    [20, 20, 170],
    [90, 3, 400],
    [150, 5, 500],
  ])('of a table that is a function: %d symbols onto %d, %d samples', async (from, onto, samples) => {
    for (let seed = 0; seed < 6; seed++) {
      const x = draws(from, samples, seed);
      const y = x.map((symbol) => (7 * symbol + 3) % onto);
      for (const estimator of ['auto', 'grassberger', 'chaoShen', 'millerMadow'] as const) {
        const { nats, high } = await mutualInformation(discrete('X', x), discrete('Y', y), { estimator, seed });
        expect(nats).toBeLessThanOrEqual(Math.log(onto));
        expect(high).toBeLessThanOrEqual(Math.log(onto));
      }
    }
  });

  it('of a label and a state', async () => {
    const random = new Random(3);
    const labels = draws(2, 250, 4);
    const state = continuous(
      'X',
      labels.flatMap((label) => Array.from({ length: 5 }, () => label * 0.4 + random.normal())),
      5,
    );
    const { high } = await mutualInformation(state, discrete('Y', labels), { estimator: 'auto', seed: 1 });
    expect(high).toBeLessThanOrEqual(Math.LN2);
  });

  it('of an entropy', async () => {
    const { nats, high } = await entropy(discrete('X', draws(40, 300, 5)), { estimator: 'grassberger', seed: 1 });
    expect(nats).toBeLessThanOrEqual(Math.log(40));
    expect(high).toBeLessThanOrEqual(Math.log(40));
  });
});

describe('the cap of an alphabet', () => {
  it('is open where samples may not show all symbols, and certain where the alphabet is known', () => {
    const seldom = symbolsOf(discrete('X', draws(300, 400, 6)));
    expect(alphabetCap(seldom)).toBe(Infinity);
    expect(alphabetCap(seldom, 300)).toBeCloseTo(Math.log(300), 12);
    expect(alphabetCap(symbolsOf(discrete('X', draws(10, 400, 6))))).toBeCloseTo(Math.log(10), 12);
  });
});
