import { expect, test } from 'vitest';
import { Random } from '../../../../src/base/random';
import { symbolInformation } from '../../../../src/information/readout/symbolInformation';

const samples = 1200;

const numbers = (values: Float64Array) => ({ name: 'H', kind: 'continuous' as const, values, samples, dimensions: 1 });
const symbols = (values: Float64Array) => ({ name: 'X', kind: 'discrete' as const, values, samples, dimensions: 1 });

test('a symbol that is told apart has its surprise, and two that are not have what is left', async () => {
  const random = new Random(5);
  const drawn = Float64Array.from({ length: samples }, () => random.integer(4));
  // Symbols 2 and 3 look alike: I = ln 4 of two of them, and ln 2 of the others.
  const states = drawn.map((x) => 4 * Math.min(x, 2) + 0.3 * random.normal());
  const found = await symbolInformation(numbers(states), symbols(drawn), 1);
  expect(found.map(({ symbol }) => symbol)).toEqual([0, 1, 2, 3]);
  for (const { symbol, nats, low, high } of found) {
    const exact = symbol < 2 ? Math.log(4) : Math.log(2);
    // Frequencies of 1200 draws are .25 +- .0125, which is 5 % of p; a decoder loses some more.
    expect(Math.abs(nats - exact)).toBeLessThan(0.15);
    expect(low).toBeLessThanOrEqual(nats);
    expect(high).toBeGreaterThanOrEqual(nats);
  }
});

test('rare symbols are surprising, and a state of noise tells nothing of any', async () => {
  const random = new Random(6);
  const drawn = Float64Array.from({ length: samples }, () => (random.uniform() < 0.1 ? 1 : 0));
  const kept = await symbolInformation(numbers(drawn.map((x) => x + 0.02 * random.normal())), symbols(drawn), 1);
  const [common, rare] = kept.map(({ nats }) => nats);
  const share = drawn.reduce((sum, x) => sum + x, 0) / samples;
  expect(common).toBeCloseTo(-Math.log(1 - share), 1);
  expect(rare).toBeCloseTo(-Math.log(share), 1);
  for (const { nats } of await symbolInformation(numbers(drawn.map(() => random.normal())), symbols(drawn), 1))
    expect(Math.abs(nats)).toBeLessThan(0.1);
});
