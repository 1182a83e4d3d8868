import { gradientCost, logLikelihoods, type LatentNetwork } from '../latent/latentNetwork';
import type { MassMatrix } from './massMatrix';

export interface Tilted {
  /** Nats, one a point. */
  readonly logs: Float64Array;
  /** Its gradient, [points, width]. */
  readonly slope: Float64Array;
}

/** A law proportional to N(y; 0, I) exp(tilt(y)) over `width` numbers, for each of several states. */
export interface Tilt {
  readonly width: number;
  at(points: Float64Array, owners: Int32Array): Promise<Tilted>;
  /** v = M(b)^(-1/2) v in place for the vector at `from`, M a mass matrix for inverse temperature b. */
  shrink(beta: number, v: Float64Array, from: number): void;
  /** Multiplications so far. */
  spent(): number;
}

/** p(u) p(h|u): the prior of the latents, tilted by the likelihood. */
export function tiltedPrior(network: LatentNetwork, values: Float64Array, mass: MassMatrix): Tilt {
  let spent = 0;
  return {
    width: network.latents,
    shrink: (beta, v, from) => mass.shrink(beta, v, from),
    spent: () => spent,
    at: async (points, owners) => {
      spent += owners.length * gradientCost * network.cost;
      return likelihood(network, values, points, owners);
    },
  };
}

async function likelihood(
  network: LatentNetwork,
  values: Float64Array,
  points: Float64Array,
  owners: Int32Array,
): Promise<Tilted> {
  const { dimensions, deviation } = network;
  const { means, gradients } = await network.pull(points, owners, (at, first) => {
    const out = new Float64Array(at.length);
    for (let i = first, k = 0; k < at.length; i++)
      for (let d = 0; d < dimensions; d++, k++) out[k] = (values[owners[i] * dimensions + d] - at[k]) / deviation ** 2;
    return out;
  });
  return { logs: logLikelihoods(network, values, means, owners), slope: gradients };
}
