import { Random } from '../../base/random';

/** The row in the files of each sequence. */
export function recordedOrder(samples: number, seed: number): Int32Array {
  return new Random(seed).fork('data: order of recordings').permutation(samples);
}
