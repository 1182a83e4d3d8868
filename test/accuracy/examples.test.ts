import { upperEnd } from '../../src/result/upperEnd';
import { inEnglish } from '../../src/base/sentence';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { AnalysisResult, Estimate } from '../../src/result/result';
import { root } from '../unit/cli/command';
import { documentOf } from './documentOf';

/** Runs an example on the bundled backend, as it ships. */
const example = (name: string): Promise<AnalysisResult> =>
  documentOf(['analyze', join(root, 'examples', name, `${name}.rnn.json`)]);

const last = (result: AnalysisResult, quantity: Estimate['quantity'], layer: string): Estimate[] => {
  const epoch = Math.max(...result.estimates.map((estimate) => estimate.epoch));
  return result.estimates
    .filter(
      (estimate) =>
        estimate.quantity === quantity &&
        estimate.epoch === epoch &&
        (estimate.source === layer || estimate.target === layer),
    )
    .toSorted((a, b) => (a.time ?? 0) - (b.time ?? 0) || (a.lag ?? 0) - (b.lag ?? 0));
};

/**
 * What I(H_t;Y) of one label has to be: a decoder's lower bound at every step, under H(Y), and never falling by more
 * than its error.
 */
function expectLabelToBecomeKnown(result: AnalysisResult, layer: string, entropy: number): number[] {
  const steps = last(result, 'outputInformation', layer);
  expect(steps.map(({ time }) => time)).toEqual(Array.from({ length: result.data!.length }, (_, i) => i + 1));
  steps.forEach((step, i) => {
    expect(step.value, `step ${step.time}`).toBeLessThanOrEqual(entropy + 1e-9);
    expect(step.low).toBeLessThanOrEqual(step.value);
    if (i > 0) expect(step.high, `step ${step.time}`).toBeGreaterThan(steps[i - 1].low);
  });
  expect(steps.at(-1)!.low).toBeGreaterThan(upperEnd(steps[0]));
  return steps.map(({ value }) => value);
}

describe('real data', () => {
  it('vision: a digit becomes known row by row', async () => {
    const result = await example('vision');
    // 1797 digits, nearly as many of each; the plug-in entropy of 719 draws is off by (10-1)/(2 x 719) nats.
    const entropy = result.estimates.find(
      (estimate) => estimate.quantity === 'entropy' && estimate.source === 'Y',
    )!.value;
    expect(Math.abs(entropy - Math.log2(10))).toBeLessThan(0.02);
    const known = expectLabelToBecomeKnown(result, 'reader', Math.log2(10));
    expect(known[0]).toBeLessThan(1);
    expect(known[7]).toBeGreaterThan(3);
    // A right answer in a share a of the cases tells at least H(Y) - h(a) - (1-a) log2 9 bits (Fano 1961).
    const right = result.training.at(-1)!.validationAccuracy!;
    expect(right).toBeGreaterThan(0.95);
    const wrong = 1 - right;
    const fano = entropy + right * Math.log2(right) + wrong * Math.log2(wrong) - wrong * Math.log2(9);
    expect(last(result, 'outputInformation', 'reader').at(-1)!.high).toBeGreaterThan(fano);
    expect(
      result.findings.some(({ message }) => message.includes('half of its final information about the target')),
    ).toBe(true);
  });

  it('speech: a voice becomes known frame by frame', async () => {
    const result = await example('speech');
    const known = expectLabelToBecomeKnown(result, 'listener', Math.log2(9));
    expect(known[11]).toBeGreaterThan(2.5);
    // The commonest speaker says 118 of the 640 utterances.
    expect(result.training.at(-1)!.validationAccuracy).toBeGreaterThan(0.85);
  });
});

describe('language', () => {
  it('knows the text, beats what a single character tells, and forgets as the chart says', async () => {
    const result = await example('language');
    const text = (await readFile(join(root, 'examples/language/opticks.txt'), 'utf8'))
      .toLowerCase()
      .replace(/\s+/g, ' ')
      .trim();
    // The entropies of the file's own counts, the rare characters taken together.
    const counts = Array.from(text).reduce(
      (all, character) => all.set(character, (all.get(character) ?? 0) + 1),
      new Map<string, number>(),
    );
    const sorted = [...counts.values()].sort((a, b) => b - a);
    const merged = [...sorted.slice(0, 31), sorted.slice(31).reduce((sum, count) => sum + count, 0)];
    const entropy = merged.reduce((sum, count) => sum - (count / text.length) * Math.log2(count / text.length), 0);
    const exact = (name: string): number => result.exact.find((line) => inEnglish(line.name) === name)!.value;
    expect(exact('H(X)')).toBeCloseTo(entropy, 9);
    const own = result.exact.filter((line) => line.quantity === 'memory').toSorted((a, b) => a.lag! - b.lag!);
    expect(own).toHaveLength(32);
    expect(own[0].value).toBeCloseTo(entropy, 9);
    for (let lag = 1; lag < 20; lag++) expect(own[lag].value).toBeLessThan(own[lag - 1].value);
    // Held-out cross-entropy in bits: under what the last character leaves open, over what nobody has got below on this
    // alphabet.
    const loss = result.training.at(-1)!.validationLoss / Math.LN2;
    expect(loss).toBeLessThan(entropy - exact('an n-gram model, n = 2'));
    expect(loss).toBeGreaterThan(1);
    const commonest = merged[0] / text.length;
    expect(result.training.at(-1)!.validationAccuracy).toBeGreaterThan(2 * commonest);
    const memory = last(result, 'memory', 'reader').toSorted((a, b) => a.lag! - b.lag!);
    // The state was made from the last character: a decoder finds nearly all of it, more than the text tells two steps
    // on, and nothing at the far end.
    expect(memory[0].value).toBeGreaterThan(0.85 * entropy);
    expect(memory[2].low).toBeGreaterThan(own[2].value);
    for (const { lag, value } of memory.slice(16)) expect(Math.abs(value), `lag ${lag}`).toBeLessThan(0.05);
    for (const { value, time } of last(result, 'outputInformation', 'out'))
      expect(value, `step ${time}`).toBeLessThan(entropy);
  });
});

describe('a network trained in PyTorch', () => {
  it('own-activations: whole symbols for three lags, nothing older, and the way there over four epochs', async () => {
    const result = await example('own-activations');
    const each = Math.log2(3);
    expect([...new Set(result.estimates.map(({ epoch }) => epoch))]).toEqual([0, 2, 5, 30]);
    expect(result.layers.map(({ name, type, units }) => [name, type, units])).toEqual([
      ['gru', 'gru', 8],
      ['logits', 'dense', 3],
    ]);
    const memory = last(result, 'memory', 'gru').toSorted((a, b) => a.lag! - b.lag!);
    expect(memory).toHaveLength(10);
    // The plug-in entropy of 400 draws of three symbols is off by about (3-1)/(2 x 400) nats.
    for (const { lag, value } of memory.slice(0, 3)) expect(Math.abs(value - each), `lag ${lag}`).toBeLessThan(0.03);
    for (const { lag, value } of memory.slice(3)) expect(Math.abs(value), `lag ${lag}`).toBeLessThan(0.05);
    expect(Math.abs(last(result, 'outputInformation', 'gru').at(-1)!.value - each)).toBeLessThan(0.03);
    // Three symbols have to be told apart, and a deterministic state can hold the whole block at most.
    expect(last(result, 'inputInformation', 'gru').at(-1)!.high).toBeGreaterThan(3 * each);
    const before = result.estimates.find(
      (estimate) =>
        estimate.quantity === 'outputInformation' &&
        estimate.source === 'gru' &&
        estimate.epoch === 0 &&
        estimate.time === 10,
    )!;
    expect(before.value).toBeLessThan(0.5);
  });
});
