import type { Random } from '../../../../base/random';

/** Noisy states of some layers, each a function of the same latents u ~ N(0, I) plus Gaussian noise. */
export interface LatentLayers {
  readonly latents: number;
  /** Multiplications that the means of all layers take at one point. */
  readonly cost: number;
  readonly layers: readonly { readonly dimensions: number; readonly deviation: number }[];
  /** The means of each layer, [count, dimensions], at points [count, latents]. */
  means(points: Float64Array): Promise<readonly Float64Array[]>;
}

/** Fresh latents with what they lead to. */
export interface DrawnLayers {
  readonly points: Float64Array;
  /** Of every layer. */
  readonly means: readonly Float64Array[];
  readonly values: readonly Float64Array[];
}

/** Draws latents, and noisy states of every layer. */
export async function drawnLayers(network: LatentLayers, count: number, random: Random): Promise<DrawnLayers> {
  const { latents, layers } = network;
  const points = normals(count * latents, random);
  const means = await network.means(points);
  const values = layers.map(({ deviation }, l) => means[l].map((mean) => mean + deviation * random.normal()));
  return { points, means, values };
}

export const normals = (length: number, random: Random): Float64Array => {
  const out = new Float64Array(length);
  for (let k = 0; k < length; k++) out[k] = random.normal();
  return out;
};
