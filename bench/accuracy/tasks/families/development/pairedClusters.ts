import { familyTasks } from '../familyTask';
import { gaussian } from '../laws/emissions';
import { labelled, symmetric, type Table } from '../laws/labelled';
import { centres } from '../laws/random';

const line = (places: readonly number[]) => places.map((place) => [place]);
const order = [3, 0, 5, 2, 4, 1];

/** Label l of X is label order[l] of Y. */
const permuted: Table = order.map((m) => order.map((_, at) => (at === m ? 1 / 6 : 0)));

/** Clusters of X and of Y, paired in an order that no curve follows. */
export const pairedClusters = familyTasks('development', 'pairedClusters', [
  {
    name: 'six-permuted-1+1',
    samples: 1500,
    law: labelled(permuted, gaussian(line([0, 1, 2, 3, 4, 5]), 0.12), gaussian(line([0, 1, 2, 3, 4, 5]), 0.12)),
  },
  {
    name: 'six-permuted-overlapping-1+1',
    samples: 2000,
    law: labelled(permuted, gaussian(line([0, 1, 2, 3, 4, 5]), 0.45), gaussian(line([0, 1, 2, 3, 4, 5]), 0.3)),
  },
  {
    name: 'four-paired-at-random-3+3',
    samples: 1500,
    law: labelled(symmetric(4, 0.2), gaussian(centres(11, 4, 3, 1.5), 0.4), gaussian(centres(12, 4, 3, 1.5), 0.4)),
  },
]);
