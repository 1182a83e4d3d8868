import { continuous } from '../../sampler';
import { familyTasks } from '../familyTask';
import { mapped, noiseColumns, sideBySide } from '../laws/combine';
import type { Law } from '../laws/law';
import { correlationOf, normalPair } from '../laws/normal';
import { functionOfNormals } from '../laws/functionOfNormals';
import { signalInNoise, uniformGrid } from '../laws/signal';

/** A saw-tooth of four teeth over a uniform column, and its noise. */
const sawTooth: Law = signalInNoise({
  x: continuous(1),
  source: (random, row) => {
    row[0] = random.uniform();
  },
  read: (row) => [row[0]],
  signal: ([u]) => [(4 * u) % 1],
  dimensions: 1,
  deviation: 0.08,
  grid: () => uniformGrid(0, 1, 800),
});

/** Adds the first columns, so that the pair is in no column alone: a shear, which can be undone. */
const spread = (row: Float64Array): void => {
  for (let d = 1; d < row.length; d++) row[d] += row[0];
};

/** Columns among others: a saw-tooth, the larger of two magnitudes, and even waves spread over all columns. */
export const hiddenPairs = familyTasks('heldOut', 'hiddenPairs', [
  { name: 'saw-tooth-among-4+4', samples: 2000, law: sideBySide([noiseColumns(2, 3), sawTooth, noiseColumns(1, 0)]) },
  {
    name: 'larger-magnitude-among-6',
    samples: 1500,
    law: sideBySide([functionOfNormals(2, ([u, v]) => Math.max(Math.abs(u), Math.abs(v)), 0.25), noiseColumns(4, 2)]),
  },
  {
    name: 'cosine-and-line-spread-5+3',
    samples: 2000,
    law: mapped(
      sideBySide([
        functionOfNormals(1, ([u]) => Math.cos(3 * u), 0.2),
        normalPair(correlationOf(0.2)),
        noiseColumns(3, 1),
      ]),
      spread,
      undefined,
    ),
  },
]);
