import { describe, expect, it } from 'vitest';
import { dataSchema } from '../../../src/config/schema/data';
import type { ExactValue } from '../../../src/data/dataset';
import { inputSource } from '../../../src/data/inputSource';
import { loadDataset } from '../../../src/data/loadDataset';
import { mutualInformation } from '../../../src/information/exact/discrete/entropyFunctions';

/** A task, and the smallest state that solves it after each beginning of its sequences. */
const cases: readonly {
  readonly data: Readonly<Record<string, unknown>> & { readonly task: string };
  readonly state: (beginning: readonly number[]) => string;
}[] = [
  { data: { task: 'selectiveCopy', symbols: 2, tokens: 2, blanks: 2 }, state: stillToCopy(2, 4) },
  { data: { task: 'selectiveCopy', symbols: 3, tokens: 1, blanks: 3 }, state: stillToCopy(3, 4) },
  { data: { task: 'selectiveCopy', symbols: 2, tokens: 2, blanks: 0 }, state: stillToCopy(2, 2) },
  { data: { task: 'inductionHead', symbols: 2, length: 6 }, state: behindTrigger(2) },
  { data: { task: 'inductionHead', symbols: 3, length: 5 }, state: behindTrigger(3) },
  { data: { task: 'automaton', automaton: 'dyck', kinds: 2, depth: 2, length: 5 }, state: openBrackets(2) },
  { data: { task: 'automaton', automaton: 'dyck', kinds: 1, depth: 3, length: 7 }, state: openBrackets(1) },
  { data: { task: 'automaton', automaton: 'tomita6', length: 8 }, state: ones(3) },
  {
    data: { task: 'trials', trial: 'delayedMatch', stimuli: 2, ...trial(1, 2, 1, 1, 1) },
    state: firstThenAnswer(2, (first, second) => String(first === second)),
  },
  {
    data: { task: 'trials', trial: 'delayedMatch', stimuli: 3, ...trial(0, 1, 1, 2, 1) },
    state: firstThenAnswer(3, (first, second) => String(first === second)),
  },
  {
    data: { task: 'trials', trial: 'delayedComparison', stimuli: 4, ...trial(0, 1, 1, 1, 1) },
    // After the lowest and the highest one the answer is known.
    state: firstThenAnswer(4, (first, second) =>
      first === 0 || first === 3 ? String(first === 0) : second === undefined ? undefined : String(second > first),
    ),
  },
  { data: { task: 'trials', trial: 'intervals', ...trial(1, 3, 1, 3, 1) }, state: lengthThenAnswer(1, 3) },
];

/** The tokens, without those whose targets are over. */
function stillToCopy(symbols: number, places: number) {
  return (beginning: readonly number[]): string => {
    const over = Math.max(0, beginning.length - places - 1);
    return beginning
      .filter((symbol) => symbol < symbols)
      .slice(over)
      .join();
  };
}

/** Periods of so many steps. */
function trial(fixation: number, stimulus: number, delay: number, test: number, response: number): object {
  return { dt: 1, periods: { fixation, stimulus, delay, test, response } };
}

/** The first of two stimuli, until the answer is known. */
function firstThenAnswer(stimuli: number, answer: (first: number, second: number | undefined) => string | undefined) {
  return (beginning: readonly number[]): string => {
    const shown = beginning.map((symbol, t) => ({ symbol, t })).filter(({ symbol }) => symbol < stimuli);
    if (shown.length === 0) return 'nothing';
    const [first] = shown;
    // The second one stands behind a blank.
    const second = shown.find(({ t }) => beginning.slice(first.t, t).some((symbol) => symbol >= stimuli));
    const known = second === undefined && stimuli < 4 ? undefined : answer(first.symbol, second?.symbol);
    return known === undefined ? `first ${first.symbol}` : `answer ${known}`;
  };
}

/** The steps that the first stimulus has lasted, until it is known which of the two lasts longer. */
function lengthThenAnswer(fixation: number, window: number) {
  return (beginning: readonly number[]): string => {
    const lasted = beginning.slice(fixation, fixation + window).filter((symbol) => symbol === 0).length;
    const from = fixation + window + 1;
    // One step is the shortest, and as many as there are the longest one: no two are equal.
    if (lasted === window) return 'answer false';
    if (lasted === 1 && beginning.length > fixation + 1) return 'answer true';
    const second = beginning.slice(from);
    const steps = second.slice(0, window).filter((symbol) => symbol === 0).length;
    if (steps >= lasted && lasted > 0) return 'answer true';
    if (second.slice(0, window).includes(1)) return 'answer false';
    return `lasted ${lasted}`;
  };
}

function behindTrigger(trigger: number) {
  return (beginning: readonly number[]): string => {
    const place = beginning.indexOf(trigger);
    return place < 0 ? 'none' : String(beginning[place + 1] ?? 'next');
  };
}

function openBrackets(kinds: number) {
  return (beginning: readonly number[]): string => {
    const open: number[] = [];
    for (const symbol of beginning) {
      if (symbol < kinds) open.push(symbol);
      else open.pop();
    }
    return open.join();
  };
}

/** The ones less the zeros, modulo a number. */
function ones(modulus: number) {
  return (beginning: readonly number[]): string => {
    const sum = beginning.reduce((total, symbol) => total + (symbol === 1 ? 1 : modulus - 1), 0);
    return String(sum % modulus);
  };
}

/** Every sequence that comes, and its probability. */
function everySequence(data: object): { readonly sequence: number[]; readonly p: number }[] {
  const source = inputSource(dataSchema.parse(data))!;
  const { alphabet, length } = source;
  return Array.from({ length: alphabet ** length }, (_, number) => {
    const sequence = Array.from({ length }, (__, t) => Math.floor(number / alphabet ** t) % alphabet);
    return { sequence, p: Math.exp(source.logProbability(Int32Array.from(sequence), 0)) };
  }).filter(({ p }) => p > 0);
}

/** I(A;B) of two functions of the sequence, nats; H(A) where they are one. */
function shared(
  every: ReturnType<typeof everySequence>,
  a: (sequence: number[]) => string,
  b: (sequence: number[]) => string,
): number {
  const rows = new Map<string, Map<string, number>>();
  const columns = new Map<string, number>();
  for (const { sequence, p } of every) {
    const [x, y] = [a(sequence), b(sequence)];
    const row = rows.get(x) ?? new Map<string, number>();
    rows.set(x, row.set(y, (row.get(y) ?? 0) + p));
    columns.set(y, columns.get(y) ?? columns.size);
  }
  return mutualInformation([...rows.values()].map((row) => [...columns.keys()].map((y) => row.get(y) ?? 0)));
}

const valuesOf = (exact: readonly ExactValue[], quantity: string, source: string): ExactValue[] =>
  exact.filter((value) => value.quantity === quantity && value.source === source);

describe.each(cases)('$data', ({ data, state }) => {
  const every = everySequence(data);
  const after = (t: number) => (sequence: number[]) => state(sequence.slice(0, t));
  const at = (t: number) => (sequence: number[]) => String(sequence[t - 1]);
  const entropy = (f: (sequence: number[]) => string): number => shared(every, f, f);
  const exactValues = async (): Promise<readonly ExactValue[]> => {
    const dataset = await loadDataset(dataSchema.parse({ ...data, samples: 8 }), { seed: 1, configFolder: '/' });
    return dataset.exact;
  };

  it('its entropies are those of all its sequences', async () => {
    const exact = await exactValues();
    // Without a step it is of every step.
    for (const { time, nats } of valuesOf(exact, 'entropy', 'X'))
      for (const step of time === undefined ? [1, 2, 3] : [time]) expect(nats).toBeCloseTo(entropy(at(step)), 9);
    // The target of an automaton is its state, which grows from step to step where brackets open.
    if (data.task === 'automaton')
      for (const { time, nats } of valuesOf(exact, 'entropy', 'Y'))
        for (const step of time === undefined ? [1, 2, 3] : [time]) expect(nats).toBeCloseTo(entropy(after(step)), 9);
    if (data.task === 'automaton') expect(valuesOf(exact, 'entropy', 'Y')).not.toHaveLength(0);
    const blocks = valuesOf(exact, 'entropy', 'X_{1:t}');
    expect(blocks).toHaveLength(every[0].sequence.length);
    for (const { time = 0, nats } of blocks)
      expect(nats).toBeCloseTo(
        entropy((sequence) => sequence.slice(0, time).join()),
        9,
      );
    const source = inputSource(dataSchema.parse(data))!;
    for (let from = 0; from < source.length; from++)
      for (let to = from + 1; to <= source.length && source.windowEntropy; to++)
        expect(source.windowEntropy(from, to)).toBeCloseTo(
          entropy((sequence) => sequence.slice(from, to).join()),
          9,
        );
  });

  it('its smallest state holds of input, history and lags what all sequences say', async () => {
    const exact = await exactValues();
    const length = every[0].sequence.length;
    const held = valuesOf(exact, 'inputInformation', 'X');
    const history = valuesOf(exact, 'historyInformation', 'H');
    expect(held).toHaveLength(length);
    expect(history).toHaveLength(length - 1);
    for (const { time = 0, nats } of held) expect(nats).toBeCloseTo(entropy(after(time)), 9);
    for (const { time = 0, nats } of history) expect(nats).toBeCloseTo(shared(every, after(time - 1), after(time)), 9);
    for (const { lag = 0, nats } of valuesOf(exact, 'memory', 'X'))
      expect(nats).toBeCloseTo(shared(every, at(length - lag), after(length)), 9);
  });
});
