import type { DataConfig } from '../../config/schema/data';
import type { Dataset } from '../../data/dataset';
import type { DataSummary } from '../../result/result';
import { classBalances } from './classBalance';
import { chanceLevels } from './chance';

/** More features are too many to be read by name. */
const mostNames = 512;

/**
 * The size and kind of the sequences, for readers of the document who do not have the config's files. The balance of
 * classes is that of people's own data: a generated task has its law in the config.
 */
export function dataSummary({ title, training, heldOut, exact, trial }: Dataset, { task }: DataConfig): DataSummary {
  const { length, features, alphabet, names, columns } = heldOut.inputs;
  const { targets } = heldOut;
  const chances = chanceLevels({ exact, training }, heldOut);
  const balance = task === 'file' || task === 'activations' ? classBalances(heldOut) : [];
  return {
    title,
    training: training === heldOut ? 0 : training.inputs.samples,
    heldOut: heldOut.inputs.samples,
    length,
    features,
    ...(alphabet !== undefined && { alphabet }),
    ...(targets && {
      target: {
        at: targets.at,
        ...(targets.alphabet === undefined ? { values: targets.features } : { classes: targets.alphabet }),
      },
    }),
    ...(chances.length > 0 && { chances }),
    ...(names && { symbols: [...names] }),
    ...(columns && columns.length > 1 && columns.length <= mostNames && { columns: [...columns] }),
    ...(trial && {
      trial: {
        dt: trial.dt,
        periods: trial.periods.map((period) => ({ ...period })),
        bestAccuracy: [...trial.bestAccuracy],
      },
    }),
    ...(balance.length > 0 && { balance }),
  };
}
