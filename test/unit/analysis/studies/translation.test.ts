import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { Random } from '../../../../src/base/random';
import type { AnalysisResult } from '../../../../src/result/result';
import { ladderOf, rankCorrelation, translationGroups } from '../../../../src/result/studies/translation/summary';
import { sentenceFaults } from '../../../support/citations';
import { analysisOf } from '../../../support/inProcess';

const folder = await mkdtemp(join(tmpdir(), 'translation-'));
afterAll(() => rm(folder, { recursive: true }));

/** Sentences of three words, each of eight equally likely ones: 3 bits a word, and none for the end. */
async function analysed(translate: (sentences: string[][]) => string[][]): Promise<AnalysisResult> {
  const random = new Random(11);
  const sources = Array.from({ length: 512 }, () => Array.from({ length: 3 }, () => `w${random.integer(8)}`));
  const targets = translate(sources);
  const lines = sources.map((source, i) => `${source.join(' ')}\t${targets[i].join(' ')}`);
  // Two pairs alike are one pair, which leaves about 5 in 8 of the sentences where each has one translation.
  await writeFile(join(folder, 'pairs.tsv'), ['source\ttarget', ...lines].join('\n'));
  return analysisOf(
    {
      data: {
        ...{ task: 'pairs', path: 'pairs.tsv', source: 'source', target: 'target', length: 3, alphabet: 10 },
        corrupt: { by: 'substitute', levels: [0.1, 0.2, 0.4] },
      },
      model: {
        layers: [
          { type: 'embedding', name: 'words', units: 10 },
          { type: 'attention', name: 'attend', units: 12, causal: true, positions: 'relative' },
          { type: 'dense', name: 'out', units: 10, activation: 'softmax' },
        ],
      },
      training: { epochs: 25, batchSize: 16, learningRate: 0.02, keepBest: true },
      analysis: { samples: 32, snapshots: 1, quantities: ['entropy'], budget: 0 },
      translation: { seeds: 1 },
    },
    folder,
  );
}

// Seed 1.
it('the source tells all of H(T) of its own words, and less the more of them are spoiled', async () => {
  const result = await analysed((sources) => sources);
  const ladder = ladderOf(translationGroups(result.studies));
  const [{ information, without, given }] = ladder[0].points;
  // Bounds of entropies from above: 3 bits a word, and 0 with the source.
  expect(without.value).toBeGreaterThan(2.9);
  expect(without.value).toBeLessThan(3.2);
  expect(given.value).toBeGreaterThan(0);
  expect(given.value).toBeLessThan(0.15);
  expect(Math.abs(information.value - 3)).toBeLessThan(0.2);
  expect(information.value).toBeCloseTo(without.value - given.value, 10);
  const told = ladder.map(({ points }) => points[0].information.value);
  expect(
    rankCorrelation(
      ladder.map(({ level = 0 }) => level),
      told.map((value) => -value),
    ),
  ).toBe(1);
  expect([ladder[0].points[0].chrf, ladder[0].points[0].bleu]).toEqual([100, 100]);
  expect(result.studies?.translatedSentences?.[0].information).toBeLessThan(3.2);
  expect(sentenceFaults(result)).toEqual([]);
});

// Seed 1.
it('of translations of other sentences, the source tells nothing, and the sentence suggests more epochs', async () => {
  const result = await analysed((sources) => {
    const order = new Random(12).permutation(sources.length);
    return sources.map((_, i) => sources[order[i]]);
  });
  const [{ information, without }] = translationGroups(result.studies)[0].points;
  expect(information.value).toBeLessThan(0.05);
  expect(information.value).toBeGreaterThan(-0.3);
  expect(without.value).toBeGreaterThan(2.9);
  expect(sentenceFaults(result)).toEqual([]);
  expect(result.advice.find(({ kind }) => kind === 'study')?.edits).toEqual([
    { path: ['training', 'epochs'], value: 50 },
  ]);
});
