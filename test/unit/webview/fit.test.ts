import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decayAt, fitDecay } from '../../../webview/model/fit';

const points = (law: (lag: number) => number, count = 12) => Array.from({ length: count }, (_, lag) => ({ lag, value: law(lag), low: 0.9 * law(lag) }));

test('an exponential is named and its time constant found', () => {
  fc.assert(fc.property(fc.double({ min: 0.5, max: 20, noNaN: true }), fc.double({ min: 0.1, max: 4, noNaN: true }), (tau, amplitude) => {
    const law = fitDecay(points((lag) => amplitude * Math.exp(-lag / tau)));
    expect(law?.kind).toBe('exponential');
    // The points lie on the law, so least squares finds it to rounding.
    expect(law!.parameter / tau).toBeCloseTo(1, 6);
    expect(decayAt(law!, 3)).toBeCloseTo(amplitude * Math.exp(-3 / tau), 6);
  }));
});

test('a power law is named and its exponent found', () => {
  fc.assert(fc.property(fc.double({ min: 0.2, max: 3, noNaN: true }), (exponent) => {
    const law = fitDecay(points((lag) => 2 * Math.max(1, lag) ** -exponent));
    expect(law?.kind).toBe('powerLaw');
    expect(law?.parameter).toBeCloseTo(exponent, 6);
  }));
});

test('what does not decay, or breaks off, is not called a law', () => {
  expect(fitDecay(points(() => 2))).toBeUndefined();
  expect(fitDecay(points((lag) => 0.1 * lag + 0.1))).toBeUndefined();
  expect(fitDecay(points((lag) => (lag <= 3 ? 2 : 0)))).toBeUndefined();
  expect(fitDecay(points((lag) => Math.exp(-lag), 3))).toBeUndefined();
  expect(fitDecay([])).toBeUndefined();
});
