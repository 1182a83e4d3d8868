import { beforeAll, describe, expect, it } from 'vitest';
import { Random } from '../../../src/base/random';
import type { AnalysisConfig } from '../../../src/config/schema/config';
import type { SequenceSet, Sequences } from '../../../src/data/dataset';
import { loadDataset } from '../../../src/data/loadDataset';
import { discreteSequences } from '../../../src/data/sequences';
import { sharpen } from '../../../src/analysis/measures/histories/sharpened';
import type { SharpenedSnapshot } from '../../../src/analysis/measures/histories/sharpening';
import { inputSource } from '../../../src/data/inputSource';
import {
  freshMixtureInformation,
  type HistoryBlock,
  type Wanted,
} from '../../../src/information/estimators/known/freshMixture';
import { buildModel } from '../../../src/models/buildModel';
import { coreKernel } from '../../../src/models/kernels/typescript/coreKernel';
import type { LayerActivations } from '../../../src/models/activations';
import type { Cotangents, Model, VisitGates } from '../../../src/models/model';
import type { NatsEstimate } from '../../../src/analysis/measures/natsEstimate';
import { selectBackend } from '../../../src/runtime/selectBackend';
import { configOf } from '../../support/configs';

beforeAll(async () => {
  await selectBackend('cpu');
});

const parity = { task: 'parity', length: 8, samples: 16, heldOut: 300 };

async function snapshotOf(
  layers: readonly object[],
  more: { data?: object; analysis?: object } = {},
): Promise<SharpenedSnapshot & { model: Model; config: AnalysisConfig }> {
  const config = configOf(
    JSON.stringify({
      data: more.data ?? parity,
      model: { layers },
      training: { epochs: 0 },
      analysis: { samples: 300, noise: { variance: 0.003 }, ...more.analysis },
    }),
  );
  const dataset = await loadDataset(config.data, { seed: config.seed, configFolder: '/' });
  const model = buildModel(config, dataset, coreKernel);
  const states = await model.activations(dataset.heldOut, 300, config.seed);
  const time = dataset.heldOut.inputs.length;
  const estimates = states.map(({ layer }): NatsEstimate => ({
    quantity: 'inputInformation',
    source: 'X',
    target: layer,
    time,
    epoch: 0,
    value: 1,
    low: 1,
    high: 9,
    estimator: 'knownConditional',
    bound: 'lower',
    samples: 300,
    warnings: [{ code: 'lowerBoundNearCeiling', args: [{ nats: 5.7, digits: 2 }, 300] }],
  }));
  const weights = Object.values(model.weights()).reduce((sum, { values }) => sum + values.length, 0);
  const runs = {
    states: (set: SequenceSet) => model.activations(set, set.inputs.samples, config.seed),
    logitsOf: (way: readonly number[], layer: Float32Array, samples: number) => model.logitsOf(way, layer, samples),
    pullBack: (layer: string, inputs: Sequences, cotangents: Cotangents) => model.pullBack(layer, inputs, cotangents),
    lastStates: (inputs: Sequences) => model.lastStates(inputs, config.seed),
    gates: (inputs: Sequences, visit: VisitGates) => model.gates(inputs, config.seed, visit),
  };
  return { config, model, states, estimates, weights, set: dataset.heldOut, runs };
}

/** All estimates that sharpening replaces. */
async function sharpened(snapshot: SharpenedSnapshot): Promise<NatsEstimate[]> {
  const found: NatsEstimate[] = [];
  await sharpen(snapshot, (better) => void found.push(...better));
  return found;
}

const aboutInput: Wanted[] = [{ kind: 'input', state: 0 }];

/** All bit sequences, as a set of inputs. */
const everyBits = (length: number) =>
  discreteSequences(
    Int32Array.from({ length: length * 2 ** length }, (_, at) => (Math.floor(at / length) >>> (at % length)) & 1),
    2 ** length,
    length,
    2,
  );

/** E ln p(h|x) - E ln p(h) written out: `draws` noises on each of the states of all histories, equally likely. */
function writtenOut(means: Float32Array, units: number, variance: number, draws: number): number {
  const random = new Random(77);
  const count = means.length / units;
  const h = new Float64Array(units);
  let sum = 0;
  for (let i = 0; i < count * draws; i++) {
    const own = (i % count) * units;
    for (let d = 0; d < units; d++) h[d] = means[own + d] + Math.sqrt(variance) * random.normal();
    const exponentOf = (from: number): number =>
      h.reduce((total, value, d) => total - (value - means[from + d]) ** 2 / (2 * variance), 0);
    const mine = exponentOf(own);
    let ratio = 0;
    for (let j = 0; j < count; j++) ratio += Math.exp(exponentOf(j * units) - mine);
    sum -= Math.log(ratio / count);
  }
  return sum / (count * draws);
}

/** The same of a code at its last step, whose variances depend on the history; all histories are equally likely. */
function codeWrittenOut({ conditional, samples, length, units }: LayerActivations, draws: number): number {
  const random = new Random(78);
  const { means, variances } = conditional!;
  const at = (history: number, unit: number): number => (history * length + length - 1) * units + unit;
  let sum = 0;
  for (let i = 0; i < samples * draws; i++) {
    const own = i % samples;
    const z = Array.from(
      { length: units },
      (_, unit) => means[at(own, unit)] + Math.sqrt(variances[at(own, unit)]) * random.normal(),
    );
    const log = (history: number): number =>
      z.reduce((total, value, unit) => {
        const variance = variances[at(history, unit)];
        return total - (value - means[at(history, unit)]) ** 2 / (2 * variance) - Math.log(variance) / 2;
      }, 0);
    let ratio = 0;
    for (let history = 0; history < samples; history++) ratio += Math.exp(log(history) - log(own));
    sum -= Math.log(ratio / samples);
  }
  return sum / (samples * draws);
}

describe('I(X;H) with fresh histories', () => {
  it.each([
    ['lstm', 4],
    ['lstm', 16],
    ['gru', 8],
    ['simpleRNN', 5],
  ])('%s of %i units: every history counted gives what is written out, within 5 %', async (type, units) => {
    const snapshot = await snapshotOf([{ type, name: 'h', units }]);
    const [found] = await sharpened(snapshot);
    const means = (await snapshot.runs.lastStates(everyBits(8))).get('h')!;
    const exact = writtenOut(means, units, 0.003, 20);
    expect(found).toMatchObject({ bound: 'none', histories: 256, samples: 2 ** 14, estimator: 'knownConditional' });
    expect(found.reason).toEqual([{ code: 'enumerated', args: [256] }]);
    expect(found).not.toHaveProperty('warnings');
    // 5120 draws on the other side have a standard error of their own.
    expect(found.low).toBeLessThan(exact + 0.03);
    expect(found.high).toBeGreaterThan(exact - 0.03);
    expect(found.high - found.low).toBeLessThan(0.05 * exact);
  });

  it.each([4, 16])('LSTM of %i units: the bounds by drawn histories enclose the exact value', async (units) => {
    const snapshot = await snapshotOf([{ type: 'lstm', name: 'h', units }]);
    const source = inputSource(snapshot.config.data)!;
    const random = new Random(3);
    async function* drawn(blocks: number): AsyncGenerator<HistoryBlock> {
      for (let i = 0; i < blocks; i++) {
        const symbols = new Int32Array(512 * 8);
        for (let k = 0; k < 512; k++) source.draw(random, symbols, k * 8);
        const states = await snapshot.runs.lastStates(discreteSequences(symbols, 512, 8, 2));
        yield { count: 512, states: [{ means: states.get('h')!, variances: [0.003] }], labels: [] };
      }
    }
    const { values } = snapshot.states[0];
    const means = Float64Array.from({ length: 300 * units }, (_, at) => {
      const sample = Math.floor(at / units);
      return values[(sample * 8 + 7) * units + (at % units)];
    });
    const h = means.map((mean) => mean + Math.sqrt(0.003) * random.normal());
    const own = { count: 300, means, variances: [0.003] };
    const state = { count: 300, dimensions: units, values: h, own };
    const every = (await snapshot.runs.lastStates(everyBits(8))).get('h')!;
    async function* all(): AsyncGenerator<HistoryBlock> {
      yield await Promise.resolve({
        count: 256,
        states: [{ means: every, variances: [0.003] }],
        labels: [],
        logProbabilities: new Float64Array(256).fill(-8 * Math.LN2),
      });
    }
    const [exact] = (await freshMixtureInformation([state], aboutInput, all()))!;
    const [few] = (await freshMixtureInformation([state], aboutInput, drawn(1)))!;
    const [many] = (await freshMixtureInformation([state], aboutInput, drawn(16)))!;
    // The same states throughout: their spread is in none of the differences.
    expect(few.low).toBeLessThan(exact.low + 0.01);
    expect(few.high).toBeGreaterThan(exact.high - 0.01);
    expect(many.gap).toBeLessThan(few.gap);
    expect(Math.abs(many.nats - exact.nats)).toBeLessThan(0.02);
  });

  it('draws histories where there are too many to count, and gives the same numbers each time', async () => {
    const data = { task: 'delayedCopy', symbols: 4, length: 10, delay: 2, samples: 16, heldOut: 300 };
    const snapshot = await snapshotOf([{ type: 'gru', name: 'h', units: 3 }], { data });
    const [found] = await sharpened(snapshot);
    expect(found.bound).toBe('none');
    expect(found.samples).toBe(300);
    expect(Math.log2(found.histories!) % 1).toBe(0);
    expect(found.reason?.[0].code).toBe('freshHistories');
    expect(await sharpened(snapshot)).toEqual([found]);
  });

  it('keeps the ordinary estimate where the budget is 0, or buys too little', async () => {
    for (const budget of [0, 1e-4]) {
      const data = { task: 'delayedCopy', symbols: 4, length: 10, delay: 2, samples: 16, heldOut: 300 };
      const snapshot = await snapshotOf([{ type: 'gru', name: 'h', units: 3 }], { data, analysis: { budget } });
      expect(await sharpened(snapshot), String(budget)).toEqual([]);
    }
  });

  it('takes codes, whose variance depends on the input, and leaves out what lies above them', async () => {
    const snapshot = await snapshotOf([
      { type: 'lstm', name: 'h', units: 3 },
      { type: 'bottleneck', name: 'z', units: 2, beta: 0.1 },
      { type: 'dense', name: 'out', units: 2, activation: 'softmax' },
    ]);
    // An estimate above a draw is never made by `knownConditional`.
    const estimates = snapshot.estimates.map((known) =>
      known.target === 'out' ? { ...known, estimator: 'gaussianCopula' as const } : known,
    );
    const found = await sharpened({ ...snapshot, estimates });
    expect(found.map(({ target }) => target)).toEqual(['h', 'z']);
    const all = { inputs: everyBits(8) };
    const code = (await snapshot.runs.states(all)).find(({ layer }) => layer === 'z')!;
    const exact = codeWrittenOut(code, 20);
    expect(found[1].low).toBeLessThan(exact + 0.02);
    expect(found[1].high).toBeGreaterThan(exact - 0.02);
  });

  it('counts the beginnings of an earlier step, and leaves nothing of the interval that it replaces', async () => {
    const snapshot = await snapshotOf([{ type: 'simpleRNN', name: 'h', units: 4 }]);
    const estimates = snapshot.estimates.map((known) => ({
      ...known,
      time: 4,
      assumes: 'gaussianCopula' as const,
      certified: 'low' as const,
    }));
    const [found] = await sharpened({ ...snapshot, estimates });
    expect(found).toMatchObject({
      time: 4,
      histories: 16,
      bound: 'none',
      reason: [{ code: 'enumerated', args: [16] }],
    });
    for (const gone of ['warnings', 'assumes', 'certified']) expect(found).not.toHaveProperty(gone);
  });

  it('counts on where the own read-out of the network stands, of states whose density is known', async () => {
    const snapshot = await snapshotOf([{ type: 'simpleRNN', name: 'h', units: 4 }]);
    const [known] = snapshot.estimates;
    const read = { ...known, quantity: 'outputInformation' as const, source: 'h', target: 'Y', time: 4 };
    const found = await sharpened({
      ...snapshot,
      estimates: [
        { ...known, time: 4 },
        { ...read, estimator: 'decoder' },
      ],
    });
    expect(found.map(({ quantity, estimator }) => [quantity, estimator])).toEqual([
      ['inputInformation', 'knownConditional'],
      ['outputInformation', 'knownConditional'],
    ]);
    const unknown = await sharpened({ ...snapshot, estimates: [{ ...read, estimator: 'decoder' }] });
    expect(unknown).toEqual([]);
  });

  it('draws sources that are real numbers', async () => {
    const data = { task: 'gaussianNoise', length: 4, samples: 16, heldOut: 300 };
    const [found] = await sharpened(await snapshotOf([{ type: 'lstm', name: 'h', units: 3 }], { data }));
    expect(found.bound).toBe('none');
    expect(found.reason?.[0].code).toBe('freshHistories');
  });
});
