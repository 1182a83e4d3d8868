import { Matrix } from 'ml-matrix';
import { familyTasks } from '../familyTask';
import { gaussianWithCovariances, symbol } from '../laws/emissions';
import { entropy, labelled, shared, uniform } from '../laws/labelled';
import { rotation } from '../laws/random';

const zeros = (labels: number, columns: number) =>
  Array.from({ length: labels }, () => new Array<number>(columns).fill(0));

/** Wide in two directions of its own, narrow in the others. */
const turned = (seed: number, columns: number): Matrix => {
  const turn = rotation(seed, columns);
  const widths = Array.from({ length: columns }, (_, d) => (d < 2 ? 4 : 0.3));
  return turn.mmul(Matrix.diag(widths)).mmul(turn.transpose());
};

const uneven = [0.7, 0.3];

/** Classes of one mean, which differ by their covariances only. */
export const ownCovariances = familyTasks('development', 'ownCovariances', [
  {
    name: 'two-widths-8',
    samples: 1500,
    law: labelled(
      shared(uniform(2)),
      symbol(2),
      gaussianWithCovariances(zeros(2, 8), [Matrix.eye(8, 8, 1), Matrix.eye(8, 8, 2.5)]),
    ),
    cap: Math.LN2,
  },
  {
    name: 'five-turned-6',
    samples: 2000,
    law: labelled(
      shared(uniform(5)),
      symbol(5),
      gaussianWithCovariances(
        zeros(5, 6),
        [1, 2, 3, 4, 5].map((seed) => turned(seed, 6)),
      ),
    ),
    cap: Math.log(5),
  },
  {
    name: 'narrow-among-wide-3',
    samples: 1000,
    law: labelled(
      shared(uneven),
      gaussianWithCovariances(zeros(2, 3), [Matrix.eye(3, 3, 1), Matrix.eye(3, 3, 0.1)]),
      symbol(2),
    ),
    cap: entropy(uneven),
  },
]);
