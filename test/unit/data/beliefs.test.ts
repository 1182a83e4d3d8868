import { expect, test } from 'vitest';
import { dataSchema } from '../../../src/config/schema/data';
import { beliefStates, hiddenProcessOf } from '../../../src/data/tasks/beliefs';
import { mess3, namedProcess } from '../../../src/data/tasks/namedProcess';

const markov = (given: object) => {
  const config = dataSchema.parse({ task: 'markov', ...given });
  if (config.task !== 'markov') throw new Error('another task');
  return config;
};

const row = Int32Array.of(0);

/** p(s_t, x_{1:t}) as a sum over all paths of hidden states. */
function byPaths(ways: readonly (readonly (readonly number[])[])[], initial: readonly number[], symbols: number[]) {
  const joint = initial.map(() => 0);
  const walk = (state: number, t: number, p: number): void => {
    if (p === 0) return;
    if (t === symbols.length) {
      joint[state] += p;
      return;
    }
    ways[state][symbols[t]].forEach((q, to) => walk(to, t + 1, p * q));
  };
  initial.forEach((p, state) => walk(state, 0, p));
  const sum = joint.reduce((a, b) => a + b, 0);
  return joint.map((p) => p / sum);
}

test.each(['mess3', 'rrxor', 'goldenMean', 'even'] as const)('beliefs of %s are those of all its paths', (name) => {
  const process = hiddenProcessOf(markov({ process: name }));
  expect(process).toEqual(namedProcess(name));
  const { initial, ways } = namedProcess(name);
  const symbols = [1, 1, 0, 1, 1];
  for (let time = 0; time <= symbols.length; time++) {
    const belief = beliefStates({ initial, ways }, Int32Array.from(symbols), symbols.length, time, row);
    byPaths(ways, initial, symbols.slice(0, time)).forEach((p, state) => expect(belief[state]).toBeCloseTo(p, 12));
  }
});

test('mess3 has the beliefs of its emissions after one symbol, and those of Bayes after two', () => {
  const { flip, noise } = mess3;
  const process = namedProcess('mess3');
  const one = beliefStates(process, Int32Array.of(2), 1, 1, row);
  // Uniform before: the law of the states that show the symbol.
  [noise / 2, noise / 2, 1 - noise].forEach((p, state) => expect(one[state]).toBeCloseTo(p, 12));
  const two = beliefStates(process, Int32Array.of(2, 2), 2, 2, row);
  const next = (p: number): number => p * (1 - flip) + ((1 - p) * flip) / 2;
  const [other, same] = [next(noise / 2) * (noise / 2), next(1 - noise) * (1 - noise)];
  expect(two[2]).toBeCloseTo(same / (same + 2 * other), 12);
});

test('a noisy chain has beliefs over its states, and one that shows them has none', () => {
  const process = hiddenProcessOf(markov({ symbols: 2, flip: 0.2, hidden: true, noise: 0.1 }));
  if (!process) throw new Error('no hidden states');
  const belief = beliefStates(process, Int32Array.of(0, 1), 2, 2, row);
  const [zero, one] = [(0.9 * 0.8 + 0.1 * 0.2) * 0.1, (0.9 * 0.2 + 0.1 * 0.8) * 0.9];
  expect(belief[0]).toBeCloseTo(zero / (zero + one), 12);
  expect(hiddenProcessOf(markov({ symbols: 2 }))).toBeUndefined();
});
