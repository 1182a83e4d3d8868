import { Random } from '../../base/random';
import type { LayerActivations } from '../../models/activations';

/** The states of all layers in a file are at most so many bytes: 10 000 sequences of 100 steps of 67 units. */
export const mostBytes = 2 ** 26;

/**
 * The sequences whose states are kept, ascending: all of the first `samples`, or a seeded sample of them where all are
 * too many.
 * @param each bytes of one sequence
 */
export function chosenSequences(samples: number, each: number, seed: number, most = mostBytes): Int32Array {
  const count = Math.min(samples, Math.floor(most / Math.max(1, each)));
  const all = Int32Array.from({ length: samples }, (_, row) => row);
  return count === samples ? all : new Random(seed).fork('kept states').shuffle(all).slice(0, count).sort();
}

/** The layers whose states are kept; a critic has none of its own. */
export const hasStates = ({ critic, units }: LayerActivations): boolean => critic === undefined && units > 0;
