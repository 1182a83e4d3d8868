import type { Random } from '../../../base/random';
import type { Sequences } from '../../../data/dataset';
import { type Predicted } from '../predicted';
import { type Answers, keptOf } from './answers';
import type { Mask } from './mask';

/** Halvings of the share that is let through. */
const halvings = 9;
const most = 0.999;
/** Copies of each sequence with noise of their own, by which noise is judged. */
export const judgedCopies = 8;

/**
 * The least divergence, nats a sequence, of noise that is the same everywhere and lets the network keep a share of its
 * answers; undefined where none does. By halvings of the share that is let through, with the same draws each time.
 */
export async function evenDivergence(
  mask: Mask,
  answers: Answers,
  kept: number,
  read: (inputs: Sequences) => Promise<Predicted>,
  random: Random,
): Promise<number | undefined> {
  const noise = mask.noise(judgedCopies, random);
  const sharesAt = (share: number): Float64Array => new Float64Array(mask.inputs.samples * mask.width).fill(share);
  const isEnough = async (share: number): Promise<boolean> =>
    keptOf(await read(mask.noisy(sharesAt(share), noise)), answers).share >= kept;
  if (!(await isEnough(most))) return undefined;
  let [low, high] = [0, most];
  for (let i = 0; i < halvings; i++) {
    const middle = (low + high) / 2;
    if (await isEnough(middle)) high = middle;
    else low = middle;
  }
  return mask.divergence(sharesAt(high)).reduce((sum, nats) => sum + nats, 0) / mask.inputs.samples;
}
