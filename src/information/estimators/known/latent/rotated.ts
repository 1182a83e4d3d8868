import type { LatentNetwork } from './latentNetwork';
import type { LatentPart } from './latentPart';

/** A reflection at a plane, and the sign of the axis that it then brings onto a direction. */
interface Reflection {
  /** Of unit length. */
  readonly normal: Float64Array;
  readonly sign: number;
}

/**
 * The network as a function of the latents along other directions, those of a part first, by one reflection for each of
 * them (Householder 1958). Rotated latents are standard normal as well.
 */
export function rotated(network: LatentNetwork, part: LatentPart): LatentNetwork {
  const { latents } = network;
  const reflections = reflectionsOf(part, latents);
  const backwards = reflections.toReversed();
  const back = (points: Float64Array): Float64Array => {
    const out = signed(reflections, points.slice(), latents);
    return reflected(backwards, out, latents);
  };
  return {
    ...network,
    cost: network.cost + 2 * reflections.length * latents,
    means: (points, owners) => network.means(back(points), owners),
    pull: async (points, owners, cotangents) => {
      const { means, gradients } = await network.pull(back(points), owners, cotangents);
      return { means, gradients: signed(reflections, reflected(reflections, gradients.slice(), latents), latents) };
    },
  };
}

/** Reflections that, the last first, bring the first axes onto the part's directions, one after the other. */
function reflectionsOf({ directions, size }: LatentPart, latents: number): Reflection[] {
  const found: Reflection[] = [];
  for (let i = 0; i < size; i++) {
    // Orthogonal to the axes before, which the next reflection therefore leaves where they are.
    const normal = reflected(found, directions.slice(i * latents, (i + 1) * latents), latents);
    // Of the two planes the one whose normal is no difference of nearly equal numbers.
    const sign = normal[i] > 0 ? -1 : 1;
    normal[i] -= sign;
    const length = Math.sqrt(normal.reduce((sum, one) => sum + one * one, 0));
    found.push({ normal: normal.map((one) => one / length), sign });
  }
  return found;
}

/** Gives the first numbers of points [count, latents] their signs, in place. */
function signed(reflections: readonly Reflection[], points: Float64Array, latents: number): Float64Array {
  for (let from = 0; from < points.length; from += latents)
    for (const [i, { sign }] of reflections.entries()) points[from + i] *= sign;
  return points;
}

/** Reflects points [count, latents] at the planes in their order, in place. */
function reflected(reflections: readonly Reflection[], points: Float64Array, latents: number): Float64Array {
  for (let from = 0; from < points.length; from += latents)
    for (const { normal } of reflections) {
      let along = 0;
      for (let k = 0; k < latents; k++) along += points[from + k] * normal[k];
      for (let k = 0; k < latents; k++) points[from + k] -= 2 * along * normal[k];
    }
  return points;
}
