import { breathe } from '../../base/cancellation';
import { Random } from '../../base/random';
import type { SequenceSet } from '../dataset';

/** Settings of a generated task that are not its own. */
export interface TaskContext {
  readonly seed: number;
  readonly signal?: AbortSignal;
}

/** Draws `samples` sequences from `random`. */
export type DrawSet = (random: Random, samples: number) => Promise<SequenceSet>;

/**
 * Training and held-out sequences from two separate random streams, so that the size of one does not change the other.
 */
export async function drawSets(
  config: { readonly samples: number; readonly heldOut?: number },
  context: TaskContext,
  draw: DrawSet,
): Promise<{ training: SequenceSet; heldOut: SequenceSet }> {
  const root = new Random(context.seed);
  return {
    training: await draw(root.fork('data: training'), config.samples),
    heldOut: await draw(root.fork('data: held out'), config.heldOut ?? config.samples),
  };
}

/** Values drawn between two checks for cancellation: a few milliseconds of work. */
const valuesPerBreath = 200_000;

/** Calls `draw` for every sequence in turn, with pauses for cancellation. */
export async function forEachSequence(
  samples: number,
  valuesEach: number,
  signal: AbortSignal | undefined,
  draw: (sample: number) => void,
): Promise<void> {
  const block = Math.max(1, Math.floor(valuesPerBreath / Math.max(1, valuesEach)));
  for (let start = 0; start < samples; start += block) {
    const end = Math.min(samples, start + block);
    for (let sample = start; sample < end; sample++) draw(sample);
    await breathe(signal);
  }
}
