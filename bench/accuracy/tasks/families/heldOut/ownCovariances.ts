import { Matrix } from 'ml-matrix';
import { familyTasks } from '../familyTask';
import { gaussianWithCovariances, symbol } from '../laws/emissions';
import { entropy, labelled, shared, symmetric, uniform } from '../laws/labelled';
import { centres } from '../laws/random';

const zeros = (labels: number, columns: number) =>
  Array.from({ length: labels }, () => new Array<number>(columns).fill(0));

/** One common factor per class: I + 6 v v', v its own direction. */
const factor = (direction: readonly number[]): Matrix => {
  const column = Matrix.columnVector([...direction]);
  return Matrix.add(Matrix.eye(direction.length), column.mmul(column.transpose()).mul(6 / direction.length));
};

const signed = (correlation: number): Matrix =>
  new Matrix([
    [1, correlation, 0],
    [correlation, 1, correlation],
    [0, correlation, 1],
  ]);

/** A decaying covariance along the columns, and its white counterpart of the same variances. */
const decaying = (decay: number): Matrix =>
  new Matrix(Array.from({ length: 12 }, (_, i) => Array.from({ length: 12 }, (__, j) => decay ** Math.abs(i - j))));

const three = [0.5, 0.3, 0.2];

/** Classes that differ by a factor, by the sign of a correlation or by the reach of correlations along the columns. */
export const ownCovariances = familyTasks('heldOut', 'ownCovariances', [
  {
    name: 'factors-4-classes-10',
    samples: 2000,
    law: labelled(
      shared(uniform(4)),
      symbol(4),
      gaussianWithCovariances(zeros(4, 10), centres(111, 4, 10, 1).map(factor)),
    ),
    cap: Math.log(4),
  },
  {
    name: 'signed-correlation-3',
    samples: 1200,
    law: labelled(symmetric(2, 0.05), gaussianWithCovariances(zeros(2, 3), [signed(0.68), signed(-0.68)]), symbol(2)),
    cap: Math.LN2,
  },
  {
    name: 'reaches-of-correlation-12',
    samples: 1500,
    law: labelled(
      shared(three),
      symbol(3),
      gaussianWithCovariances(
        zeros(3, 12).map((row, l) => row.map(() => 0.15 * l)),
        [decaying(0), decaying(0.6), decaying(-0.6)],
      ),
    ),
    cap: entropy(three),
  },
]);
