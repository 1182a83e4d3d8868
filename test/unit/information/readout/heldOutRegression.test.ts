import { expect, test } from 'vitest';
import { Random } from '../../../../src/base/random';
import { Breather } from '../../../../src/information/numerics/breather';
import { heldOutRegression } from '../../../../src/information/readout/heldOutRegression';

const samples = 2000;
const order = Int32Array.from(new Random(2).permutation(samples));
const drawn = (columns: number, seed: number): Float64Array => {
  const random = new Random(seed);
  return Float64Array.from({ length: samples * columns }, () => random.normal());
};
const regression = (x: Float64Array, inputs: number, y: Float64Array, targets: number) =>
  heldOutRegression(x, inputs, y, targets, order, new Breather());

test('a linear function is read in full, with columns that depend on each other as well', async () => {
  const x = drawn(3, 1);
  for (let i = 0; i < samples; i++) x[3 * i + 2] = x[3 * i] - x[3 * i + 1];
  const y = Float64Array.from({ length: 2 * samples }, (_, at) => {
    const i = Math.floor(at / 2);
    return at % 2 === 0 ? 5 + 2 * x[3 * i] : x[3 * i + 2] - 1;
  });
  const found = await regression(x, 3, y, 2);
  expect(found?.share).toBeGreaterThan(1 - 1e-9);
  expect(found?.high).toBeLessThanOrEqual(1);
});

test('noise leaves the share of the signal, and the interval holds it', async () => {
  const [x, noise] = [drawn(1, 3), drawn(1, 4)];
  // Var 4 of signal and 1 of noise.
  const found = await regression(
    x,
    1,
    x.map((value, i) => 2 * value + noise[i]),
    1,
  );
  // A deviation of R^2 is 2 (1 - R^2) R / sqrt(n) = .008.
  expect(Math.abs((found?.share ?? 0) - 0.8)).toBeLessThan(4 * 0.008);
  expect(found?.low).toBeLessThan(0.8);
  expect(found?.high).toBeGreaterThan(0.8);
});

test('nothing is read of what is independent or never differs', async () => {
  const found = await regression(drawn(20, 5), 20, drawn(1, 6), 1);
  // Held out, 20 weights cost about 20/n.
  expect(found?.share).toBeLessThan(0);
  expect(found?.share).toBeGreaterThan(-0.05);
  expect((await regression(new Float64Array(samples), 1, drawn(1, 7), 1))?.share).toBeLessThan(0.001);
  expect(await regression(drawn(1, 8), 1, new Float64Array(samples).fill(3), 1)).toBeUndefined();
});
