import type { Dataset } from '../../data/dataset';
import type { DataSummary } from '../../result/result';
import { chanceLevels } from './predictions';

/** The size and kind of the sequences, for readers of the document who do not have the config's files. */
export function dataSummary({ title, training, heldOut }: Dataset): DataSummary {
  const { length, features, alphabet } = heldOut.inputs;
  const { targets } = heldOut;
  const chances = chanceLevels(heldOut);
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
  };
}
