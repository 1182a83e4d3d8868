import type { Random } from '../../../../base/random';
import { each, type LatentNetwork, type LatentStates } from './latentNetwork';

/** Fresh latents and the noisy states that they lead to. */
export async function drawnStates(network: LatentNetwork, count: number, random: Random): Promise<LatentStates> {
  const { latents, deviation } = network;
  const points = Float64Array.from({ length: count * latents }, () => random.normal());
  const means = await network.means(points, each(count));
  return { count, points, values: means.map((mean) => mean + deviation * random.normal()) };
}
