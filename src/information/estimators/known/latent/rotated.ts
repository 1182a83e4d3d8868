import type { LatentNetwork } from './latentNetwork';
import { along, latentPart, type LatentPart } from './latentPart';

/**
 * The network as a function of the latents along other directions, those of a part first. Rotated latents are standard
 * normal as well.
 */
export function rotated(network: LatentNetwork, { directions, size }: LatentPart): LatentNetwork {
  const { latents } = network;
  const rows = new Float64Array((size + latents) * latents);
  rows.set(directions);
  for (let k = 0; k < latents; k++) rows[(size + k) * latents + k] = 1;
  const basis = latentPart(rows, latents);
  const transposed = new Float64Array(latents ** 2);
  for (let i = 0; i < latents; i++)
    for (let k = 0; k < latents; k++) transposed[k * latents + i] = basis.directions[i * latents + k];
  const back = (points: Float64Array): Float64Array =>
    along({ directions: transposed, size: latents }, points, latents);
  return {
    ...network,
    cost: network.cost + latents ** 2,
    means: (points, owners) => network.means(back(points), owners),
    pull: async (points, owners, cotangents) => {
      const { means, gradients } = await network.pull(back(points), owners, cotangents);
      return { means, gradients: along(basis, gradients, latents) };
    },
  };
}
