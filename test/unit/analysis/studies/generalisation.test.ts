import { describe, expect, it } from 'vitest';
import { advice } from '../../../../src/analysis/sayings/advice/advice';
import { findings } from '../../../../src/analysis/sayings/findings/findings';
import { halvesOf, someOf } from '../../../../src/analysis/studies/generalisation/halves';
import { generalisationTable } from '../../../../src/cli/studies/generalisation/table';
import { editedConfig } from '../../../../src/config/edits';
import { withDropoutInstead, withoutBottlenecks } from '../../../../src/config/layers/withoutBottleneck';
import { discreteSequences } from '../../../../src/data/sequences';
import { chosenOf, generalisationGroups, isClear, leadOf } from '../../../../src/result/studies/generalisation/summary';
import type { AnalysisResult, GeneralisationPoint } from '../../../../src/result/result';
import { sentenceFaults } from '../../../support/citations';
import { configOf } from '../../../support/configs';
import { analysisOf } from '../../../support/inProcess';
import { resultOf } from '../../../support/results';
import { fill } from '../../../support/sentences';

const head = { type: 'dense', name: 'out', units: 2, activation: 'softmax' };
const config = {
  data: { task: 'delayedCopy', symbols: 2, length: 3, delay: 0, samples: 96 },
  model: { layers: [{ type: 'simpleRNN', name: 'h', units: 4, bottleneck: { beta: 2 } }, head] },
  training: { epochs: 3, batchSize: 16, learningRate: 0.02 },
  analysis: { samples: 40, snapshots: 1, quantities: ['rate'], budget: 0 },
  sweep: { beta: { from: 1, to: 100, steps: 2 }, select: 'heldOut', dropout: [0.3], seeds: 2 },
};

it('trains every way from its first weights, keeps the best epoch, and has no curve of warm starts', async () => {
  const result = await analysisOf(config);
  const groups = generalisationGroups(result.studies);
  expect(groups.map(({ way, setting, points }) => [way, setting, points.length])).toEqual([
    ['plain', undefined, 2],
    ['bottleneck', 1, 2],
    ['bottleneck', 100, 2],
    ['dropout', 0.3, 2],
  ]);
  for (const { way, points } of groups)
    for (const point of points) {
      expect(point.epoch).toBeLessThanOrEqual(3);
      // A bit a target is what a fair copy costs without any knowledge; a little more is possible after 3 epochs.
      expect(point.reported).toBeGreaterThan(0);
      expect(point.reported).toBeLessThan(1.3);
      expect(point.rate === undefined).toBe(way !== 'bottleneck');
    }
  expect(result.curves.bottleneck).toBeUndefined();
  expect(sentenceFaults(result)).toEqual([]);
});

const layers = () => configOf(JSON.stringify(config)).model.layers;

it('takes a bottleneck out of a cell and puts dropout in its place, under the name that others read', () => {
  expect(withoutBottlenecks(layers())[0]).toMatchObject({ type: 'simpleRNN', bottleneck: undefined });
  expect(withDropoutInstead(layers(), 0.3).map(({ type, name }) => [type, name])).toEqual([
    ['simpleRNN', 'hPlain'],
    ['dropout', 'h'],
    ['dense', 'out'],
  ]);
  const code = { type: 'bottleneck', name: 'code', units: 3 };
  const own = configOf(
    JSON.stringify({ ...config, model: { layers: [{ type: 'gru', name: 'h', units: 4 }, code, head] } }),
  );
  expect(withoutBottlenecks(own.model.layers)[1]).toMatchObject({ type: 'dense', units: 3, activation: 'linear' });
});

it('halves have no sequence in common', () => {
  const inputs = discreteSequences(
    Int32Array.from({ length: 20 }, (_, i) => i),
    20,
    1,
    20,
  );
  const { choosing, reported } = halvesOf({ inputs, targets: { ...inputs, at: 'every' } });
  expect([...(choosing.inputs.symbols ?? []), ...(reported.targets?.symbols ?? [])]).toEqual([
    ...(inputs.symbols ?? []),
  ]);
  expect([...(someOf({ inputs }, 4).inputs.symbols ?? [])]).toEqual([0, 5, 10, 15]);
  expect(() => halvesOf(someOf({ inputs }, 15))).toThrow('15 are too few');
});

/** Losses that choose, and those that are reported, by repetition. */
function studied(bottleneck: readonly number[], plain: readonly number[]): AnalysisResult {
  const of = (way: GeneralisationPoint['way'], losses: readonly number[], choosing: number, setting?: number) =>
    losses.map((reported, i): GeneralisationPoint => ({
      ...{ way, repetition: i + 1, training: 1, choosing, reported, epoch: 2 },
      ...(setting !== undefined && { setting }),
    }));
  const generalisation = [
    ...of('plain', plain, 2),
    ...of('bottleneck', bottleneck, 1.8, 10),
    // The better one by what is reported is the worse one by what chooses.
    ...of(
      'bottleneck',
      bottleneck.map((loss) => loss - 0.5),
      1.9,
      100,
    ),
    ...of('bottleneck', bottleneck, 2, 1000),
    ...of('dropout', plain, 2, 0.3),
  ];
  const text = JSON.stringify({ ...config, sweep: { ...config.sweep, beta: { from: 10, to: 1000, steps: 3 } } });
  return resultOf({ config: text, studies: { points: [], ranks: [], generalisation } });
}

describe('the choice', () => {
  it('is by the half that chooses, and not by the reported one', () => {
    const groups = generalisationGroups(studied([2, 2], [2.5, 2.4]).studies);
    expect(chosenOf(groups, 'bottleneck')?.setting).toBe(10);
  });

  it('is clear beyond two standard deviations of a single difference', () => {
    const lead = (bottleneck: number[], plain: number[]) => {
      const groups = generalisationGroups(studied(bottleneck, plain).studies);
      const [one, other] = [chosenOf(groups, 'bottleneck'), chosenOf(groups, 'plain')];
      return one && other && leadOf(one, other);
    };
    // Differences .4, .5, .6: mean .5, deviation .1.
    const sure = lead([2, 2, 2], [2.4, 2.5, 2.6]);
    expect(sure?.mean).toBeCloseTo(0.5);
    expect(sure?.deviation).toBeCloseTo(0.1);
    expect(sure && isClear(sure)).toBe(true);
    // 0, .5, 1: deviation .5.
    const unsure = lead([2, 2, 2], [2, 2.5, 3]);
    expect(unsure && isClear(unsure)).toBe(false);
  });
});

it('says how clear a lead is, and gives a beta only where it is', () => {
  const said = (result: AnalysisResult): string => findings(result).map(fill).join('\n');
  const suggested = (result: AnalysisResult) => advice(result).filter(({ kind }) => kind === 'study');
  const sure = studied([2, 2.01, 2], [2.4, 2.5, 2.6]);
  expect(said(sure)).toMatch(/beta 10 is ahead of no bottleneck by 0\.497 ± 0\.100 bits a target.*more than two/);
  const [taken] = suggested(sure);
  const edited = configOf(editedConfig(JSON.stringify(config), taken.edits ?? []));
  expect(edited.model.layers[0]).toMatchObject({ bottleneck: { beta: 10 } });
  expect(edited.training.keepBest).toBe(true);
  expect(edited.sweep).toBeUndefined();
  const unsure = studied([2, 2, 2], [2, 2.5, 3]);
  expect(said(unsure)).toContain('is not clearly ahead of no bottleneck');
  // Beta 10 is the least of the grid.
  expect(suggested(unsure).map(fill).join()).toContain('Sweep over a wider one');
  const behind = studied([3, 3.01, 3], [2, 2, 2]);
  expect(said(behind)).toMatch(/no bottleneck is ahead of beta 10 by 1\.003/);
  expect(generalisationTable(sure).join('\n')).toMatch(/bottleneck, beta 10 .*←/);
});
