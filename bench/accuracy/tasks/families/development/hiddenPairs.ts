import { familyTasks } from '../familyTask';
import { noiseColumns, sideBySide } from '../laws/combine';
import { functionOfNormals } from '../laws/functionOfNormals';

/** One pair of columns depends on each other by a function without correlation; the other columns are noise. */
export const hiddenPairs = familyTasks('development', 'hiddenPairs', [
  {
    name: 'sine-among-4',
    samples: 1500,
    law: sideBySide([functionOfNormals(1, ([u]) => Math.sin(5 * u), 0.15), noiseColumns(3, 3)]),
  },
  {
    name: 'product-of-2-among-5',
    samples: 2000,
    law: sideBySide([functionOfNormals(2, ([u, v]) => u * v, 0.3), noiseColumns(3, 0)]),
  },
  {
    name: 'magnitude-among-3+2',
    samples: 1500,
    law: sideBySide([noiseColumns(1, 1), functionOfNormals(1, ([u]) => Math.abs(u), 0.2), noiseColumns(1, 0)]),
  },
]);
