import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { recordedLayer } from '../../../../src/analysis/recorded/recordedLayer';
import { namesOfLayers } from '../../../../src/analysis/recorded/namesOfLayers';
import { recordedReads } from '../../../../src/analysis/sayings/informationLoss/recordedReads';
import { Random } from '../../../../src/base/random';
import { writeNpy } from '../../../../src/data/npy/writeNpy';
import type { RecordedLayerSetting } from '../../../../src/data/recorded/recordedPaths';
import { directionOf } from '../../../../src/data/recorded/recordedStates';
import type { LayerActivations } from '../../../../src/models/activations';
import { stateIndex } from '../../../../src/models/stateIndex';
import type { AnalysisResult } from '../../../../src/result/result';
import { warningsInEnglish } from '../../../../src/result/warningSentence';
import { analysisOf } from '../../../support/inProcess';

const [samples, length] = [200, 5];
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'rnn-merged-'));
  const random = new Random(3);
  const x = Int32Array.from({ length: samples * length }, () => random.integer(2));
  // One unit holds the symbol of its step, the other holds the first symbol at the last step alone.
  const h = new Float32Array(samples * length * 2);
  for (let i = 0; i < samples; i++)
    for (let t = 0; t < length; t++) {
      h[2 * (i * length + t)] = x[i * length + t];
      h[2 * (i * length + t) + 1] = t === length - 1 ? x[i * length] : 0;
    }
  await writeNpy(path.join(folder, 'x.npy'), { shape: [samples, length], data: x });
  await writeNpy(path.join(folder, 'h.npy'), { shape: [samples, length, 2], data: h });
});
afterAll(() => rm(folder, { recursive: true }));

const layerOf = (layer: object): Promise<AnalysisResult> =>
  analysisOf(
    {
      data: { task: 'activations', inputs: 'x.npy', symbols: 2, layers: { h: { path: 'h.npy', ...layer } } },
      analysis: { quantities: ['memory'], unit: 'bits' },
    },
    folder,
  );
const lag = ({ estimates }: AnalysisResult, asked: number): number =>
  estimates.find((one) => one.quantity === 'memory' && one.time === length && one.lag === asked)?.value ?? NaN;
const said = ({ warnings }: AnalysisResult): string => warningsInEnglish(warnings, 'bits').join(' ');

describe('recorded states of both directions', () => {
  it('are those of their own position where the directions are added', async () => {
    const result = await layerOf({ type: 'bidirectional', mergeMode: 'sum' });
    expect(lag(result, 0)).toBeGreaterThan(0.9);
    expect(lag(result, length - 1)).toBeGreaterThan(0.9);
    expect(said(result)).toContain('Every unit of h holds both directions');
    expect(said(result)).not.toContain('mergeMode');
  });

  it('are two halves where they stand side by side, which is asked for where it is not told', async () => {
    const told = await layerOf({ type: 'bidirectional', mergeMode: 'concat' });
    // The second half is taken from the first step, where this state holds nothing.
    expect(lag(told, length - 1)).toBeLessThan(0.2);
    expect(said(told)).not.toContain('mergeMode');
    const untold = await layerOf({ type: 'bidirectional' });
    expect(lag(untold, length - 1)).toBe(lag(told, length - 1));
    expect(said(untold)).toContain('"h" is taken to have its directions side by side');
  });
});

const setting = (name: string, more: Partial<RecordedLayerSetting> = {}): RecordedLayerSetting => ({
  name,
  path: 'h.npy',
  type: 'lstm',
  stochastic: false,
  ...more,
});

describe('merged directions', () => {
  it('are taken for what an odd number of units must be, and refused where the config contradicts itself', () => {
    const both = setting('h', { type: 'bidirectional' });
    expect(directionOf(both, 4)).toBe('both');
    expect(directionOf(both, 3)).toBe('merged');
    expect(directionOf(setting('h', { mergeMode: 'mul' }), 4)).toBe('merged');
    expect(directionOf(setting('h', { direction: 'both', mergeMode: 'sum' }), 4)).toBe('merged');
    expect(() => directionOf(setting('h', { mergeMode: 'concat' }), 3)).toThrow('3 units');
    expect(() => directionOf(setting('h', { direction: 'backward', mergeMode: 'sum' }), 4)).toThrow('one direction');
  });

  it('have no order of steps but that of positions', () => {
    const layer = { length: 5, lengths: Int32Array.of(3), direction: 'merged' } as const;
    expect([false, true].map((half) => stateIndex(layer, 0, 5, 'own order', half))).toEqual([2, 2]);
  });

  it('are read by the next layer, and read the directions that stand beside them', () => {
    const recorded = [
      setting('bi/forward'),
      setting('bi/backward', { direction: 'backward' }),
      setting('bi', { type: 'bidirectional', mergeMode: 'sum' }),
      setting('top', { type: 'gru' }),
    ];
    const layers = recorded.map(({ name, type }) => ({
      name,
      type,
      units: 2,
      recurrent: true,
      analysed: true,
      parameters: 0,
    }));
    const { reads } = recordedReads(layers, new Map(), recorded);
    expect(reads.get('bi')).toEqual(['bi/forward', 'bi/backward']);
    expect(reads.get('top')).toEqual(['bi']);
    expect([...namesOfLayers([{ name: 'rnn', type: 'bidirectional' }], recorded)]).toEqual([['rnn', 'bi']]);
  });

  it.each([
    ['sum', (a: number, b: number) => a + b],
    ['ave', (a: number, b: number) => (a + b) / 2],
    ['mul', (a: number, b: number) => a * b],
  ] as const)('by %s are compared in both orders, by the directions beside them', (mergeMode, join) => {
    const layer = (name: string, values: number[], steps = 3): LayerActivations => ({
      layer: name,
      type: 'recorded',
      values: Float32Array.from(values),
      samples: 1,
      length: steps,
      units: 1,
      recurrent: true,
      stochastic: false,
    });
    const apart = [layer('bi/forward', [1, 2, 3]), layer('bi/backward', [11, 12, 13])];
    const whole = { ...layer('bi', [join(3, 11)], 1), direction: 'merged' as const, mergeMode };
    expect(recordedLayer('bi', [...apart, whole], true).map(({ values, units }) => [units, ...values])).toEqual([
      [1, join(1, 11), join(2, 12), join(3, 13)],
      [1, join(1, 13), join(2, 12), join(3, 11)],
    ]);
    expect(recordedLayer('bi', [whole], true)).toEqual([whole]);
  });
});
