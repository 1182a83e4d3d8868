import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { FolderCache } from '../../../../src/analysis/cache/cache';
import { configAt } from '../../../../src/analysis/studies/keySweep/configs';
import { parseConfig } from '../../../../src/analysis/run/failures';
import { inEnglish } from '../../../../src/base/sentence';
import { keySweepTables } from '../../../../src/cli/studies/keySweep/tables';
import { ResultIndex } from '../../../../src/result/resultIndex';
import { sweptFigures, sweptMetrics } from '../../../../src/result/studies/keySweep/summary';
import { sentenceFaults } from '../../../support/citations';
import { analysisOf } from '../../../support/inProcess';

const folder = await mkdtemp(join(tmpdir(), 'key-sweep-'));
afterAll(() => rm(folder, { recursive: true }));

const config = {
  data: { task: 'delayedCopy', symbols: 3, delay: 1, length: 3, samples: 64 },
  model: {
    layers: [
      { type: 'simpleRNN', units: 2 },
      { type: 'dense', units: 3 },
    ],
  },
  training: { epochs: 2 },
  analysis: { samples: 64, budget: 0, snapshots: 1 },
  sweep: { key: 'model.layers[0].units', values: [1, 3], seeds: 2 },
};

describe('a sweep over a key', () => {
  it('has the numbers of the same config by itself, and says nothing that it cannot show', async () => {
    const result = await analysisOf(config, folder, undefined, new FolderCache(folder));
    const { swept = [], sweptEstimates = [] } = result.studies ?? {};
    expect(swept.map(({ first, repetition }) => [first, repetition])).toEqual([
      [1, 1],
      [1, 2],
      [3, 1],
      [3, 2],
    ]);
    const text = JSON.stringify(config);
    const alone = await analysisOf(
      JSON.parse(configAt(text, parseConfig({ configPath: 'a', configText: text }), { first: 3 }, 2)) as object,
      folder,
    );
    const own = new ResultIndex(alone).atEnd('outputInformation', 'simpleRNN');
    const found = sweptEstimates.find(
      (one) => one.first === 3 && one.repetition === 2 && one.source === 'simpleRNN' && one.quantity === own?.quantity,
    );
    expect(found).toEqual({ ...own, first: 3, repetition: 2, most: expect.closeTo(Math.log2(3)) as number });
    expect(swept[3]).toMatchObject({
      parameters: alone.layers.reduce((sum, { parameters }) => sum + parameters, 0),
      accuracy: alone.training.at(-1)?.validationAccuracy,
    });
    expect(alone.config).toMatchObject({ seed: 2, analysis: { snapshots: 1 } });
    expect(alone.config.sweep).toBeUndefined();

    expect(sentenceFaults(result)).toEqual([]);
    expect(result.findings.map(inEnglish).filter((said) => said.includes('model.layers[0].units'))).not.toEqual([]);
    const [numbers] = keySweepTables(result);
    expect(numbers[0]).toMatch(/^Sweep over model\.layers\[0\]\.units, bits: .* means over 2 repetitions/);
    expect(sweptMetrics(result).map((metric) => sweptFigures(result, metric).length)).toEqual(
      sweptMetrics(result).map(() => 2),
    );

    const again = await analysisOf(config, folder, undefined, new FolderCache(folder));
    expect(again.stages.find(({ name }) => name === 'studies')?.parts).toEqual({ total: 4, reused: 4 });
    expect(again.studies).toEqual(result.studies);
  });

  it('of two keys has a place for each pair, and layers keep their names when their types change', async () => {
    const result = await analysisOf({
      ...config,
      sweep: {
        keys: [
          { key: 'model.layers[0].type', values: ['simpleRNN', 'gru'] },
          { key: 'data.delay', values: [0, 1] },
        ],
        seeds: 1,
      },
    });
    expect(result.studies?.swept?.map(({ first, second }) => [first, second])).toEqual([
      ['simpleRNN', 0],
      ['simpleRNN', 1],
      ['gru', 0],
      ['gru', 1],
    ]);
    const layers = new Set(result.studies?.sweptEstimates?.map(({ source }) => source));
    expect([...layers].sort()).toEqual(['X', 'Y', 'dense', 'simpleRNN']);
    expect(sentenceFaults(result)).toEqual([]);
  });
});
