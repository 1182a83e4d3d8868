import { describe, expect, it } from 'vitest';
import { planSnapshot, planTrainingSet } from '../../../src/analysis/plan/planSnapshot';
import { memoryPositions } from '../../../src/analysis/plan/times';
import { chooseEstimator } from '../../../src/analysis/plan/chooseEstimator';
import { readConfig } from '../../../src/config/readConfig';
import type { SequenceSet } from '../../../src/data/dataset';
import type { Variable } from '../../../src/information/types/variable';
import type { LayerActivations } from '../../../src/models/activations';

const config =
  readConfig(`{ "data": { "task": "delayedCopy", "symbols": 2, "length": 4, "delay": 1 }, "model": { "layers": [
  { "type": "lstm", "name": "h", "units": 2 }, { "type": "bottleneck", "name": "z", "units": 2 },
  { "type": "dense", "name": "out", "units": 2, "activation": "softmax" }] } }`).config!;

const samples = 10;
const length = 4;
const set: SequenceSet = {
  inputs: {
    values: new Float32Array(samples * length * 2),
    samples,
    length,
    features: 2,
    symbols: Int32Array.from({ length: samples * length }, (_, i) => i % 2),
    alphabet: 2,
  },
  targets: {
    values: new Float32Array(samples * length * 2),
    samples,
    length,
    features: 2,
    alphabet: 2,
    at: 'every',
    symbols: Int32Array.from({ length: samples * length }, (_, i) => (i % length === 0 ? -1 : i % 2)),
  },
};
const layer = (name: string, type: string, more: Partial<LayerActivations> = {}): LayerActivations => ({
  layer: name,
  type,
  samples,
  length,
  units: 2,
  recurrent: false,
  stochastic: false,
  values: Float32Array.from({ length: samples * length * 2 }, (_, i) => i),
  ...more,
});
const size = samples * length * 2;
const layers = [
  layer('h', 'lstm', { recurrent: true }),
  layer('z', 'bottleneck', {
    stochastic: true,
    conditional: { means: new Float32Array(size), variances: new Float32Array(size).fill(0.5) },
  }),
  layer('out', 'dense'),
];

describe('planSnapshot', () => {
  const { job, planned } = planSnapshot(config, set, layers, samples, true);
  const count = (quantity: string, target?: string): number =>
    planned.filter((plan) => plan.quantity === quantity && (target === undefined || plan.target === target)).length;

  it('covers every layer and step that the quantity has', () => {
    expect(job.pairs).toHaveLength(planned.length);
    // Nothing true can be said of long blocks above the code's draws.
    expect(count('inputInformation')).toBe(2 * length);
    expect(count('historyInformation')).toBe(length - 1);
    expect(count('outputInformation')).toBe(3 * (length - 1));
    expect(count('memory', 'h')).toBe(length);
    expect(count('memory', 'z')).toBe(length);
    expect(count('layerInformation')).toBe(3);
  });

  it('bounds what a state holds that is drawn inside its recurrence by what it is drawn from', () => {
    const transition = { means: new Float32Array(size), variances: new Float32Array(size).fill(0.5) };
    const own = planSnapshot(
      config,
      set,
      [layer('h', 'lstm', { recurrent: true, stochastic: true, transition })],
      samples,
      true,
    );
    const pairs = own.job.pairs.filter((_, i) => own.planned[i].quantity === 'inputInformation');
    expect(pairs).toHaveLength(length);
    for (const { y, options } of pairs) {
      expect(options?.estimator).toBe('leaveOneOut');
      expect(own.job.variables[y].conditional?.given).toBe('X');
    }
    // Of the state itself p(h|x) is not known, and nothing else may think so.
    for (const [i, { x, y }] of own.job.pairs.entries()) {
      if (own.planned[i].quantity !== 'inputInformation')
        expect([own.job.variables[x].conditional, own.job.variables[y].conditional]).toEqual([undefined, undefined]);
    }
  });

  it('compares no long block of symbols with a state that is drawn inside its recurrence', () => {
    const noisy = layer('h', 'lstm', { recurrent: true, stochastic: true });
    const { planned: own } = planSnapshot(config, set, [noisy], samples, true);
    expect(own.filter(({ quantity }) => quantity === 'inputInformation')).toEqual([]);
    expect(own.filter(({ quantity }) => quantity === 'memory')).toHaveLength(length);
  });

  it('follows layers without a state through time at the final snapshot alone', () => {
    const early = planSnapshot(config, set, layers, samples, false).planned;
    expect(early.filter((plan) => plan.quantity === 'inputInformation' && plan.target === 'h')).toHaveLength(length);
    expect(
      early.filter((plan) => plan.quantity === 'inputInformation' && plan.target === 'z').map((plan) => plan.time),
    ).toEqual([length]);
  });

  it('holds a state against a target at the end at every step, at the final snapshot', () => {
    const ended: SequenceSet = {
      ...set,
      targets: {
        values: new Float32Array(samples * 2),
        samples,
        length: 1,
        features: 2,
        alphabet: 2,
        at: 'end',
        symbols: Int32Array.from({ length: samples }, (_, i) => i % 2),
      },
    };
    const timesOf = (final: boolean, source: string): (number | undefined)[] =>
      planSnapshot(config, ended, layers, samples, final)
        .planned.filter((plan) => plan.quantity === 'outputInformation' && plan.source === source)
        .map((plan) => plan.time);
    expect(timesOf(true, 'h')).toEqual([1, 2, 3, 4]);
    expect(timesOf(false, 'h')).toEqual([length]);
    expect(timesOf(true, 'out')).toEqual([length]);
  });

  it('knows p(h|x) of a noisy state and of a code, but of nothing above a draw', () => {
    const of = (name: string): Variable => job.variables.find((variable) => variable.name === name)!;
    expect(of('h').conditional).toMatchObject({ given: 'X', variances: Float64Array.of(0.01) });
    expect(of('z').conditional?.variances).toHaveLength(samples * 2);
    expect(of('out').conditional).toBeUndefined();
  });

  it('never takes one step of the input for all of it', () => {
    const at = planned.findIndex((plan) => plan.quantity === 'memory' && plan.target === 'h');
    const pair = job.pairs[at];
    expect(job.variables[pair.x].name).not.toBe(job.variables[pair.y].conditional?.given);
  });

  it('sees that inputs differ whose first step is the same, and that equal ones do not', () => {
    const variesBehindStart = (changes: boolean): boolean[] => {
      const values = Float32Array.from({ length: samples * length }, (_, i) => (changes && i % length > 0 ? i : 0));
      const inputs = { values, samples, length, features: 1 };
      const transition = { means: new Float32Array(size), variances: new Float32Array(size).fill(0.5) };
      const drawn = layer('d', 'lstm', { recurrent: true, stochastic: true, transition });
      const more = { ...config, analysis: { ...config.analysis, alsoWith: ['knownConditional' as const] } };
      return [layers[0], layers[1], drawn].flatMap((own) => {
        const plan = planSnapshot(more, { inputs }, [own], samples, true);
        return plan.planned.flatMap(({ quantity }, i) => {
          const { values: x } = plan.job.variables[plan.job.pairs[i].x];
          return quantity === 'inputInformation' ? [x.some((value) => value !== x[0])] : [];
        });
      });
    };
    expect(new Set(variesBehindStart(true))).toEqual(new Set([true]));
    expect(new Set(variesBehindStart(false))).toEqual(new Set([false]));
  });

  it('shares variables between pairs and lags', () => {
    expect(job.variables.length).toBeLessThan(job.pairs.length);
    expect(
      planned
        .filter((plan) => plan.quantity === 'memory' && plan.target === 'h')
        .map((plan) => plan.lag)
        .sort(),
    ).toEqual([0, 1, 2, 3]);
  });
});

describe('an additional estimator', () => {
  const asked = (...alsoWith: string[]) => ({ ...config, analysis: { ...config.analysis, alsoWith } }) as typeof config;
  const beside = (...names: string[]) => {
    const { job, planned } = planSnapshot(asked(...names), set, layers, samples, true);
    return planned.flatMap((plan, i) =>
      plan.beside
        ? [
            {
              ...plan,
              estimator: job.pairs[i].options?.estimator,
              x: job.variables[job.pairs[i].x],
              y: job.variables[job.pairs[i].y],
            },
          ]
        : [],
    );
  };

  it('others estimate input and target at the last step, and the main plan stays as it is', () => {
    const plain = planSnapshot(config, set, layers, samples, true).planned;
    const { planned } = planSnapshot(asked('binning', 'kdeUpper'), set, layers, samples, true);
    expect(planned.filter((plan) => !plan.beside)).toEqual(plain);
    expect(beside('binning', 'kdeUpper').every((plan) => plan.time === length)).toBe(true);
    expect(beside('kdeUpper').map((plan) => [plan.quantity, plan.target, plan.estimator])).toEqual([
      ['inputInformation', 'h', 'kdeUpper'],
      ['outputInformation', 'Y', 'kdeUpper'],
      ['inputInformation', 'z', 'kdeUpper'],
      ['outputInformation', 'Y', 'kdeUpper'],
    ]);
  });

  it('bins are laid over the bare state, which is a function of its sequence; a draw is none', () => {
    const found = beside('binning');
    expect(found.filter((plan) => plan.quantity === 'inputInformation').map((plan) => plan.target)).toEqual(['h']);
    expect(found[0].of).toEqual({ kind: 'bins', count: 2, equalWidth: true });
    expect(found[0].x.values).toEqual(Float64Array.from({ length: samples }, (_, i) => i));
    expect(found[0].y.conditional).toBeUndefined();
    expect(Number.isInteger(found[0].y.values[0])).toBe(true);
  });

  it('marks an estimate as computed from the means where the estimator uses only those of a code', () => {
    expect(
      beside('kdeLower')
        .filter((plan) => plan.target === 'z')
        .map((plan) => plan.of),
    ).toEqual([{ kind: 'meanWithDeclaredNoise', variance: 0.01 }]);
  });

  it('what has no form for the pair is left out', () => {
    expect(beside('gaussian').filter((plan) => plan.source === 'h')).toEqual([]);
    expect(
      beside('ksg1')
        .filter((plan) => plan.quantity === 'outputInformation')
        .map((plan) => plan.estimator),
    ).toEqual(['ross', 'ross', 'ross']);
  });
});

describe('planTrainingSet', () => {
  it('asks for input and target of every layer at the last step', () => {
    const { job, planned } = planTrainingSet(config, set, layers, samples);
    expect(job.pairs).toHaveLength(planned.length);
    expect(planned.every((plan) => plan.set === 'training' && plan.time === length)).toBe(true);
    expect(planned.map((plan) => plan.quantity)).toEqual([
      'inputInformation',
      'outputInformation',
      'inputInformation',
      'outputInformation',
      'outputInformation',
    ]);
  });
});

describe('memory over lag and position', () => {
  const at = (positions: 'last' | 'all', final = true) =>
    planSnapshot({ ...config, analysis: { ...config.analysis, positions } }, set, layers, samples, final);
  const memory = (plan: ReturnType<typeof at>) =>
    plan.planned
      .filter(({ quantity, target }) => quantity === 'memory' && target === 'h')
      .map(({ time, lag }) => [time, lag]);

  it('is that of the last step unless every step is requested, and then only at the final snapshot', () => {
    expect(memory(at('last'))).toEqual([
      [4, 3],
      [4, 2],
      [4, 1],
      [4, 0],
    ]);
    expect(memory(at('all', false))).toHaveLength(4);
    expect(memory(at('all'))).toHaveLength((4 * 5) / 2);
    expect(memory(at('all'))).toContainEqual([2, 1]);
  });

  it('asks for no new variables where states and inputs are there already', () => {
    expect(at('all').job.variables).toHaveLength(at('last').job.variables.length);
  });

  it('of long sequences is thinned, so that a layer has at most 406 cells', () => {
    expect(memoryPositions(1000)).toHaveLength(28);
    expect(memoryPositions(1000).at(-1)).toBe(1000);
  });
});

describe('predictive information', () => {
  it('is estimated only for states that depend on the past alone', () => {
    const ahead = (name: string, model: typeof config.model) =>
      planSnapshot({ ...config, model }, set, layers, samples, true).planned.filter(
        ({ quantity, source }) => quantity === 'predictiveInformation' && source === name,
      );
    expect(ahead('h', config.model).map(({ time, ahead: steps }) => [time, steps])).toEqual([
      [1, 1],
      [2, 1],
      [3, 1],
    ]);
    expect(ahead('out', config.model)).toEqual([]);
    const [, ...above] = config.model.layers;
    expect(
      ahead('h', {
        layers: [{ type: 'bidirectional', name: 'h', mergeMode: 'concat', layer: { type: 'gru', units: 1 } }, ...above],
      }),
    ).toEqual([]);
    expect(
      ahead('z', {
        layers: [{ type: 'bidirectional', name: 'h', mergeMode: 'concat', layer: { type: 'gru', units: 1 } }, ...above],
      }),
    ).toEqual([]);
  });
});

describe('chooseEstimator', () => {
  const variable = (kind: Variable['kind'], dimensions = 1): Variable => ({
    name: kind,
    kind,
    dimensions,
    samples: 2,
    values: new Float64Array(2 * dimensions),
  });
  it('takes the nearest relative of the requested estimator', () => {
    expect(chooseEstimator('ksg1', variable('continuous'), variable('continuous'))).toBe('ksg1');
    expect(chooseEstimator('ksg1', variable('discrete'), variable('continuous'))).toBe('ross');
    expect(chooseEstimator('ksg1', variable('discrete', 12), variable('continuous'))).toBe('auto');
    expect(chooseEstimator('plugin', variable('discrete'), variable('continuous'))).toBe('auto');
    expect(chooseEstimator('knownConditional', variable('discrete'), variable('continuous'))).toBe('auto');
    expect(chooseEstimator('probe', variable('discrete'), variable('continuous'))).toBe('probe');
  });
});
