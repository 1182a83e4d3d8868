import { familyTasks } from '../familyTask';
import { discrete, continuous } from '../../sampler';
import { gaussian, symbol } from '../laws/emissions';
import { functionOfNormals } from '../laws/functionOfNormals';
import { independent, sideBySide, swapped } from '../laws/combine';
import { channel, columnSums, entropy, labelled, rowSums, shared, tableInformation } from '../laws/labelled';
import { normalInformation, normalPair } from '../laws/normal';

const three = [0.5, 0.25, 0.25];
const skewed = channel([0.4, 0.3, 0.2, 0.1], (l) => [0.5 - 0.1 * l, 0.3, 0.2 + 0.1 * l]);
const bitsAndNormals = independent(discrete(1), continuous(6), (random, x, y) => {
  x[0] = random.integer(3);
  for (let d = 0; d < 6; d++) y[d] = random.normal();
});

/** 60 to 180 rows, of other laws. */
export const smallSamples = familyTasks('heldOut', 'smallSamples', [
  { name: 'sine-120', samples: 120, law: functionOfNormals(1, ([u]) => Math.sin(2 * u), 0.3) },
  {
    name: 'two-pairs-2+2-180',
    samples: 180,
    law: sideBySide([normalPair(-0.5), normalPair(0.8)]),
    truth: normalInformation(0.5) + normalInformation(0.8),
  },
  {
    name: 'clusters-5+5-90',
    samples: 90,
    law: labelled(
      shared(three),
      gaussian(
        [
          [1, 1, 1, 1, 1],
          [-1, -1, 1, 1, 0],
          [0, 1, -1, 0, -1],
        ],
        0.6,
      ),
      gaussian(
        [
          [0, 1, 0, 0, 1],
          [1, -1, 0, 1, -1],
          [-1, 0, 1, -1, 0],
        ],
        0.6,
      ),
    ),
  },
  {
    name: 'skewed-table-150',
    samples: 150,
    law: swapped(labelled(skewed, symbol(4), symbol(3))),
    truth: tableInformation(skewed),
    cap: Math.min(entropy(rowSums(skewed)), entropy(columnSums(skewed))),
  },
  { name: 'unrelated-symbol-normals-70', samples: 70, law: bitsAndNormals, truth: 0, cap: Math.log(3) },
]);
