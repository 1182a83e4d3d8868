import { expect, it } from 'vitest';
import { Random } from '../../../../src/base/random';
import { NearStates } from '../../../../src/information/estimators/known/beginnings/nearStates';
import { withLikelihoodKernelNow } from '../../../../src/information/numerics/kernels/likelihoodKernel';

it.each([
  [1, 30, 1],
  [7, 203, 10],
  [33, 64, 1e5],
])(
  '%i columns: finds each state that a ball may be near, once, and none that is clearly far',
  (columns, count, far) => {
    const random = new Random(columns);
    const numbers = (n: number): Float64Array => Float64Array.from({ length: n }, () => far + 3 * random.normal());
    const z = numbers(count * columns);
    const roots = Float64Array.from({ length: count }, () => 2 * random.uniform());
    const distance = (i: number, middle: Float64Array): number =>
      Math.hypot(...middle.map((value, d) => value - z[i * columns + d]));
    withLikelihoodKernelNow((kernel) => {
      const first = 11;
      const near = new NearStates(z, columns, roots, first, kernel);
      const [group, part] = [new Int32Array(count), new Int32Array(count)];
      let some = 0;
      for (let round = 0; round < 50; round++) {
        const middle = numbers(columns);
        const radius = 3 * Math.sqrt(columns) * (1 + random.uniform());
        const found = group.subarray(0, near.ofGroup(middle, radius, group));
        const smaller = radius * (0.8 + 0.2 * random.uniform());
        const again = part.subarray(0, near.ofPart(middle, smaller, part));
        expect(new Set(found).size).toBe(found.length);
        // Single precision is right to 6e-8 of the largest number.
        const room = 1e-5 + 1e-6 * far * Math.sqrt(columns);
        for (let i = 0; i < count; i++) {
          const gap = distance(i, middle) - roots[i];
          if (gap < radius - 1e-9) expect(found).toContain(i);
          if (gap < smaller - 1e-9) expect(again).toContain(i);
          if (gap > radius + room) expect(found).not.toContain(i);
          if (gap > smaller + room) expect(again).not.toContain(i);
        }
        const later = found.findIndex((i) => i >= first);
        if (later >= 0) expect(found.subarray(later).every((i) => i >= first)).toBe(true);
        if (again.length > 0 && found.length < count) some++;
      }
      expect(some).toBeGreaterThan(2);
    });
  },
);
