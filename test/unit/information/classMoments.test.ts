import { expect, it } from 'vitest';
import { Random } from '../../../src/base/random';
import { momentsOutside } from '../../../src/information/estimators/probe/classMoments';

it('moments of classes outside a fold are those of a count of its other rows', () => {
  const random = new Random(2);
  const [samples, width, classes] = [60, 4, 3];
  const rows = Float64Array.from({ length: samples * width }, () => random.normal() + 0.5);
  const labels = Int32Array.from({ length: samples }, (_, i) => (i * 7) % classes);
  const folds = [
    { from: 0, to: 25 },
    { from: 25, to: 60 },
  ];
  const size = width - 1;
  for (const [f, { counts, means, scatters, pooled }] of momentsOutside(
    rows,
    width,
    labels,
    classes,
    folds,
  ).entries()) {
    const outside = Array.from(labels.keys()).filter((i) => i < folds[f].from || i >= folds[f].to);
    const all = new Float64Array(size * size);
    for (let k = 0; k < classes; k++) {
      const own = outside.filter((i) => labels[i] === k);
      expect(counts[k]).toBe(own.length);
      const mean = (r: number): number => own.reduce((sum, i) => sum + rows[i * width + r], 0) / own.length;
      for (let r = 0; r < size; r++) {
        expect(means[k][r]).toBeCloseTo(mean(r), 12);
        for (let c = 0; c <= r; c++) {
          const product = (i: number): number => (rows[i * width + r] - mean(r)) * (rows[i * width + c] - mean(c));
          const scatter = own.reduce((sum, i) => sum + product(i), 0);
          expect(scatters[k][r * size + c]).toBeCloseTo(scatter, 10);
          all[r * size + c] += scatter / outside.length;
        }
      }
    }
    all.forEach((value, at) => expect(pooled[at]).toBeCloseTo(value, 10));
  }
});
