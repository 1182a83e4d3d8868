import type { Random } from '../../../../base/random';
import type { Breather } from '../../../numerics/breather';
import { each, logLikelihoods, type LatentNetwork, type LatentStates, repeated } from '../latent/latentNetwork';
import type { TwoSidedWeights } from '../latent/twoSidedWeights';
import { laplaceModes, peaksOf } from './laplaceModes';
import { LaplaceProposal } from './laplaceProposal';

/**
 * Weights of p(h) by importance sampling from Laplace's approximation to p(u|h), and the weight of the u that made h. A
 * draw's log weight is ln N(h; m(u), deviation^2 I) - ln q(u|h)/p(u), up to the constant of `own`.
 * @param draws for each state
 * @throws CancelledError
 */
export async function laplaceWeights(
  network: LatentNetwork,
  { count, values, points }: LatentStates,
  draws: number,
  random: Random,
  breather: Breather,
): Promise<TwoSidedWeights> {
  const { latents } = network;
  const modes = await laplaceModes(network, values);
  const forward = new Float64Array(count * draws);
  const owners = repeated(count, draws);
  const drawn = new Float64Array(count * draws * latents);
  const own = logLikelihoods(network, values, await network.means(points, each(count)), each(count));
  const reverse = own.slice();
  const peaks = peaksOf(modes, count);
  for (let i = 0, at = 0; i < count; i++) {
    const proposal = new LaplaceProposal(peaks[i]);
    reverse[i] -= proposal.logRatio(points, i * latents);
    for (let k = 0; k < draws; k++, at++) {
      proposal.draw(random, drawn, at * latents);
      forward[at] = -proposal.logRatio(drawn, at * latents);
    }
    if (breather.due()) await breather.rest();
  }
  const likelihoods = logLikelihoods(network, values, await network.means(drawn, owners), owners);
  for (let k = 0; k < forward.length; k++) forward[k] += likelihoods[k];
  return { own, forward, reverse, spent: modes.spent + (forward.length + count) * network.cost };
}
