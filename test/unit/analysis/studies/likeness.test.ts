import { expect, it } from 'vitest';
import { likeness } from '../../../../src/analysis/studies/enhance/likeness';
import { Random } from '../../../../src/base/random';
import { continuousSequences } from '../../../../src/data/sequences';

const pictures = (values: Float32Array, samples: number, height = 11, width = 11) =>
  continuousSequences(values, samples, height, width);

const random = new Random(3);
const clean = Float32Array.from({ length: 40 * 121 }, () => random.normal());
const ofRange = 6;

it('equal pictures are like each other by both', () => {
  const found = likeness(clean, pictures(clean, 40), ofRange);
  expect(found?.ssim).toBeCloseTo(1, 12);
  expect(found?.vif).toBeCloseTo(1, 12);
});

it('two even greys a and b: (2ab + C1)/(a^2 + b^2 + C1), Wang et al. 2004', () => {
  const [a, b] = [100, 150];
  const even = (grey: number) => new Float32Array(121).fill(grey);
  const found = likeness(even(b), pictures(even(a), 1), 255);
  const c1 = (0.01 * 255) ** 2;
  expect(found?.ssim).toBeCloseTo((2 * a * b + c1) / (a * a + b * b + c1), 10);
});

/** The moments of the one window of an 11 x 11 picture, by its definition. */
function momentsOf(x: ArrayLike<number>, y: ArrayLike<number>) {
  const weight = (i: number) => Math.exp(-(((i % 11) - 5) ** 2 + (Math.floor(i / 11) - 5) ** 2) / (2 * 1.5 ** 2));
  const mean = (of: (i: number) => number) => {
    let [sum, total] = [0, 0];
    for (let i = 0; i < 121; i++) {
      sum += weight(i) * of(i);
      total += weight(i);
    }
    return sum / total;
  };
  const [mx, my] = [mean((i) => x[i]), mean((i) => y[i])];
  return {
    mx,
    my,
    vx: mean((i) => (x[i] - mx) ** 2),
    vy: mean((i) => (y[i] - my) ** 2),
    xy: mean((i) => (x[i] - mx) * (y[i] - my)),
  };
}

it('one window of a picture in noise has the numbers of the formulas', () => {
  const x = Float32Array.from({ length: 121 }, (_, i) => 128 + 60 * Math.sin(i / 3));
  const y = x.map((value, i) => 0.8 * value + 20 * Math.cos(i));
  const { mx, my, vx, vy, xy } = momentsOf(x, y);
  const [c1, c2] = [2.55 ** 2, 7.65 ** 2];
  const found = likeness(y, pictures(x, 1), 255);
  expect(found?.ssim).toBeCloseTo(
    ((2 * mx * my + c1) * (2 * xy + c2)) / ((mx ** 2 + my ** 2 + c1) * (vx + vy + c2)),
    6,
  );
  const gain = xy / vx;
  const vif = Math.log(1 + (gain ** 2 * vx) / (vy - gain * xy + 2)) / Math.log(1 + vx / 2);
  expect(found?.vif).toBeCloseTo(vif, 5);
});

it('fidelity: more contrast is above 1, noise below, a negative has none (Sheikh and Bovik 2006)', () => {
  const of = (values: Float32Array) => likeness(values, pictures(clean, 40), ofRange)?.vif ?? NaN;
  expect(of(clean.map((value) => 1.5 * value))).toBeGreaterThan(1);
  const draws = new Random(4);
  const noisy = of(clean.map((value) => value + draws.normal()));
  expect(noisy).toBeLessThan(0.2);
  expect(noisy).toBeGreaterThan(0);
  expect(of(clean.map((value) => -value))).toBe(0);
});

it('a scale changes nothing; what is no picture has none', () => {
  const scale = { means: new Float64Array(11).fill(3), deviations: new Float64Array(11).fill(2) };
  const noisy = clean.map((value, i) => value + 0.3 * Math.sin(i));
  const plain = likeness(
    noisy.map((value) => 2 * value + 3),
    pictures(
      clean.map((value) => 2 * value + 3),
      40,
    ),
    2 * ofRange,
  );
  const scaled = likeness(noisy, { ...pictures(clean, 40), scale }, 2 * ofRange);
  expect(scaled?.ssim).toBeCloseTo(plain?.ssim ?? NaN, 6);
  expect(scaled?.vif).toBeCloseTo(plain?.vif ?? NaN, 5);
  expect(likeness(clean, pictures(clean, 880, 1, 5), ofRange)).toBeUndefined();
});
