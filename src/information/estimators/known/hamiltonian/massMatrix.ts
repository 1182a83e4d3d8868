import { Matrix } from 'ml-matrix';
import type { Random } from '../../../../base/random';
import { slopesAt } from '../laplace/laplaceModes';
import { directionsOf, scaleAlong } from '../laplace/stretch';
import { each, gradientCost, type LatentNetwork } from '../latent/latentNetwork';

/** Points of the prior over which the slopes are averaged. */
const pilots = 24;
/** Only so many directions are stretched, and only those along which the state changes. */
const mostDirections = 48;
const leastEigenvalue = 0.1;

/**
 * Mass matrices M(b) = I + b E[J'J] over the prior for every inverse temperature b, J the slopes of m(u) over the
 * deviation: the precision of p(u) p(h|u)^b where m is linear. They are fixed before any state is looked at.
 */
export interface MassMatrix {
  /** v = M(b)^(-1/2) v in place, for the vector at `from`. */
  shrink(beta: number, v: Float64Array, from: number): void;
  readonly spent: number;
}

export async function massMatrix(network: LatentNetwork, random: Random): Promise<MassMatrix> {
  const { latents, dimensions, cost } = network;
  const points = Float64Array.from({ length: pilots * latents }, () => random.normal());
  const slopes = await slopesAt(network, points, each(pilots));
  const j = Matrix.from1DArray(pilots * dimensions, latents, slopes).div(Math.sqrt(pilots));
  const directions = directionsOf(j, leastEigenvalue)
    .sort((a, b) => b.value - a.value)
    .slice(0, mostDirections);
  return {
    spent: pilots * dimensions * gradientCost * cost,
    shrink: (beta, v, from) => {
      scaleAlong(directions, v, from, (value) => 1 / Math.sqrt(1 + beta * value));
    },
  };
}
