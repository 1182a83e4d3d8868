import { familyTasks } from '../familyTask';
import { censoredPair, open, relu, saturatedTanh } from '../laws/censored';
import { noiseColumns, sideBySide } from '../laws/combine';
import { inflated, inflatedInformation } from '../laws/inflated';
import { normalInformation, normalPair } from '../laws/normal';

const together = [
  [0.4, 0],
  [0, 0.6],
];

/** Normal pairs, many of whose values are equal: zeros of a ReLU, saturated tanh, zeros of both sides at once. */
export const ties = familyTasks('development', 'ties', [
  { name: 'relu-of-second', samples: 1500, law: censoredPair(0.85, open, relu) },
  {
    name: 'saturated-tanh-4+4',
    samples: 2000,
    law: sideBySide([
      censoredPair(0.9, saturatedTanh(12), saturatedTanh(12)),
      censoredPair(0.6, saturatedTanh(20), saturatedTanh(20)),
      noiseColumns(2, 2),
    ]),
  },
  {
    name: 'zeros-together',
    samples: 1500,
    law: inflated(together, normalPair(0.7)),
    truth: inflatedInformation(together, normalInformation(0.7)),
  },
]);
