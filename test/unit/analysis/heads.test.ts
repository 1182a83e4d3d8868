import { inEnglish, verbatim } from '../../../src/base/sentence';
import { describe, expect, it } from 'vitest';
import { headFindings } from '../../../src/analysis/sayings/findings/headFindings';
import { ResultIndex } from '../../../src/result/resultIndex';
import { informationLosses } from '../../../src/analysis/sayings/informationLoss/losses';
import { planSnapshot } from '../../../src/analysis/plan/planSnapshot';
import type { Estimate } from '../../../src/result/result';
import { exactLines } from '../../../src/analysis/truth/exactLines';
import { headsTable } from '../../../src/cli/headsTable';
import type { SequenceSet } from '../../../src/data/dataset';
import { discreteSequences } from '../../../src/data/sequences';
import type { LayerActivations } from '../../../src/models/activations';
import { configOf } from '../../support/configs';
import { estimate, resultOf } from '../../support/results';

const softmax = { type: 'dense', units: 2, activation: 'softmax' };
const configWith = (...layers: object[]) =>
  configOf(JSON.stringify({ data: { task: 'delayedCopy', symbols: 2, length: 4, delay: 1 }, model: { layers } }));
const branched = configWith(
  { type: 'lstm', name: 'h', units: 2 },
  { type: 'bottleneck', name: 'z', units: 2, beta: 8 },
  { ...softmax, name: 'copy', head: { target: 'Y' } },
  { ...softmax, name: 'rebuild', input: 'z', head: { target: 'X', weight: 0.5 } },
  { ...softmax, name: 'ahead', input: 'h', head: { target: 'next' } },
);
const samples = 10;
const length = 4;
const symbols = Int32Array.from({ length: samples * length }, (_, i) => ((i * 7) % 3) % 2);
const set: SequenceSet = {
  inputs: discreteSequences(symbols, samples, length, 2),
  targets: {
    ...discreteSequences(
      symbols.map((symbol, i) => (i % length ? symbol : -1)),
      samples,
      length,
      2,
    ),
    at: 'every',
  },
};
const shown = (layer: string, type: string, steps = length): LayerActivations => ({
  layer,
  type,
  samples,
  length: steps,
  units: 2,
  recurrent: type === 'lstm',
  stochastic: type === 'bottleneck',
  values: new Float32Array(samples * steps * 2).map((_, i) => i),
});

describe('what is estimated for heads', () => {
  const states = [
    shown('h', 'lstm'),
    shown('z', 'bottleneck'),
    shown('copy', 'dense'),
    shown('rebuild', 'dense'),
    shown('ahead', 'dense'),
  ];
  const planned = planSnapshot(branched, set, states, samples, true).planned;
  const times = (layer: string, target: string): (number | undefined)[] =>
    planned
      .filter((plan) => plan.quantity === 'outputInformation' && plan.source === layer && plan.target === target)
      .map(({ time }) => time);

  it('is what every layer holds about every target, at the steps that have one', () => {
    expect(times('z', 'Y')).toEqual([2, 3, 4]);
    expect(times('z', 'X')).toEqual([1, 2, 3, 4]);
    expect(times('z', 'next')).toEqual([1, 2, 3]);
    expect(times('copy', 'X')).toEqual([1, 2, 3, 4]);
  });

  it('goes by branches: what reads past a code is not above its draws', () => {
    const inputs = planned.filter(({ quantity }) => quantity === 'inputInformation').map(({ target }) => target);
    expect(new Set(inputs)).toEqual(new Set(['h', 'z', 'ahead']));
  });

  it('leaves Y out where no head predicts it', () => {
    const rebuilt = configWith(
      { type: 'lstm', name: 'h', units: 2 },
      { type: 'bottleneck', name: 'z', units: 2 },
      { type: 'repeatVector' },
      { type: 'lstm', name: 'd', units: 2 },
      { ...softmax, name: 'rebuild', head: { target: 'X' } },
    );
    const plan = planSnapshot(
      rebuilt,
      set,
      [shown('h', 'lstm'), shown('z', 'bottleneck', 1), shown('d', 'lstm'), shown('rebuild', 'dense')],
      samples,
      true,
    ).planned;
    const targets = plan
      .filter(({ quantity }) => quantity === 'outputInformation')
      .map(({ source, target }) => `${source} ${target}`);
    // The code belongs to the whole sequence, not to a step.
    expect(new Set(targets)).toEqual(new Set(['h X', 'd X', 'rebuild X']));
    const exact = [
      { quantity: 'entropy', source: 'Y', target: 'Y', nats: 1, name: verbatim('H(Y)') },
      { quantity: 'entropy', source: 'X', target: 'X', nats: 1, name: verbatim('H(X)') },
    ];
    const stated = exactLines(rebuilt, { title: verbatim(''), training: set, heldOut: set, exact, warnings: [] }).map(
      ({ name }) => inEnglish(name),
    );
    expect(stated).toContain('H(X)');
    expect(stated).not.toContain('H(Y)');
  });
});

describe('what a run with several heads says', () => {
  const held = (source: string, target: string, value: number): Estimate =>
    estimate({ quantity: 'outputInformation', source, target, value, time: 4, epoch: 5, bound: 'lower' });
  const record = (name: string, target: string, loss: number) => ({
    name,
    target,
    loss,
    validationLoss: loss,
    accuracy: 0.9,
    validationAccuracy: 0.9,
  });
  const result = resultOf({
    config: branched,
    data: { title: verbatim(''), training: 8, heldOut: 8, length: 4, features: 2 },
    training: [
      {
        epoch: 5,
        loss: 1,
        validationLoss: 1,
        heads: [record('copy', 'Y', 0.1), record('rebuild', 'X', 0.2), record('ahead', 'next', 0.7)],
      },
    ],
    estimates: [
      held('h', 'Y', 1),
      held('z', 'Y', 0.8),
      held('copy', 'Y', 0.8),
      held('rebuild', 'Y', 0),
      held('ahead', 'Y', 0),
      held('h', 'X', 0.9),
      held('z', 'X', 0.4),
      held('h', 'next', 0),
      estimate({ quantity: 'rate', source: 'X', target: 'z', value: 2, time: 4, epoch: 5 }),
    ],
  });
  const index = new ResultIndex(result);

  it('keeps the heads apart: Y is the target, the others are found by name', () => {
    expect(index.atEnd('outputInformation', 'z')?.value).toBe(0.8);
    expect(index.about('z', 'X')?.value).toBe(0.4);
    expect(index.about('z', 'next')).toBeUndefined();
    expect(index.atEnd('outputInformation', 'z', 5)?.value).toBe(0.8);
    expect(index.about('z', 'X', 5)?.value).toBe(0.4);
  });

  it('names what the layer under all heads keeps for each', () => {
    // "ahead" reads past the code, so that the layer under all of them is the state.
    const said = headFindings(index).filter(({ message }) => message.includes('which the head {0} predicts'));
    expect(
      said.map(({ args }) => args.slice(0, 5).map((part) => (typeof part === 'object' ? inEnglish(part) : part))),
    ).toEqual([
      ['copy', 'the target', 1, 'h', 'at least 0.9'],
      ['rebuild', 'the input', 0.5, 'h', 'at least 0.8'],
      ['ahead', 'the next input', 1, 'h', 'at most 0.1'],
    ]);
    expect(
      headsTable(result)
        .slice(-3)
        .map((line) => line.trim().split(/\s+/).slice(0, 3)),
    ).toEqual([
      ['copy', 'Y', '1'],
      ['rebuild', 'X', '0.5'],
      ['ahead', 'next', '1'],
    ]);
  });

  it('calls no loss what a branch for another head lets go', () => {
    expect(
      informationLosses(index)
        .filter(({ quantity }) => quantity === 'outputInformation')
        .map(({ from, to }) => `${from} ${to}`),
    ).toEqual([]);
    const lower = new ResultIndex({
      ...result,
      estimates: result.estimates.map((one) =>
        one.source === 'z' && one.target === 'Y'
          ? { ...one, value: 0.5, low: 0.4, high: 0.6 }
          : one.source === 'copy'
            ? { ...one, value: 0.5, low: 0.4, high: 0.6 }
            : one,
      ),
    });
    expect(
      informationLosses(lower)
        .filter(({ quantity }) => quantity === 'outputInformation')
        .map(({ from, to }) => `${from} ${to}`),
    ).toEqual(['h z']);
  });
});
