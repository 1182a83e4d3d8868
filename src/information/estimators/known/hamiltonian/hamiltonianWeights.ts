import type { Random } from '../../../../base/random';
import type { Breather } from '../../../numerics/breather';
import { each, repeated } from '../latent/latentNetwork';
import { HamiltonianChains } from './hamiltonianChains';
import type { Tilt } from './tilt';

/** Inverse temperatures b_0 = 0 ... b_J = 1, and the size of a path's steps at each. */
export interface HamiltonianLadder {
  readonly betas: Float64Array;
  readonly sizes: Float64Array;
}

/**
 * Annealed importance sampling of the mean of exp(tilt) under N(0, I) (Neal 2001) with Hamiltonian kernels
 * (Sohl-Dickstein and Culpepper 2012), from both sides (Grosse, Ancha and Roy 2015): up the ladder from draws of N(0,
 * I), and down it from `truths`, one exact draw of the tilted law for each state. Every kernel leaves the law of its
 * temperature as it is and is its own reverse.
 * @param truths [states, width]; they are moved
 * @param draws runs up the ladder for each state
 * @returns log weights of the runs up [states, draws] and down [states]
 * @throws CancelledError
 */
export async function hamiltonianWeights(
  tilt: Tilt,
  truths: Float64Array,
  { betas, sizes }: HamiltonianLadder,
  draws: number,
  random: Random,
  breather: Breather,
): Promise<{ readonly forward: Float64Array; readonly reverse: Float64Array }> {
  const last = betas.length - 1;
  const count = truths.length / tilt.width;
  const owners = repeated(count, draws);
  const start = Float64Array.from({ length: owners.length * tilt.width }, () => random.normal());
  const up = new HamiltonianChains(tilt, owners, start);
  await up.start();
  const forward = new Float64Array(owners.length);
  for (let j = 1; j <= last; j++) {
    for (let c = 0; c < forward.length; c++) forward[c] += (betas[j] - betas[j - 1]) * up.logs[c];
    if (j < last) await up.move(betas[j], sizes[j], random);
    if (breather.due()) await breather.rest();
  }
  const down = new HamiltonianChains(tilt, each(count), truths);
  await down.start();
  const reverse = new Float64Array(count);
  for (let j = last; j >= 1; j--) {
    for (let i = 0; i < count; i++) reverse[i] += (betas[j] - betas[j - 1]) * down.logs[i];
    if (j > 1) await down.move(betas[j - 1], sizes[j - 1], random);
    if (breather.due()) await breather.rest();
  }
  return { forward, reverse };
}
