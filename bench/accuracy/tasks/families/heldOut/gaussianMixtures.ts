import { Matrix } from 'ml-matrix';
import { continuous } from '../../sampler';
import { familyTasks } from '../familyTask';
import { jointMixture } from '../laws/jointMixture';
import type { Law } from '../laws/law';

const zeros = (size: number) => new Array<number>(size).fill(0);

/** One centre, three scales: the sides are uncorrelated in each part, yet share their scale. */
const scales = jointMixture(
  2,
  [0.5, 0.3, 0.2],
  [zeros(4), zeros(4), zeros(4)],
  [0.09, 1, 16].map((variance) => Matrix.eye(4, 4, variance)),
);

const places = [-4, -1.5, 0, 2, 4.5];
const parts = [0.1, 0.3, 0.15, 0.3, 0.15];
const outliers = 0.1;

/** X of five uneven parts; Y = X / 2 + noise that is wide in one row of ten. */
const contaminated = jointMixture(
  1,
  parts.flatMap((p) => [p * (1 - outliers), p * outliers]),
  places.flatMap((place) => [
    [place, place / 2],
    [place, place / 2],
  ]),
  places.flatMap(() =>
    [0.04, 2.25].map(
      (noise) =>
        new Matrix([
          [0.16, 0.08],
          [0.08, 0.04 + noise],
        ]),
    ),
  ),
);

/** Y = +X or -X by a hidden coin, in each of three columns at once, with normal noise. */
function hiddenSign(deviation: number): Law {
  const logDensity = (x: Float64Array, y: Float64Array, sign: number) =>
    x.reduce((sum, value, d) => sum - (y[d] - sign * value) ** 2 / (2 * deviation ** 2), 0);
  return {
    x: continuous(3),
    y: continuous(3),
    draw: (random, x, y) => {
      const sign = random.integer(2) === 0 ? -1 : 1;
      for (let d = 0; d < 3; d++) {
        x[d] = random.normal();
        y[d] = sign * x[d] + deviation * random.normal();
      }
    },
    logRatio: (x, y) => {
      const [plus, minus] = [1, -1].map((sign) => logDensity(x, y, sign));
      const top = Math.max(plus, minus);
      const given = top + Math.log((Math.exp(plus - top) + Math.exp(minus - top)) / 2) - 3 * Math.log(deviation);
      const variance = 1 + deviation ** 2;
      return given + y.reduce((sum, value) => sum + value ** 2, 0) / (2 * variance) + 1.5 * Math.log(variance);
    },
  };
}

/** Mixtures of normal distributions by their scales, by outliers and by a hidden sign; truth by Monte Carlo. */
export const gaussianMixtures = familyTasks('heldOut', 'gaussianMixtures', [
  { name: 'three-scales-2+2', samples: 2000, law: scales },
  { name: 'five-parts-with-outliers', samples: 1500, law: contaminated },
  { name: 'hidden-sign-3+3', samples: 2000, law: hiddenSign(0.4) },
]);
