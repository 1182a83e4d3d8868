import { dense } from '../../czyz/multinormal';
import { familyTasks, type Arrange } from '../familyTask';
import { noiseColumns } from '../laws/combine';
import type { Law } from '../laws/law';
import { normalInformation, normalLaw, normalPair } from '../laws/normal';

/** Every row `times` times, one after the other. */
const inRuns =
  ({ x: { dimensions: dx }, y: { dimensions: dy }, draw }: Law, times: number): Arrange =>
  (random, x, y, samples) => {
    for (let i = 0; i < samples; i++) {
      const rowX = x.subarray(i * dx, (i + 1) * dx);
      const rowY = y.subarray(i * dy, (i + 1) * dy);
      if (i % times === 0) draw(random, rowX, rowY);
      else {
        rowX.set(x.subarray((i - 1) * dx, i * dx));
        rowY.set(y.subarray((i - 1) * dy, i * dy));
      }
    }
  };

const block = dense(3, 3, 0.3);

/** Each row is in the data several times, in runs; the truth is that of one row. */
export const repeatedRows = familyTasks('development', 'repeatedRows', [
  {
    name: 'normal-pair-five-times',
    samples: 1500,
    law: normalPair(0.6),
    truth: normalInformation(0.6),
    arrange: inRuns(normalPair(0.6), 5),
  },
  {
    name: 'normal-3+3-four-times',
    samples: 2000,
    law: normalLaw(block),
    truth: block.nats,
    arrange: inRuns(normalLaw(block), 4),
  },
  {
    name: 'unrelated-2+2-three-times',
    samples: 1200,
    law: noiseColumns(2, 2),
    truth: 0,
    arrange: inRuns(noiseColumns(2, 2), 3),
  },
]);
