import { familyTasks } from '../familyTask';
import { gaussian } from '../laws/emissions';
import { labelled, uniform, type Table } from '../laws/labelled';
import { centres } from '../laws/random';

const square = [
  [-1, -1],
  [-1, 1],
  [1, -1],
  [1, 1],
];

/** Y's cell is any of the two that share the parity of X's signs. */
const byParity: Table = square.map(([a, b]) => square.map(([c, d]) => (a * b === c * d ? 1 / 8 : 0)));

/** Ten labels of X fall onto five of Y, two by two, and one in ten is lost. */
const merged: Table = uniform(10).map((p, l) => uniform(5).map((q, m) => p * ((l % 5 === m ? 0.9 : 0) + 0.1 * q)));

/** Two levels of X and three of Y, crosswise: Y is in the middle or at either end. */
const middleOrEnds: Table = [
  [0, 0.4, 0],
  [0.3, 0, 0.3],
];

/** Clusters paired by parity, many to one, or middle to ends. */
export const pairedClusters = familyTasks('heldOut', 'pairedClusters', [
  {
    name: 'paired-by-parity-2+2',
    samples: 2000,
    law: labelled(byParity, gaussian(square, 0.45), gaussian(square, 0.35)),
  },
  {
    name: 'merged-10-to-5-4+4',
    samples: 1500,
    law: labelled(merged, gaussian(centres(121, 10, 4, 2), 0.5), gaussian(centres(122, 5, 4, 1.5), 0.5)),
  },
  {
    name: 'middle-or-ends-1+1',
    samples: 1200,
    law: labelled(middleOrEnds, gaussian([[0], [2]], 0.4), gaussian([[-2], [0], [2]], [0.3, 0.5, 0.7])),
  },
]);
