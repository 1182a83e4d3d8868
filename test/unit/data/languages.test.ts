import { describe, expect, it } from 'vitest';
import { dataSchema } from '../../../src/config/schema/data';
import { loadDataset } from '../../../src/data/loadDataset';
import { automatonOf } from '../../../src/data/tasks/automatonTable';

const odd = (n: number): boolean => n % 2 === 1;
const count = (text: string, symbol: string): number => text.split(symbol).length - 1;

/** Tomita's languages by their definitions, without automata. */
const languages: readonly (readonly [string, number, (text: string) => boolean])[] = [
  ['tomita1', 2, (text) => /^1*$/.test(text)],
  ['tomita2', 3, (text) => /^(10)*$/.test(text)],
  [
    'tomita3',
    5,
    (text) => [...text.matchAll(/(1+)(0+)/g)].every(([, ones, zeros]) => !(odd(ones.length) && odd(zeros.length))),
  ],
  ['tomita4', 4, (text) => !text.includes('000')],
  ['tomita5', 4, (text) => !odd(count(text, '0')) && !odd(count(text, '1'))],
  ['tomita6', 3, (text) => (count(text, '0') - count(text, '1')) % 3 === 0],
  ['tomita7', 5, (text) => /^0*1*0*1*$/.test(text)],
];

const textsOf = (length: number): string[] =>
  Array.from({ length: 2 ** length }, (_, n) => n.toString(2).padStart(length, '0')).map((text) =>
    length === 0 ? '' : text,
  );
const short = Array.from({ length: 8 }, (_, length) => textsOf(length)).flat();

function machineOf(data: object) {
  const config = dataSchema.parse({ task: 'automaton', ...data });
  if (config.task !== 'automaton') throw new Error('no automaton');
  return automatonOf(config);
}

describe.each(languages)('%s', (automaton, states, accepts) => {
  const { next } = machineOf({ automaton });
  const run = (text: string): number => Array.from(text, Number).reduce((state, symbol) => next[state][symbol], 0);

  it('two texts lead to one state exactly if no ending tells them apart', () => {
    // Automata of at most five states are told apart by endings of at most four symbols (Moore 1956).
    const endings = short.filter((text) => text.length <= 4);
    const future = (text: string): string => endings.map((ending) => Number(accepts(text + ending))).join('');
    const byState = new Map(short.map((text) => [run(text), future(text)]));
    expect(next).toHaveLength(states);
    expect(byState.size).toBe(states);
    expect(new Set(byState.values()).size).toBe(states);
    for (const text of short) expect(future(text)).toBe(byState.get(run(text)));
  });
});

describe('dyck', () => {
  it('shows brackets that match, no deeper than allowed, and its targets tell those that are open', async () => {
    const data = dataSchema.parse({
      task: 'automaton',
      automaton: 'dyck',
      kinds: 3,
      depth: 2,
      length: 30,
      samples: 50,
    });
    const { heldOut } = await loadDataset(data, { seed: 4, configFolder: '/' });
    const openOf = new Map<number, string>();
    let deepest = 0;
    for (let n = 0; n < 50; n++) {
      const open: number[] = [];
      for (let t = 30 * n; t < 30 * (n + 1); t++) {
        const symbol = heldOut.inputs.symbols![t];
        if (symbol < 3) open.push(symbol);
        else expect(open.pop()).toBe(symbol - 3);
        deepest = Math.max(deepest, open.length);
        const target = heldOut.targets!.symbols![t];
        expect(openOf.get(target) ?? open.join()).toBe(open.join());
        openOf.set(target, open.join());
      }
    }
    expect(deepest).toBe(2);
    expect(new Set(openOf.values()).size).toBe(openOf.size);
    // None, one of three kinds, and two of three kinds each.
    expect(openOf.size).toBe(13);
  });
});
