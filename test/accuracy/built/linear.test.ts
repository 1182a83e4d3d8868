import { expect, it } from 'vitest';
import { levelsInNoise } from '../annealing/networks';
import { analysed, estimatesOf } from './analysed';

it('a delay line of 15 cells that fade by .93, 30 steps of 4 symbols: 29.998 bits in less than .6 bit', async () => {
  const [cells, fading, deviation] = [15, 0.93, 0.034];
  const exact = Array.from({ length: cells }, (_, cell) => levelsInNoise(4, fading ** cell / deviation)).reduce(
    (a, b) => a + b,
  );
  expect(exact).toBeCloseTo(29.998, 3);
  const every = Array.from({ length: cells }, (_, i) => i);
  const result = await analysed(
    { task: 'delayedCopy', symbols: 4, length: 30, delay: 14, samples: 32, heldOut: 1000 },
    [{ type: 'simpleRNN', name: 'line', units: cells, activation: 'linear' }],
    {
      'line/kernel': [0, 1, 2, 3].map((symbol) => every.map((cell) => (cell === 0 ? (2 * symbol) / 3 - 1 : 0))),
      'line/recurrentKernel': every.map((from) => every.map((to) => (to === from + 1 ? fading : 0))),
      'line/bias': every.map(() => 0),
    },
    { noise: { variance: deviation ** 2 }, quantities: ['inputInformation'] },
  );
  const { value, low, high } = estimatesOf(result, 'inputInformation', 'line').find(({ time }) => time === 30)!;
  expect(low).toBeLessThan(exact);
  expect(high).toBeGreaterThan(exact);
  expect(high! - low).toBeLessThan(0.6);
  expect(Math.abs(value - exact)).toBeLessThan(0.3);
});
