import { Matrix } from 'ml-matrix';
import { familyTasks } from '../familyTask';
import { jointMixture } from '../laws/jointMixture';

const correlated = (correlation: number, variance = 1) =>
  new Matrix([
    [variance, correlation * variance],
    [correlation * variance, variance],
  ]);

/** Two crossed ridges: correlations .95 and -.95 in equal parts; neither side alone shows which. */
const cross = jointMixture(
  1,
  [0.5, 0.5],
  [
    [0, 0],
    [0, 0],
  ],
  [correlated(0.95), correlated(-0.95)],
);

/** Three normal pairs along a rising line, each falling. */
const rising = jointMixture(
  1,
  [0.3, 0.4, 0.3],
  [
    [-2.5, -2.5],
    [0, 0],
    [2.5, 2.5],
  ],
  [correlated(-0.8, 0.6), correlated(-0.6, 0.8), correlated(-0.8, 0.6)],
);

/** Four normal clouds of 2 + 2 columns, each with its own dense correlations of opposite signs. */
const clouds = jointMixture(
  2,
  [0.25, 0.25, 0.25, 0.25],
  [
    [1.5, 0, 0, 1.5],
    [-1.5, 0, 0, -1.5],
    [0, 1.5, 1.5, 0],
    [0, -1.5, -1.5, 0],
  ],
  [0.5, -0.2, 0.6, -0.25].map((c) => Matrix.add(Matrix.eye(4, 4, 1 - c), c)),
);

/** Joint mixtures of normal distributions; truth by Monte Carlo over their densities. */
export const gaussianMixtures = familyTasks('development', 'gaussianMixtures', [
  { name: 'crossed-ridges', samples: 2000, law: cross },
  { name: 'rising-clouds', samples: 1500, law: rising },
  { name: 'four-clouds-2+2', samples: 2000, law: clouds },
]);
