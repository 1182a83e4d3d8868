import { Random } from '../../../src/base/random';
import { drawn, type KnownPair } from './knownPair';

const draws = 20_000;

/** A uniform label, and a state of normal columns around its centre; the information by its log ratio over draws. */
export function labelledClusters(count: number, dim: number, width: number, seed: number): KnownPair {
  const name = `labelled-${count}-${dim}-${width}-${seed}`;
  const centres = new Random(seed).fork(name);
  const means = Array.from({ length: count }, () => Float64Array.from({ length: dim }, () => centres.normal()));
  const draw = (random: Random, x: Float64Array, y: Float64Array): void => {
    y[0] = random.integer(count);
    for (let j = 0; j < dim; j++) x[j] = means[y[0]][j] + width * random.normal();
  };
  const distance = (x: Float64Array, mean: Float64Array): number =>
    x.reduce((sum, value, j) => sum + (value - mean[j]) ** 2, 0) / (2 * width * width);
  let nats: number | undefined;
  return {
    name,
    get nats() {
      if (nats === undefined) {
        const random = new Random(31).fork(name);
        const [x, y] = [new Float64Array(dim), new Float64Array(1)];
        nats = Math.log(count);
        for (let i = 0; i < draws; i++) {
          draw(random, x, y);
          const own = distance(x, means[y[0]]);
          nats -= Math.log(means.reduce((sum, mean) => sum + Math.exp(own - distance(x, mean)), 0)) / draws;
        }
      }
      return nats;
    },
    sample: drawn(name, dim, 1, draw, 'discrete'),
  };
}
