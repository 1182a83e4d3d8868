import type { LatentNetwork, LatentStates } from './latentNetwork';

/**
 * The network with the first `given` latents of each state fixed to those that made it: its density is p(h|x) where
 * these are the input and the others are earlier noise.
 */
export function givenLatents(network: LatentNetwork, { points }: LatentStates, given: number): LatentNetwork {
  const whole = network.latents;
  const latents = whole - given;
  const joined = (rest: Float64Array, owners: Int32Array): Float64Array => {
    const out = new Float64Array(owners.length * whole);
    owners.forEach((owner, i) => {
      out.set(points.subarray(owner * whole, owner * whole + given), i * whole);
      out.set(rest.subarray(i * latents, (i + 1) * latents), i * whole + given);
    });
    return out;
  };
  return {
    ...network,
    latents,
    means: (rest, owners) => network.means(joined(rest, owners), owners),
    pull: async (rest, owners, cotangents) => {
      const { means, gradients } = await network.pull(joined(rest, owners), owners, cotangents);
      const own = new Float64Array(owners.length * latents);
      for (let i = 0; i < owners.length; i++)
        own.set(gradients.subarray(i * whole + given, (i + 1) * whole), i * latents);
      return { means, gradients: own };
    },
  };
}

/** The latents after the first `given` of every state. */
export function restOf({ latents }: LatentNetwork, { points, count }: LatentStates, given: number): Float64Array {
  const rest = latents - given;
  const out = new Float64Array(count * rest);
  for (let i = 0; i < count; i++) out.set(points.subarray(i * latents + given, (i + 1) * latents), i * rest);
  return out;
}

/** The states with the latents after the first `given` at 0. */
export function withoutRest(network: LatentNetwork, states: LatentStates, given: number): Float64Array {
  return states.points.map((value, at) => (at % network.latents < given ? value : 0));
}
