import { beforeAll, describe, expect, it } from 'vitest';
import type { AskedContext } from '../../../src/analysis/measures/asked/asked';
import type { NetworkRuns } from '../../../src/analysis/measures/histories/networkRuns';
import { gatesOfLayers } from '../../../src/analysis/measures/asked/gates';
import { continuousSequences } from '../../../src/data/sequences';
import type { Dataset } from '../../../src/data/dataset';
import { Breather } from '../../../src/information/numerics/breather';
import { runEstimationJob } from '../../../src/information/runJob';
import { buildModel } from '../../../src/models/buildModel';
import { coreKernel } from '../../../src/models/kernels/typescript/coreKernel';
import type { GatesOfSequences, Model, NamedWeights } from '../../../src/models/model';
import type { MeasuredQuantity } from '../../../src/result/measured';
import { selectBackend } from '../../../src/runtime/selectBackend';
import { configOf, echo, type LayerInput } from '../models/support';

const { signal } = new AbortController();
const [samples, length] = [400, 5];
const out = { type: 'dense', name: 'out', units: 2, activation: 'softmax' } as const;

beforeAll(async () => {
  await selectBackend('cpu');
});

/** Fair bits; the target of each step is the bit before. */
const bits = (): Dataset => echo({ samples, length, symbols: 2 });

const never = (): Promise<never> => Promise.reject(new Error('Gates need no other run.'));

async function measured(
  layer: LayerInput,
  weights: (model: Model) => NamedWeights,
  data = bits(),
  shown: (gates: GatesOfSequences) => GatesOfSequences = (gates) => gates,
) {
  const config = configOf([{ ...layer, name: 'memory' }, out]);
  const model = buildModel(config, data, coreKernel);
  model.setWeights(weights(model));
  const runs: NetworkRuns = {
    ...{ states: never, logitsOf: never, lastStates: never, pullBack: never },
    gates: (inputs, visit) =>
      model.gates(inputs, 1, (gates) => {
        visit(shown(gates));
      }),
  };
  const context: AskedContext = {
    ...{
      config,
      dataset: data,
      states: [],
      samples,
      epoch: 3,
      weights: model.weights(),
      runJob: runEstimationJob,
      runs,
    },
  };
  return gatesOfLayers(context, new Breather(), signal);
}

const logit = (p: number): number => Math.log(p / (1 - p));

/**
 * An LSTM of two units whose forget gates are .9 and .5, whose input gates are .02 after a bit of 0 and .98 after a 1,
 * and whose output gates are .5.
 */
function handWritten(model: Model): NamedWeights {
  const weights = model.weights();
  const array = (name: string, values: number[]) => ({ shape: weights[name].shape, values: Float32Array.from(values) });
  const in0 = logit(0.02);
  return {
    ...weights,
    'memory/kernel': array('memory/kernel', [in0, in0, 0, 0, 1, 1, 0, 0, -in0, -in0, 0, 0, 1, 1, 0, 0]),
    'memory/recurrentKernel': array('memory/recurrentKernel', new Array<number>(16).fill(0)),
    'memory/bias': array('memory/bias', [0, 0, logit(0.9), 0, 0, 0, 0, 0]),
  };
}

describe('gates that are asked for', () => {
  it('of a hand-written LSTM are its closed forms', async () => {
    const { measured: found, notes } = await measured({ type: 'lstm', units: 2 }, handWritten);
    expect(notes).toEqual([]);
    const of = (measure: MeasuredQuantity, gate: string, member?: number) =>
      found.filter((one) => one.measure === measure && one.gate === gate && one.member === member);
    // Weights have single precision.
    const constants = [0, 1].map((member) => of('gateTimeConstant', 'forget', member)[0]);
    expect(constants[0].value).toBeCloseTo(-1 / Math.log(0.9), 4);
    expect(constants[1].value).toBeCloseTo(1 / Math.LN2, 5);
    expect(constants[0]).toMatchObject({ unit: 'steps', estimator: 'mean', samples, bound: 'none', epoch: 3 });
    // Over both: -1 / E ln f.
    expect(of('gateTimeConstant', 'forget')[0].value).toBeCloseTo(-2 / (Math.log(0.9) + Math.log(0.5)), 5);
    const forget = of('gateValue', 'forget');
    expect(forget.map(({ time }) => time)).toEqual([1, 2, 3, 4, 5]);
    for (const one of forget) {
      expect(one.value).toBeCloseTo(0.7, 6);
      expect(one.spread).toBeCloseTo(0.2, 6);
      expect(one.high - one.low).toBeLessThan(1e-6);
    }
    const { inputs } = bits().heldOut;
    const ones = (inputs.symbols ?? new Int32Array()).reduce((sum, bit) => sum + bit, 0) / (samples * length);
    const open = of('gateOpenOverSteps', 'input')[0];
    expect(open.value).toBeCloseTo(ones, 9);
    expect(open.low).toBeLessThan(ones);
    expect(open.high).toBeGreaterThan(ones);
    expect(of('gateClosedOverSteps', 'input')[0].value).toBeCloseTo(1 - ones, 9);
    expect(of('gateValueOverSteps', 'output')[0]).toMatchObject({ value: 0.5 });
  });

  it('tell of the input what they read, and of the target what they remember', async () => {
    const { measured: found } = await measured({ type: 'lstm', units: 2 }, handWritten);
    const told = (measure: MeasuredQuantity, gate: string) =>
      found.filter((one) => one.measure === measure && one.gate === gate);
    // .02 against .98 with noise of .1 on both units is told apart nearly always: ln 2 nats.
    for (const one of told('gateInputInformation', 'input')) {
      expect(one.value).toBeGreaterThan(0.98 * Math.LN2);
      expect(one.high).toBeLessThan(1.01 * Math.LN2);
      expect(one).toMatchObject({
        unit: 'nats',
        bound: 'lower',
        estimator: 'probe',
        of: { kind: 'gates', variance: 0.01 },
      });
    }
    expect(told('gateInputInformation', 'input').length).toBe(5);
    // Forget gates are constant, and no gate reads the bit before: 0 nats. Each limit holds 97.5 of 100 times.
    for (const one of [...told('gateInputInformation', 'forget'), ...told('gateTargetInformation', 'input')])
      expect(one.low).toBeLessThan(0.005);
    // The first step has no target.
    expect(told('gateTargetInformation', 'input').map(({ time }) => time)).toEqual([2, 3, 4, 5]);
  });

  it('of an LRU are its moduli, the same at every step', async () => {
    const { measured: found } = await measured({ type: 'lru', units: 2 }, (model) => ({
      ...model.weights(),
      // |lambda| = exp(-exp(nu)).
      'memory/logDecay': { shape: [1], values: Float32Array.of(Math.log(-Math.log(0.95))) },
    }));
    expect(found.map(({ measure }) => measure)).not.toContain('gateValue');
    const [constant] = found.filter(({ measure }) => measure === 'gateTimeConstant');
    expect(constant.value).toBeCloseTo(-1 / Math.log(0.95), 3);
  });

  it('are not shown where one step with them is not that of the network', async () => {
    const { measured: found, notes } = await measured({ type: 'lstm', units: 2 }, handWritten, bits(), (shown) => ({
      ...shown,
      error: 0.01,
    }));
    expect(found).toEqual([]);
    expect(notes[0].message).toContain('are not shown');
  });

  it('say why there is nothing to see', async () => {
    expect((await measured({ type: 'simpleRNN', units: 2 }, (model) => model.weights())).notes).toHaveLength(1);
    const data = bits();
    const { values } = data.heldOut.inputs;
    const inputs = continuousSequences(values, samples, length, 2);
    const numbers = { ...data, training: { ...data.training, inputs }, heldOut: { ...data.heldOut, inputs } };
    const { measured: found, notes } = await measured({ type: 'lstm', units: 2 }, handWritten, numbers);
    expect(notes).toHaveLength(1);
    expect(found.some(({ measure }) => measure === 'gateInputInformation')).toBe(false);
    expect(found.some(({ measure }) => measure === 'gateTargetInformation')).toBe(true);
  });
});
