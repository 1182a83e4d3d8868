import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CancelledError } from '../../../src/base/cancellation';
import { Random } from '../../../src/base/random';
import { InputError } from '../../../src/base/userError';
import { dataSchema } from '../../../src/config/schema/data';
import type { Dataset } from '../../../src/data/dataset';
import { loadDataset } from '../../../src/data/loadDataset';
import { crossEntropies, highestOrder } from '../../../src/data/text/ngrams';
import { symbolsOf } from '../../../src/data/text/symbolsOf';
import { entropyOfCounts, informationOverDistance } from '../../../src/data/text/textInformation';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'rnn-text-'));
});
afterEach(() => rm(folder, { recursive: true }));

const write = (content: string | Buffer, name = 'story.txt'): Promise<void> =>
  writeFile(path.join(folder, name), content);
const load = (data: object = {}, signal?: AbortSignal): Promise<Dataset> =>
  loadDataset(dataSchema.parse({ task: 'text', path: 'story.txt', ...data }), {
    seed: 1,
    configFolder: folder,
    signal,
  });

async function failure(data: object = {}): Promise<InputError> {
  const error: unknown = await load(data).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof InputError)) throw new Error(`expected an InputError, got ${String(error)}`);
  return error;
}

describe('the text task', () => {
  it('cuts windows of which none share a character, with the next symbol as the target', async () => {
    // All characters differ, so that a window shows where it was cut.
    const text = Array.from({ length: 400 }, (_, i) => String.fromCodePoint(0x4e00 + i)).join('');
    await write(text);
    const { training, heldOut } = await load({ length: 9, alphabet: 400 });
    const seen = new Set<number>();
    for (const { inputs, targets } of [training, heldOut]) {
      for (let row = 0; row < inputs.samples; row++) {
        const window = [...inputs.symbols!.subarray(row * 9, (row + 1) * 9), targets!.symbols![row * 9 + 8]];
        // Ties in frequency go by code point: here the place in the text.
        expect(window[0] % 10).toBe(0);
        window.forEach((symbol, t) => {
          expect(symbol).toBe(window[0] + t);
        });
        expect([...targets!.symbols!.subarray(row * 9, row * 9 + 8)]).toEqual(window.slice(1, 9));
        for (const symbol of window) {
          expect(seen.has(symbol)).toBe(false);
          seen.add(symbol);
        }
      }
    }
    expect(seen.size).toBe(400);
    expect(heldOut.inputs.samples).toBe(10);
  });

  it('folds, counts code points, puts rare ones together, and reads words', async () => {
    const of = (text: string, more: object = {}) =>
      symbolsOf(text, { tokens: 'characters', fold: true, alphabet: 8, ...more });
    expect([...(await of('Aa \n\t a')).symbols]).toEqual([0, 0, 1, 0]);
    expect([...(await of('Aa', { fold: false })).symbols]).toEqual([0, 1]);
    // An emoji is one character, and so is e with an accent in either encoding.
    expect((await of('😀😀x')).symbols).toHaveLength(3);
    expect((await of('e\u0301\u00e9')).kinds).toBe(1);
    const rare = await of('aaabbcd', { alphabet: 3 });
    expect([...rare.symbols]).toEqual([0, 0, 0, 1, 1, 2, 2]);
    expect(rare).toMatchObject({ kinds: 4, rest: 2 / 7 });
    const words = await of("The cat's hat, the cat.", { tokens: 'words', alphabet: 16 });
    expect([...words.symbols]).toEqual([0, 4, 5, 1, 0, 3, 2]);
  });

  it.each([
    ['', ['data', 'path'], 'story.txt is empty: there is nothing to predict.'],
    [' \n', ['data', 'path'], 'story.txt is empty: there is nothing to predict.'],
    [Buffer.from([0x68, 0, 0x69]), ['data', 'path'], 'story.txt holds null characters: it is no text.'],
    [Buffer.from([0x68, 0xe9, 0x20]), ['data', 'path'], 'story.txt is not UTF-8 text: save it as UTF-8.'],
    [
      Buffer.from('\ufeffhi', 'utf16le'),
      ['data', 'path'],
      'story.txt is not a text file. It is UTF-16 text: save it as UTF-8.',
    ],
    [
      'too short',
      ['data', 'length'],
      'story.txt has 9 characters, which make 0 whole windows of 33; at least 16 are needed: take a longer text, or ' +
        'a smaller "length".',
    ],
    [
      'x'.repeat(70),
      ['data', 'length'],
      'story.txt has 70 characters, which make 2 whole windows of 33; at least 16 are needed: take a longer text, or ' +
        'a smaller "length".',
    ],
    [
      Buffer.alloc(17 * 1024 * 1024, 'a'),
      ['data', 'path'],
      'story.txt is 18 MB long; at most 17 MB are read: take an excerpt.',
    ],
  ])('refuses %j at the key to change', async (content, configPath, message) => {
    await write(content);
    const error = await failure();
    expect(error.message).toBe(message);
    expect(error.configPath).toEqual(configPath);
  });

  it('reads nothing outside the folder, and can be left in the middle', async () => {
    expect((await failure({ path: '../story.txt' })).message).toContain('outside');
    await symlink('/etc/passwd', path.join(folder, 'link.txt'));
    expect((await failure({ path: 'link.txt' })).message).toContain('outside');
    expect((await failure({ path: 'absent.txt' })).message).toContain('does not exist');
    await write('abc '.repeat(1000));
    await expect(load({}, AbortSignal.abort())).rejects.toThrow(CancelledError);
  });

  it('takes as many windows as asked for, from all over the text', async () => {
    await write(Array.from({ length: 4000 }, (_, i) => String.fromCodePoint(0x4e00 + i)).join(''));
    const { training, heldOut } = await load({ length: 9, alphabet: 4096, windows: 20 });
    expect(training.inputs.samples + heldOut.inputs.samples).toBe(20);
    expect(Math.max(...training.inputs.symbols!, ...heldOut.inputs.symbols!)).toBeGreaterThan(3700);
  });
});

describe('what is known of a text', () => {
  it('of a file that alternates: one bit a symbol, one bit at every distance, and nothing new at all', async () => {
    await write('ab'.repeat(2000));
    const { exact } = await load({ length: 8, alphabet: 2 });
    const nats = (quantity: string, source: string, lag?: number): number =>
      exact.find((line) => line.quantity === quantity && line.source === source && line.lag === lag)!.nats;
    expect(nats('entropy', 'X')).toBeCloseTo(Math.LN2, 12);
    for (let lag = 0; lag < 8; lag++) expect(nats('memory', 'X', lag)).toBeCloseTo(Math.LN2, 5);
    expect(nats('entropy', 'X_{t+1}|X_{1:t}')).toBeLessThan(0.01);
  });

  it('of a Markov chain: the plug-in over distance and the 2-gram come to their closed forms', async () => {
    // Symmetric, two symbols, flip .1: I over a distance s is ln 2 - h((1 - .8^s)/2), and the entropy rate h(.1).
    const random = new Random(1);
    const size = 200_000;
    const symbols = new Int32Array(size);
    for (let i = 1; i < size; i++) symbols[i] = random.uniform() < 0.1 ? 1 - symbols[i - 1] : symbols[i - 1];
    const h = (p: number): number => -p * Math.log(p) - (1 - p) * Math.log(1 - p);
    const information = await informationOverDistance(symbols, 2, 6);
    expect(information[0]).toBeCloseTo(
      entropyOfCounts([0, 1].map((k) => symbols.filter((symbol) => symbol === k).length)),
      12,
    );
    // The standard deviation of a plug-in is under .003 nats here.
    for (let s = 1; s < 6; s++)
      expect(Math.abs(information[s] - (Math.LN2 - h((1 - 0.8 ** s) / 2))), `distance ${s}`).toBeLessThan(0.01);
    const half = size / 2;
    const part = (from: number) => ({ symbols: symbols.subarray(from, from + half), count: half / 20, width: 20 });
    const [one, two, three] = await crossEntropies(part(0), part(half), 2, 3);
    expect(Math.abs(one - Math.LN2)).toBeLessThan(0.005);
    expect(Math.abs(two - h(0.1))).toBeLessThan(0.01);
    // A longer context does not predict better.
    expect(Math.abs(three - two)).toBeLessThan(0.002);
  });

  it('of n-grams: chances that sum to one, whatever was seen', async () => {
    const training = { symbols: Int32Array.of(0, 1, 2, 0, 1, 1), count: 2, width: 3 };
    for (const orders of [1, 2, 3]) {
      let sum = 0;
      for (const last of [0, 1, 2, 3])
        sum += Math.exp(
          -(await crossEntropies(training, { symbols: Int32Array.of(0, 1, last), count: 1, width: 3 }, 4, 3))[
            orders - 1
          ],
        );
      expect(sum).toBeCloseTo(1, 12);
    }
    // By hand: after 0 1 came 2 and 1 once each (T = 2); after 1 came 2 and 1 (T = 2); of six symbols 1 came three
    // times, three kinds.
    const unigram = (3 + 3 / 4) / 9;
    const bigram = (1 + 2 * unigram) / 4;
    const trigram = (1 + 2 * bigram) / 4;
    const [a, b, c] = await crossEntropies(training, { symbols: Int32Array.of(0, 1, 1), count: 1, width: 3 }, 4, 3);
    expect([a, b, c].map((nats) => Math.exp(-nats))).toEqual(
      [unigram, bigram, trigram].map((value) => expect.closeTo(value, 12) as number),
    );
    expect([highestOrder(2), highestOrder(32), highestOrder(4096)]).toEqual([5, 5, 4]);
  });
});
