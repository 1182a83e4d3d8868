import { sentence } from '../../base/sentence';
import { Random } from '../../base/random';
import type { DataConfig } from '../../config/schema/data';
import { sameInputs } from '../headTargets';
import type { Dataset, SequenceSet, Targets } from '../dataset';
import { columnMoments } from './columns';
import { corrupted } from './corrupted';

/**
 * The dataset with its inputs spoiled as the config asks for, and the clean ones as the target "clean". The training
 * and the held-out sequences have random streams of their own.
 * @throws InputError where inputs of this kind cannot be spoiled like this
 */
export function withCorruption(dataset: Dataset, config: DataConfig, seed: number): Dataset {
  if (config.task === 'activations' || config.task === 'pairs' || config.corrupt === undefined) return dataset;
  const { by, training, heldOut } = config.corrupt;
  const clean = columnMoments(dataset.training.inputs);
  const spoiled = (set: SequenceSet, level: number | undefined, label: string): SequenceSet =>
    level === undefined
      ? set
      : { ...set, inputs: corrupted(set.inputs, by, level, new Random(seed).fork(`corrupted ${label}`), clean) };
  const named = (set: SequenceSet): SequenceSet => ({ ...set, furtherTargets: cleanTargets(set) });
  return {
    ...dataset,
    training: spoiled(named(dataset.training), training, 'training'),
    heldOut: spoiled(named(dataset.heldOut), heldOut, 'held out'),
    ...(training !== undefined && { clean }),
    ...(heldOut !== undefined && {
      title: sentence('{0}, held-out ones spoiled ("{1}" at {2})', dataset.title, by, String(heldOut)),
    }),
  };
}

/** The targets of a set that is about to be spoiled, with its inputs as the target "clean". */
export const cleanTargets = ({ inputs, furtherTargets }: SequenceSet): ReadonlyMap<string, Targets> =>
  new Map([...(furtherTargets ?? []), ['clean', sameInputs(inputs)]]);
