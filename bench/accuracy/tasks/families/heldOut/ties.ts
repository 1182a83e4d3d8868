import { familyTasks } from '../familyTask';
import { censoredPair, clip, relu } from '../laws/censored';
import { noiseColumns, sideBySide } from '../laws/combine';
import { inflated, inflatedInformation } from '../laws/inflated';
import { columnSums, entropy, rowSums } from '../laws/labelled';
import { normalInformation, normalPair } from '../laws/normal';
import { roundedPair, roundedTable } from '../laws/rounded';
import { tableInformation } from '../laws/labelled';

const apart = [
  [0.35, 0.15],
  [0.1, 0.4],
];
const cells = roundedTable(0.8, 1, 0.5);

/** Both sides through ReLU; clipped sides of unequal ends; zeros of either side; both rounded. */
export const ties = familyTasks('heldOut', 'ties', [
  {
    name: 'relu-both-3+3',
    samples: 2000,
    law: sideBySide([censoredPair(0.9, relu, relu), censoredPair(-0.7, relu, relu), noiseColumns(1, 1)]),
  },
  { name: 'clipped-0.5-1', samples: 1500, law: censoredPair(-0.8, clip(0.5), clip(1)) },
  {
    name: 'zeros-of-either',
    samples: 1500,
    law: inflated(apart, normalPair(0.9)),
    truth: inflatedInformation(apart, normalInformation(0.9)),
  },
  {
    name: 'rounded-both',
    samples: 1000,
    law: roundedPair(0.8, 1, 0.5),
    truth: tableInformation(cells),
    cap: Math.min(entropy(rowSums(cells)), entropy(columnSums(cells))),
  },
]);
