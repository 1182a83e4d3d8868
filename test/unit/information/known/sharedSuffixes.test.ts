import { expect, it } from 'vitest';
import { tanhNetwork, uniform } from '../../../accuracy/annealing/networks';
import { Random } from '../../../../src/base/random';
import { drawnStates, statesOf } from '../../../../src/information/estimators/known/annealing/annealedInformation';
import { SharedSuffixes } from '../../../../src/information/estimators/known/conditional/sharedSuffixes';
import { tableRuns } from '../../../../src/information/estimators/known/conditional/tableRuns';
import { Breather } from '../../../../src/information/numerics/breather';
import { withLikelihoodKernel } from '../../../../src/information/numerics/kernels/likelihoodKernel';

it.each([
  ['much noise, so that many histories count', 2, 9, 0.8],
  ['little noise, so that few lie near', 3, 6, 0.03],
  ['more symbols than histories of a group', 300, 3, 0.2],
])('%s: the bounds are those of every history by itself', async (_, alphabet, length, deviation) => {
  const [network, source, states] = [tanhNetwork(5, alphabet, 1.2, 2), uniform(alphabet, length), 12];
  const { observed, histories } = drawnStates(network, source, deviation, states, new Random(3));
  const own = statesOf(network, histories, states, length);
  const random = new Random(4);
  const drawn = [1000, 3000].map((count) => {
    const symbols = new Int32Array(count * length);
    for (let i = 0; i < count; i++) source.draw(random, symbols, i * length);
    return { count, symbols, means: statesOf(network, symbols, count, length) };
  });
  const about = { observed, histories, length, alphabet, dimensions: 5, means: own };
  const log = (means: ArrayLike<number>, row: number, state: number): number => {
    let squared = 0;
    for (let d = 0; d < 5; d++) squared += (means[row * 5 + d] - observed.values[state * 5 + d]) ** 2;
    return -squared / (2 * deviation ** 2);
  };
  await withLikelihoodKernel(async (kernel) => {
    const shared = new SharedSuffixes(about, kernel);
    for (const some of drawn) await shared.add(some, new Breather());
    for (let free = 0; free <= length; free++) {
      const bounds = shared.bounds(free);
      const logs = Array.from({ length: states }, (_, i) =>
        drawn.flatMap(({ count, symbols, means }) =>
          Array.from({ length: count }, (_, m) => m)
            .filter((m) => {
              for (let t = free; t < length; t++)
                if (symbols[m * length + t] !== histories[i * length + t]) return false;
              return true;
            })
            .map((m) => log(means, m, i)),
        ),
      );
      expect(bounds === undefined).toBe(logs.some((of) => of.length === 0));
      for (const [i, of] of logs.entries()) {
        if (!bounds) continue;
        const [mine, most] = [log(own, i, i), Math.max(...of)];
        const sum = of.reduce((total, one) => total + Math.exp(one - most), 0);
        const withOwn = Math.log(sum * Math.exp(most - mine) + 1) + mine;
        // The kernel's exponentials are right to 2e-7.
        expect(bounds.upper[i]).toBeCloseTo(mine - most - Math.log(sum / of.length), 5);
        if (Number.isFinite(withOwn)) expect(bounds.lower[i]).toBeCloseTo(mine - withOwn + Math.log(of.length + 1), 5);
      }
    }
  });
});

it('a table of beginnings leads to the states of whole runs', () => {
  const [network, alphabet, length, count] = [tanhNetwork(4, 3, 1.2, 2), 3, 7, 1500];
  const random = new Random(5);
  const symbols = Int32Array.from({ length: count * length }, () => random.integer(alphabet));
  const whole = statesOf(network, symbols, count, length);
  for (const steps of [0, 4, length]) {
    const found = tableRuns(network, alphabet, length, steps)(symbols, count);
    for (const [at, value] of found.entries()) expect(Math.abs(value - whole[at])).toBeLessThan(1e-6);
  }
});
