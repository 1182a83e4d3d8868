import { familyTasks, type Arrange } from '../familyTask';
import { noiseColumns } from '../laws/combine';
import { normalInformation, normalPair } from '../laws/normal';

/**
 * Each column is a stationary process u' = a u + sqrt(1 - a^2) n of unit variance; the innovations of the first columns
 * of X and Y have the given correlation, which is also that of the columns themselves. The rest is independent.
 */
const autoregressive =
  (columns: number, decay: number, correlation: number): Arrange =>
  (random, x, y, samples) => {
    const fresh = Math.sqrt(1 - decay ** 2);
    const rest = Math.sqrt(1 - correlation ** 2);
    for (let i = 0; i < samples; i++)
      for (let d = 0; d < columns; d++) {
        const at = i * columns + d;
        const u = random.normal();
        const v = d === 0 ? correlation * u + rest * random.normal() : random.normal();
        x[at] = i === 0 ? u : decay * x[at - columns] + fresh * u;
        y[at] = i === 0 ? v : decay * y[at - columns] + fresh * v;
      }
  };

/** Rows in the order of time, from autoregressive processes; the truth is that of one row. */
export const autocorrelatedRows = familyTasks('development', 'autocorrelatedRows', [
  { name: 'unrelated-ar-0.95', samples: 1500, law: noiseColumns(1, 1), truth: 0, arrange: autoregressive(1, 0.95, 0) },
  {
    name: 'coupled-ar-0.98',
    samples: 2000,
    law: normalPair(0.8),
    truth: normalInformation(0.8),
    arrange: autoregressive(1, 0.98, 0.8),
  },
  {
    name: 'unrelated-ar-0.9-3+3',
    samples: 1500,
    law: noiseColumns(3, 3),
    truth: 0,
    arrange: autoregressive(3, 0.9, 0),
  },
]);
