import { sentence } from '../../base/sentence';
import { Random } from '../../base/random';
import type { DataConfig } from '../../config/schema/data';
import type { Dataset, SequenceSet } from '../dataset';
import { columnMoments } from './columns';
import { corrupted } from './corrupted';

/**
 * The dataset with its inputs spoiled as the config asks for. The training and the held-out sequences have random
 * streams of their own.
 * @throws InputError where inputs of this kind cannot be spoiled like this
 */
export function withCorruption(dataset: Dataset, config: DataConfig, seed: number): Dataset {
  if (config.task === 'activations' || config.corrupt === undefined) return dataset;
  const { by, training, heldOut } = config.corrupt;
  const clean = columnMoments(dataset.training.inputs);
  const spoiled = (set: SequenceSet, level: number | undefined, label: string): SequenceSet =>
    level === undefined
      ? set
      : { ...set, inputs: corrupted(set.inputs, by, level, new Random(seed).fork(`corrupted ${label}`), clean) };
  return {
    ...dataset,
    training: spoiled(dataset.training, training, 'training'),
    heldOut: spoiled(dataset.heldOut, heldOut, 'held out'),
    ...(training !== undefined && { clean }),
    ...(heldOut !== undefined && {
      warnings: [
        ...dataset.warnings,
        sentence('The held-out inputs are spoiled, as "corrupt" says: "{0}" at {1}.', by, String(heldOut)),
      ],
    }),
  };
}
