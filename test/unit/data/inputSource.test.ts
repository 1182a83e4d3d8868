import { describe, expect, it } from 'vitest';
import { Random } from '../../../src/base/random';
import { dataSchema } from '../../../src/config/schema/data';
import { inputSource } from '../../../src/data/inputSource';
import { loadDataset } from '../../../src/data/loadDataset';
import { logAlternatives } from '../../../src/information/estimators/known/annealing/historySource';
import type { SymbolSource } from '../../../src/data/tasks/symbolSource';

const sourceOf = (data: unknown): SymbolSource => inputSource(dataSchema.parse(data))!;

/** Periods of so many steps. */
function trial(fixation: number, stimulus: number, delay: number, test: number, response: number): object {
  return { dt: 1, periods: { fixation, stimulus, delay, test, response } };
}

const sources = [
  { task: 'delayedCopy', symbols: 3, length: 5 },
  { task: 'parity', length: 6 },
  { task: 'markov', symbols: 3, length: 5, flip: 0.2 },
  { task: 'markov', symbols: 2, length: 6, flip: 0 },
  { task: 'markov', symbols: 3, length: 5, flip: 0.2, hidden: true, noise: 0.15 },
  { task: 'markov', process: 'goldenMean', length: 6 },
  { task: 'markov', process: 'even', length: 6 },
  { task: 'markov', process: 'rrxor', length: 7 },
  { task: 'markov', process: 'mess3', length: 4 },
  { task: 'automaton', length: 5, rate: 0.3 },
  { task: 'automaton', automaton: 'counter', modulus: 3, length: 5 },
  { task: 'automaton', automaton: 'tomita4', length: 6 },
  { task: 'automaton', automaton: 'dyck', kinds: 1, depth: 2, length: 6 },
  { task: 'automaton', automaton: 'dyck', kinds: 2, depth: 2, length: 5 },
  { task: 'copyMemory', symbols: 2, tokens: 2, delay: 1 },
  { task: 'mqar', vocabulary: 6, pairs: 2 },
  { task: 'selectiveCopy', symbols: 2, tokens: 2, blanks: 2 },
  { task: 'inductionHead', symbols: 2, length: 6 },
  { task: 'trials', trial: 'delayedMatch', stimuli: 2, ...trial(1, 1, 1, 1, 1) },
  { task: 'trials', trial: 'delayedComparison', stimuli: 3, ...trial(0, 1, 0, 2, 1) },
  { task: 'trials', trial: 'intervals', ...trial(1, 2, 1, 3, 1) },
];

function everySequence({ alphabet, length }: SymbolSource): Int32Array[] {
  return Array.from({ length: alphabet ** length }, (_, number) =>
    Int32Array.from({ length }, (_, t) => Math.floor(number / alphabet ** t) % alphabet),
  );
}

describe('the source of a task', () => {
  it.each(sources)('%j: probabilities of all sequences sum to one', (data) => {
    const source = sourceOf(data);
    const total = everySequence(source).reduce((sum, symbols) => sum + Math.exp(source.logProbability(symbols, 0)), 0);
    expect(total).toBeCloseTo(1, 12);
  });

  it.each(sources)('%j: draws come as often as their probability says, and the task draws alike', async (data) => {
    const source = sourceOf(data);
    const count = 20_000;
    const random = new Random(5);
    const symbols = new Int32Array(count * source.length);
    for (let i = 0; i < count; i++) source.draw(random, symbols, i * source.length);
    const { training } = await loadDataset(dataSchema.parse({ ...data, samples: count }), {
      seed: 9,
      configFolder: '/',
    });
    for (const drawn of [symbols, training.inputs.symbols!]) {
      const seen = new Map<string, number>();
      for (let i = 0; i < count; i++) {
        const key = drawn.subarray(i * source.length, (i + 1) * source.length).join();
        seen.set(key, (seen.get(key) ?? 0) + 1);
      }
      for (const sequence of everySequence(source)) {
        const p = Math.exp(source.logProbability(sequence, 0));
        // Five standard errors: some two thousand looks are taken here.
        const most = 5 * Math.sqrt((p * (1 - p)) / count) + 1e-12;
        expect(Math.abs((seen.get(sequence.join()) ?? 0) / count - p)).toBeLessThanOrEqual(most);
      }
    }
  });

  it.each(sources)('%j: alternatives differ as the probabilities of whole sequences do', (data) => {
    const source = sourceOf(data);
    const random = new Random(2);
    const symbols = new Int32Array(source.length);
    const out = new Float64Array(source.alphabet);
    for (let n = 0; n < 20; n++) {
      source.draw(random, symbols, 0);
      for (let t = 0; t < source.length; t++) {
        logAlternatives(source, symbols, 0, t, out);
        const now = symbols[t];
        const whole = source.logProbability(symbols, 0);
        for (let symbol = 0; symbol < source.alphabet; symbol++) {
          const other = symbols.slice();
          other[t] = symbol;
          const log = source.logProbability(other, 0);
          if (log === -Infinity) expect(out[symbol]).toBe(-Infinity);
          else expect(out[symbol] - out[now]).toBeCloseTo(log - whole, 10);
        }
      }
    }
  });

  it.each(sources)('%j: what comes before given symbols has the law of whole sequences', (data) => {
    const source = sourceOf(data);
    if (!source.drawBefore) return;
    const random = new Random(3);
    const count = 4000;
    for (const steps of [1, Math.floor(source.length / 2), source.length - 1]) {
      const symbols = new Int32Array(source.length);
      source.draw(random, symbols, 0);
      const ends = everySequence(source).filter((one) => one.slice(steps).join() === symbols.slice(steps).join());
      const logs = ends.map((one) => source.logProbability(one, 0));
      const total = logs.reduce((sum, log) => sum + Math.exp(log), 0);
      const seen = new Map<string, number>();
      for (let n = 0; n < count; n++) {
        source.drawBefore(random, symbols, 0, steps);
        seen.set(symbols.join(), (seen.get(symbols.join()) ?? 0) + 1);
      }
      ends.forEach((one, i) => {
        const p = Math.exp(logs[i]) / total;
        const most = 5 * Math.sqrt((p * (1 - p)) / count) + 1e-12;
        expect(Math.abs((seen.get(one.join()) ?? 0) / count - p)).toBeLessThanOrEqual(most);
      });
    }
  });

  it.each([{ task: 'adding' }, { task: 'gaussianNoise' }, { task: 'text', path: 'a.txt' }])(
    '%j has none: real numbers, or a law that nobody knows',
    (data) => {
      expect(inputSource(dataSchema.parse(data))).toBeUndefined();
    },
  );

  it.each([
    { task: 'mqar', vocabulary: 6, pairs: 2 },
    { task: 'mqar', vocabulary: 8, pairs: 2, gap: 1 },
  ])('%j: every beginning that fits what follows is there once, at any length', (data) => {
    const source = sourceOf(data);
    const { length } = source;
    const whole = new Int32Array(length);
    const random = new Random(3);
    source.draw(random, whole, 0);
    for (let steps = 1; steps <= length; steps++) {
      const every = source.everyBefore!(whole, 0, steps, 10_000)!;
      const count = every.length / steps;
      const shown = new Set(
        Array.from({ length: count }, (_, i) => {
          const beginning = every.subarray(i * steps, (i + 1) * steps);
          const sequence = whole.slice();
          sequence.set(beginning);
          expect(source.logProbability(sequence, 0)).toBeGreaterThan(-Infinity);
          return beginning.join();
        }),
      );
      expect(shown.size).toBe(count);
      for (let draw = 0; draw < 50; draw++) {
        const other = whole.slice();
        source.drawBefore!(random, other, 0, steps);
        expect(shown).toContain(other.subarray(0, steps).join());
      }
      // All sequences are equally likely.
      if (steps === length) expect(Math.log(count)).toBeCloseTo(-source.logProbability(whole, 0), 9);
      if (count > 1) expect(source.everyBefore!(whole, 0, steps, count - 1)).toBeUndefined();
    }
  });
});

it.each([
  { task: 'mqar', vocabulary: 8, pairs: 2, gap: 0 },
  { task: 'mqar', vocabulary: 6, pairs: 2, gap: 1 },
])('%j: the entropy of every window is that of the enumerated one', (data) => {
  const source = sourceOf(data);
  const possible = everySequence(source).filter((symbols) => source.logProbability(symbols, 0) > -Infinity);
  for (let from = 0; from < source.length; from++)
    for (let to = from; to <= source.length; to++) {
      const windows = new Map<string, number>();
      for (const symbols of possible) {
        const key = symbols.subarray(from, to).join();
        windows.set(key, (windows.get(key) ?? 0) + Math.exp(source.logProbability(symbols, 0)));
      }
      const nats = [...windows.values()].reduce((sum, p) => sum - p * Math.log(p), 0);
      expect(source.windowEntropy?.(from, to)).toBeCloseTo(nats, 10);
    }
});
