import { dense } from '../../czyz/multinormal';
import { familyTasks } from '../familyTask';
import { gaussian, symbol } from '../laws/emissions';
import { noiseColumns } from '../laws/combine';
import { labelled, shared, symmetric, tableInformation, uniform } from '../laws/labelled';
import { normalInformation, normalLaw, normalPair } from '../laws/normal';

const block = dense(3, 3, 0.4);

/** 50 to 200 rows. */
export const smallSamples = familyTasks('development', 'smallSamples', [
  { name: 'normal-pair-50', samples: 50, law: normalPair(0.7), truth: normalInformation(0.7) },
  { name: 'normal-3+3-200', samples: 200, law: normalLaw(block), truth: block.nats },
  {
    name: 'three-classes-100',
    samples: 100,
    law: labelled(
      shared(uniform(3)),
      symbol(3),
      gaussian(
        [
          [0, 0],
          [3, 0],
          [0, 3],
        ],
        1,
      ),
    ),
    cap: Math.log(3),
  },
  {
    name: 'symbols-6-80',
    samples: 80,
    law: labelled(symmetric(6, 0.3), symbol(6), symbol(6)),
    truth: tableInformation(symmetric(6, 0.3)),
    cap: Math.log(6),
  },
  { name: 'unrelated-4+4-60', samples: 60, law: noiseColumns(4, 4), truth: 0 },
]);
