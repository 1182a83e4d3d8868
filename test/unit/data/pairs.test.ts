import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { Random } from '../../../src/base/random';
import { dataSchema } from '../../../src/config/schema/data';
import { loadDataset } from '../../../src/data/loadDataset';
import { pairSequences } from '../../../src/data/pairs/pairSequences';
import { spoiledWords } from '../../../src/data/pairs/spoiledWords';
import { vocabularyOf } from '../../../src/data/pairs/vocabulary';

const folder = await mkdtemp(join(tmpdir(), 'pairs-'));
afterAll(() => rm(folder, { recursive: true }));

const sentences = (...texts: string[]): string[][] => texts.map((text) => text.split(' ').filter(Boolean));

describe('sequences of pairs', () => {
  // Symbols of the source: x 1, y 2; of the translation: a 1, b 2; rare 3.
  const source = vocabularyOf(sentences('x x x y y z'), 4);
  const target = vocabularyOf(sentences('a a a b b c'), 4);
  const sides = { length: 3, source, target };

  it('are the source, padded by ends, and the translation, of which each step tells the next word', () => {
    const { inputs, targets } = pairSequences(sentences('x z'), sentences('b a'), sides);
    expect(Array.from(inputs.symbols ?? [])).toEqual([1, 3, 0, 4, 6, 5, -1]);
    expect(Array.from(targets?.symbols ?? [])).toEqual([-1, -1, -1, 2, 1, 0, -1]);
    expect(Array.from(inputs.lengths ?? [])).toEqual([6]);
    expect([inputs.alphabet, targets?.alphabet]).toEqual([8, 4]);
  });

  it('without sources are ends alone before the translation', () => {
    const { inputs } = pairSequences(undefined, sentences('b a'), sides);
    expect(Array.from(inputs.symbols ?? [])).toEqual([0, 0, 0, 4, 6, 5, -1]);
  });

  it('take a translation without words', () => {
    const { targets } = pairSequences(sentences('x'), [[]], sides);
    expect(Array.from(targets?.symbols ?? [])).toEqual([-1, -1, -1, 0, -1, -1, -1]);
  });
});

describe('spoiled words', () => {
  const vocabulary = vocabularyOf(sentences('a a b b c c d d e e f f'), 16);
  const translations = Array.from({ length: 500 }, () => ['a', 'b', 'rare', 'd']);
  const spoiled = (by: 'drop' | 'substitute', level: number) =>
    spoiledWords(translations, by, level, new Random(9), vocabulary);

  it('are others, about as many as asked for, and at a higher level the same and more', () => {
    const [tenth, half] = [spoiled('substitute', 0.1), spoiled('substitute', 0.5)];
    const isSpoiled = (set: string[][], i: number, t: number): boolean => set[i][t] !== translations[i][t];
    let [few, many] = [0, 0];
    translations.forEach((words, i) =>
      words.forEach((_, t) => {
        few += isSpoiled(tenth, i, t) ? 1 : 0;
        many += isSpoiled(half, i, t) ? 1 : 0;
        if (isSpoiled(tenth, i, t)) expect(half[i][t]).toBe(tenth[i][t]);
      }),
    );
    // 2000 words: standard errors of 13 and 22.
    expect(Math.abs(few - 200)).toBeLessThan(50);
    expect(Math.abs(many - 1000)).toBeLessThan(80);
    expect(new Set(half.map((words) => words[0]))).toEqual(new Set(['a', 'b', 'c', 'd', 'e', 'f']));
  });

  it('are left out, down to nothing', () => {
    expect(spoiled('drop', 1).every((words) => words.length === 0)).toBe(true);
    expect(spoiled('drop', 0)).toEqual(translations);
  });
});

describe('a file of pairs', () => {
  const load = async (text: string, more: object = {}) => {
    await writeFile(join(folder, 'pairs.tsv'), text);
    const config = { task: 'pairs', path: 'pairs.tsv', source: 'es', target: 'pt', length: 4, alphabet: 8, ...more };
    return loadDataset(dataSchema.parse(config), { configFolder: folder, seed: 1 });
  };
  const lines = (count: number, line = (i: number) => `uno ${i}\tum ${i}`): string =>
    ['es\tpt', ...Array.from({ length: count }, (_, i) => line(i))].join('\n');

  it('is read in small letters, split, and its words numbered by the training pairs', async () => {
    const { training, heldOut, pairs } = await load(lines(40, (i) => `UNO ${i}\tum ${i}`));
    expect([training.inputs.samples, heldOut.inputs.samples]).toEqual([30, 10]);
    expect(pairs?.source.words).toEqual(['uno']);
    expect(pairs?.sources).toHaveLength(10);
    expect(pairs?.references[0][0]).toBe('um');
  });

  it('counts a pair once, so that none is held out that was trained on, and leaves long ones out', async () => {
    const { training, heldOut, warnings } = await load(`${lines(20)}\n${lines(20).slice(6)}\na b c d e\tf`);
    expect(training.inputs.samples + heldOut.inputs.samples).toBe(20);
    expect(warnings.map(({ args }) => args[0])).toEqual([1, 20]);
  });

  it.each([
    [lines(4), {}, 'at least 16 are needed'],
    [`${lines(20)}\n\tum`, {}, 'There is no sentence in the column'],
    [lines(20), { target: 'ptt' }, 'Did you mean'],
    [lines(20), { target: 'german' }, 'Its columns are'],
  ])('is refused where it is wrong: %#', async (text, more, said) => {
    await expect(load(text, more)).rejects.toThrow(said);
  });
});
