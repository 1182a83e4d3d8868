import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { latentPart } from '../../../../src/information/estimators/known/latent/latentPart';
import type { LatentNetwork } from '../../../../src/information/estimators/known/latent/latentNetwork';
import { rotated } from '../../../../src/information/estimators/known/latent/rotated';

/** h = u, whose gradient is the cotangent. */
const identity = (latents: number): LatentNetwork => ({
  latents,
  dimensions: latents,
  deviation: 1,
  cost: latents ** 2,
  means: (points) => Promise.resolve(points.slice()),
  pull: (points, _, cotangents) => Promise.resolve({ means: points.slice(), gradients: cotangents(points, 0).slice() }),
});

const none = new Int32Array(0);
const unit = (latents: number, k: number): Float64Array => Float64Array.from({ length: latents }, (_, i) => +(i === k));
const product = (a: Float64Array, b: Float64Array): number => a.reduce((sum, one, i) => sum + one * b[i], 0);

describe('a network along the directions of a part', () => {
  const latents = 6;
  const row = fc.array(fc.integer({ min: -3, max: 3 }), { minLength: latents, maxLength: latents });
  const rows = fc
    .array(row, { minLength: 1, maxLength: latents })
    .map((some) => Float64Array.from(some.flat()))
    .filter((some) => some.some((one) => one !== 0));

  it('has the part on its first latents, and is a rotation', async () => {
    await fc.assert(
      fc.asyncProperty(rows, async (some) => {
        const part = latentPart(some, latents);
        const network = rotated(identity(latents), part);
        const axes = await Promise.all(
          Array.from({ length: latents }, (_, k) => network.means(unit(latents, k), none)),
        );
        for (let i = 0; i < part.size; i++)
          for (let k = 0; k < latents; k++) expect(axes[i][k]).toBeCloseTo(part.directions[i * latents + k], 12);
        for (let i = 0; i < latents; i++)
          for (let j = 0; j <= i; j++) expect(product(axes[i], axes[j])).toBeCloseTo(+(i === j), 12);
      }),
    );
  });

  it('pulls gradients back along the same directions', async () => {
    await fc.assert(
      fc.asyncProperty(rows, row, row, async (some, point, cotangent) => {
        const network = rotated(identity(latents), latentPart(some, latents));
        const [u, c] = [Float64Array.from(point), Float64Array.from(cotangent)];
        const { gradients } = await network.pull(u, none, () => c);
        for (let k = 0; k < latents; k++) {
          const axis = await network.means(unit(latents, k), none);
          expect(gradients[k]).toBeCloseTo(product(axis, c), 10);
        }
      }),
    );
  });

  it('takes an axis, and its opposite, for a part', async () => {
    for (const sign of [1, -1]) {
      const part = { directions: unit(3, 0).map((one) => sign * one), size: 1 };
      const network = rotated(identity(3), part);
      expect(Array.from(await network.means(Float64Array.of(1, 2, 3), none))).toEqual([sign, 2, 3]);
    }
  });
});
