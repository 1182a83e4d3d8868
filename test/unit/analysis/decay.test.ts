import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Random } from '../../../src/base/random';
import { fitDecay } from '../../../src/analysis/measures/memory/decay';

const points = (law: (lag: number) => number, count = 12) =>
  Array.from({ length: count }, (_, lag) => {
    const value = law(lag);
    return { lag, value, low: 0.9 * value, high: 1.1 * value };
  });

test('an exponential is named and its time constant found', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 0.5, max: 20, noNaN: true }),
      fc.double({ min: 0.1, max: 4, noNaN: true }),
      (tau, amplitude) => {
        const law = fitDecay(points((lag) => amplitude * Math.exp(-lag / tau)));
        expect(law?.kind).toBe('exponential');
        // The points lie on the law, so least squares finds it to rounding.
        expect(law!.parameter / tau).toBeCloseTo(1, 6);
        expect(law!.amplitude / amplitude).toBeCloseTo(1, 6);
        expect(law!.low).toBeLessThanOrEqual(law!.parameter);
        expect(law!.high).toBeGreaterThanOrEqual(law!.parameter);
        expect(law!.lead).toBeGreaterThan(10);
      },
    ),
  );
});

test('a power law is named and its exponent found', () => {
  fc.assert(
    fc.property(fc.double({ min: 0.2, max: 3, noNaN: true }), (exponent) => {
      const law = fitDecay(points((lag) => 2 * Math.max(1, lag) ** -exponent));
      expect(law?.kind).toBe('powerLaw');
      expect(law?.parameter).toBeCloseTo(exponent, 6);
    }),
  );
});

test('what does not decay, or breaks off, is not called a law', () => {
  expect(fitDecay(points(() => 2))).toBeUndefined();
  expect(fitDecay(points((lag) => 0.1 * lag + 0.1))).toBeUndefined();
  expect(fitDecay(points((lag) => (lag <= 3 ? 2 : 0)))).toBeUndefined();
  expect(fitDecay(points((lag) => Math.exp(-lag), 3))).toBeUndefined();
  expect(fitDecay([])).toBeUndefined();
});

test('a plateau that fades once it has ended decays by no simple law', () => {
  // What a network keeps that has to repeat the symbol of three steps ago.
  const read = [
    [1.99, 1.96, 2],
    [1.99, 1.97, 2],
    [1.99, 1.97, 2],
    [1.48, 1.45, 1.51],
    [0.88, 0.81, 0.94],
    [0.5, 0.42, 0.57],
    [0.16, 0.16, 0.34],
    [0.02, 0.02, 0.21],
  ];
  expect(fitDecay(read.map(([value, low, high], i) => ({ lag: i + 1, value, low, high })))).toBeUndefined();
});

test('a lower bound counts by how far its upper end lies', () => {
  const exact = (lag: number) => 2 * Math.exp(-lag / 3);
  const lags = points(exact, 9);
  const bounds = [9, 10].map((lag) => ({ lag, value: 0.5 * exact(lag), low: 0.5 * exact(lag), high: 2 * exact(lag) }));
  const law = fitDecay([...lags, ...bounds]);
  // Read as if they were certain, the two would draw the time constant to 2.4.
  expect(Math.abs(law!.parameter / 3 - 1)).toBeLessThan(0.02);
});

test('lags that nothing bounds from above count by their lower ends', () => {
  const law = fitDecay(points((lag) => 2 * Math.exp(-lag / 3)).map((lag) => ({ ...lag, high: Infinity })));
  expect(law?.parameter).toBeCloseTo(3, 6);
});

test('a lag whose interval is wide counts for little', () => {
  // Eight lags follow an exponential closely; four more, each read with an error of its own size, a power law.
  const exact = (lag: number) => 2 * Math.exp(-lag / 3);
  const lags = points((lag) => exact(lag) * (1 + 0.01 * (-1) ** lag), 9).map((point) => ({
    ...point,
    low: 0.98 * point.value,
    high: 1.02 * point.value,
  }));
  const wide = [9, 10, 11, 12].map((lag) => {
    const value = (2 * exact(8)) / lag ** 0.3;
    return { lag, value, low: 0.01 * exact(8), high: 2 * value };
  });
  const law = fitDecay([...lags, ...wide]);
  expect(law).toMatchObject({ kind: 'exponential', points: 12 });
  expect(Math.abs(law!.parameter / 3 - 1)).toBeLessThan(0.05);
});

test('a power law is not named where the lags span less than a decade', () => {
  const law = (lag: number) => 2 * Math.max(1, lag) ** -0.8;
  expect(fitDecay(points(law, 10))).toBeUndefined();
  expect(fitDecay(points(law, 11))).toMatchObject({ kind: 'powerLaw', from: 1, to: 10 });
});

test('the interval of the parameter holds the truth 95 times in a hundred, whatever the noise', () => {
  const random = new Random(1);
  let held = 0;
  const runs = 2000;
  for (let i = 0; i < runs; i++) {
    const law = fitDecay(points((lag) => 2 * Math.exp(-lag / 5 + 0.1 * random.normal()), 20));
    if (law && law.kind === 'exponential' && law.low <= 5 && law.high >= 5) held++;
  }
  // Student's interval is exact for normal errors; a binomial of 2000 at .95 has a standard deviation of .005. Choosing
  // the law costs nothing here.
  expect(held / runs).toBeGreaterThan(0.93);
  expect(held / runs).toBeLessThan(0.97);
});

test('what lies under the null does not count', () => {
  const law = fitDecay(
    points((lag) => Math.exp(-lag / 2) + (lag > 8 ? 0.05 : 0), 16),
    0.06,
  );
  expect(law).toMatchObject({ kind: 'exponential', from: 1, to: 5, points: 5, criterion: 'AICc' });
});
