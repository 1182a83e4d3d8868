import { expect, it } from 'vitest';
import { Random } from '../../../src/base/random';
import type { LatentLayers } from '../../../src/information/estimators/known/latent/latentLayers';
import { along, latentPart, setPart } from '../../../src/information/estimators/known/latent/latentPart';
import { partInformation } from '../../../src/information/estimators/known/latent/partInformation';

/** Each unit reads a latent of its own, and half of the next one: h_k = u_k + u_{k+1}/2 + N(0, v). */
const chained = (latents: number, v: number, cost = latents): LatentLayers => ({
  latents,
  cost,
  layers: [{ dimensions: latents, deviation: Math.sqrt(v) }],
  means: (points) => Promise.resolve([points.map((u, k) => u + ((k + 1) % latents === 0 ? 0 : points[k + 1] / 2))]),
});

/** Its I(u_1;h): (ln |C| - ln |C - a a'|)/2, C the covariance of h and a what u_1 adds to it. */
function exactOfFirst(latents: number, v: number): number {
  // Both covariances are tridiagonal; u_1 reaches the first unit alone.
  const logDeterminant = (first: number): number => {
    let before = 0;
    let sum = 0;
    for (let k = 0; k < latents; k++) {
      const own = v + (k === 0 ? first : 1) + (k === latents - 1 ? 0 : 0.25);
      const pivot = k === 0 ? own : own - 0.25 / before;
      sum += Math.log(pivot);
      before = pivot;
    }
    return sum;
  };
  return (logDeterminant(1) - logDeterminant(0)) / 2;
}

const first = (latents: number) =>
  latentPart(
    Float64Array.from({ length: latents }, (_, k) => (k === 0 ? 1 : 0)),
    latents,
  );

it.each([
  ['few latents, where the two sides nearly meet', 2, 0.3, 2e8, 0.15, 12, 9],
  ['many, where they stay nats apart', 16, 0.05, 5e8, Infinity, 5, 4],
] as const)('holds I(u_1;h) of %s', async (_, latents, v, budget, widest, seeds, fewest) => {
  const exact = exactOfFirst(latents, v);
  let held = 0;
  for (let seed = 1; seed <= seeds; seed++) {
    const settings = { budget, close: 0.07 };
    const found = await partInformation(chained(latents, v), [first(latents)], settings, new Random(seed));
    if (!found) throw new Error('The budget pays for it.');
    const { low, high, bound, gap } = found[0][0];
    expect(high - low).toBeLessThan(widest);
    if (widest === Infinity) expect(gap).toBeGreaterThan(1);
    // A number that is one of two bounds far apart is called one.
    expect(bound).toBe(gap < settings.close ? 'none' : 'lower');
    if (low <= exact && exact <= high) held++;
  }
  // Intervals of 95 %: fewer than 9 of 12 hold once in four hundred such tests, fewer than 4 of 5 once in forty.
  expect(held).toBeGreaterThanOrEqual(fewest);
});

it('says nothing where the budget pays for too few runs, or the latents fill memory', async () => {
  const settings = { budget: 1e4, close: 0.07 };
  expect(await partInformation(chained(4, 0.3), [first(4)], settings, new Random(1))).toBeUndefined();
  const latents = 2 ** 19;
  const rich = { budget: 1e15, close: 0.07 };
  const none: LatentLayers = { ...chained(latents, 0.3, 1), means: () => Promise.reject(new Error('Nothing is run.')) };
  expect(await partInformation(none, [first(latents)], rich, new Random(1))).toBeUndefined();
});

it('stops when it is cancelled', async () => {
  const controller = new AbortController();
  controller.abort();
  const settings = { budget: 1e9, close: 0.07 };
  await expect(
    partInformation(chained(4, 0.3), [first(4)], settings, new Random(1), controller.signal),
  ).rejects.toThrow();
});

it('draws the other latents of a part as they are given it', () => {
  // The part knows (u_1 + u_2)/sqrt 2; given that it is c, their difference stays N(0, 1) after scaling.
  const part = latentPart(Float64Array.of(1, 1, 0, 2, 2, 0), 3);
  expect(part.size).toBe(1);
  const random = new Random(3);
  const count = 20_000;
  const points = Float64Array.from({ length: 3 * count }, () => random.normal());
  setPart(part, points, 3, Float64Array.of(1.5));
  for (const at of along(part, points, 3)) expect(at).toBeCloseTo(1.5, 10);
  let [mean, square, third] = [0, 0, 0];
  for (let i = 0; i < count; i++) {
    const difference = (points[3 * i] - points[3 * i + 1]) / Math.SQRT2;
    mean += difference / count;
    square += difference ** 2 / count;
    third += points[3 * i + 2] ** 2 / count;
  }
  // Five standard errors.
  expect(Math.abs(mean)).toBeLessThan(5 / Math.sqrt(count));
  expect(Math.abs(square - 1)).toBeLessThan(5 * Math.sqrt(2 / count));
  expect(Math.abs(third - 1)).toBeLessThan(5 * Math.sqrt(2 / count));
});
