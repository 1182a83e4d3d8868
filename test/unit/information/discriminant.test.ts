import { expect, it } from 'vitest';
import { Random } from '../../../src/base/random';
import { classLogs } from '../../../src/information/estimators/probe/discriminant';

/** ln of a normal density less the constant, by the inverse of a 2 x 2 covariance. */
function byInverse([x, y]: readonly number[], [mx, my]: readonly number[], [a, b, c]: readonly number[]): number {
  const determinant = a * c - b * b;
  const [u, v] = [x - mx, y - my];
  return -Math.log(determinant) / 2 - (c * u * u - 2 * b * u * v + a * v * v) / determinant / 2;
}

// Four rows are made at once, and what is left one by one: every count of rows comes to the same.
it.each([1, 4, 7, 8])('the log density of a class is that of its normal at %d rows', (count) => {
  const random = new Random(1);
  const rows = Float64Array.from({ length: 3 * (count + 1) }, (_, at) => (at % 3 === 2 ? 1 : random.normal()));
  const out = new Float64Array(2 * count).fill(NaN);
  const [mean, covariance] = [
    [0.3, -0.2],
    [1.3, 0.4, 0.8],
  ];
  const [a, b, c] = covariance;
  const square = Float64Array.of(a, b, b, c);
  classLogs(rows, 3, { from: 1, to: count + 1 }, Float64Array.from(mean), square, 0.25, out, 2);
  for (let i = 0; i < count; i++) {
    const own = Array.from(rows.subarray(3 * (i + 1), 3 * (i + 1) + 2));
    // Rounding of a few sums of numbers near 1.
    expect(out[2 * i]).toBeCloseTo(0.25 + byInverse(own, mean, covariance), 12);
    expect(out[2 * i + 1]).toBeNaN();
  }
});
