import { continuous } from '../../sampler';
import type { Law } from './law';
import { normalGrid, signalInNoise, twoSources } from './signal';

/** X = one or two independent standard normal columns, Y = f(X) + independent normal noise. */
export const functionOfNormals = (sources: 1 | 2, f: (u: readonly number[]) => number, deviation: number): Law =>
  signalInNoise({
    x: continuous(sources),
    source: (random, row) => {
      for (let d = 0; d < sources; d++) row[d] = random.normal();
    },
    read: (row) => [...row],
    signal: (u) => [f(u)],
    dimensions: 1,
    deviation,
    grid: () => (sources === 1 ? normalGrid(400) : twoSources(normalGrid(100), normalGrid(100))),
  });
