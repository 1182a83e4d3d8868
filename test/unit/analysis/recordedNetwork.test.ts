import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runAnalysis } from '../../../src/analysis/run/runAnalysis';
import type { AnalysisServices } from '../../../src/analysis/run/services';
import { readConfig } from '../../../src/config/readConfig';
import { loadDataset } from '../../../src/data/loadDataset';
import { readNpz, writeNpz } from '../../../src/data/npy/npz';
import { readNpy } from '../../../src/data/npy/readNpy';
import { writeNpy } from '../../../src/data/npy/writeNpy';
import { selectBackend } from '../../../src/runtime/selectBackend';
import { runEstimationJob } from '../../../src/information/runJob';
import { buildModel } from '../../../src/models/buildModel';
import { chooseRecurrentKernel } from '../../../src/models/kernels/chooseRecurrentKernel';
import type { AnalysisResult, Estimate } from '../../../src/result/result';
import { warningsInEnglish } from '../../../src/result/warningSentence';

const services: AnalysisServices = {
  startBackend: async () => ({ backend: 'cpu', version: '', kernel: await chooseRecurrentKernel('cpu') }),
  runJob: runEstimationJob,
  cache: { read: () => Promise.resolve(undefined), write: () => Promise.resolve() },
};
const silent = { started: () => undefined, progress: () => undefined, delta: () => undefined };

const [samples, length, units] = [64, 8, 4];
const task = { task: 'parity', length, samples: 8, heldOut: samples };
const model = { layers: [{ type: 'simpleRNN', name: 'rnn', units }] };
// Far less noise than between any two states, so that 64 samples end at their ceiling of 6 bits; 8 bits are there.
const analysis = {
  noise: { variance: 1e-6 },
  budget: 0.5,
  quantities: ['inputInformation', 'memory', 'conditionalMemory', 'entropy'],
};

let folder: string;
beforeEach(async () => {
  await selectBackend('cpu');
  folder = await mkdtemp(path.join(tmpdir(), 'rnn-recorded-network-'));
});
afterEach(() => rm(folder, { recursive: true }));

const analyze = (config: object): Promise<AnalysisResult> =>
  runAnalysis(
    { configPath: path.join(folder, 'a.rnn.json'), configText: JSON.stringify({ analysis, ...config }) },
    services,
    silent,
    new AbortController().signal,
  );

/** Writes inputs of fair bits, the states of a network, and its weights; `change` is put on every state. */
async function record(change = 0, count = samples): Promise<void> {
  const own = { ...task, heldOut: count };
  const { config } = readConfig(JSON.stringify({ data: own, model, training: { epochs: 0 } }));
  if (!config) throw new Error('no config');
  const dataset = await loadDataset(config.data, { configFolder: folder, seed: 3 });
  const network = buildModel(config, dataset, await chooseRecurrentKernel('cpu'));
  const [{ values }] = await network.activations(dataset.heldOut, count, 1);
  await writeNpy(path.join(folder, 'x.npy'), {
    shape: [count, length],
    data: dataset.heldOut.inputs.symbols ?? new Int32Array(),
  });
  await writeNpz(
    path.join(folder, 'h-7.npz'),
    new Map([
      ['rnn', { shape: [count, length, units], data: values.map((value) => value + change) }],
      ['twice', { shape: [count, length, units], data: values.map((value) => 2 * value) }],
    ]),
  );
  await writeNpz(
    path.join(folder, 'w-7.npz'),
    new Map(Object.entries(network.weights()).map(([name, { shape, values: data }]) => [name, { shape, data }])),
  );
}

const data = {
  task: 'activations',
  inputs: 'x.npy',
  symbols: 2,
  epochs: [7],
  layers: { rnn: 'h-{epoch}.npz#rnn', twice: 'h-{epoch}.npz#twice' },
};
const given = { ...model, weights: 'w-{epoch}.npz' };

function ofInput({ estimates }: AnalysisResult, layer: string): Estimate {
  const found = estimates.find(
    ({ quantity, target, time }) => quantity === 'inputInformation' && target === layer && time === length,
  );
  if (!found) throw new Error(`no I(X;${layer})`);
  return found;
}
const said = ({ warnings }: AnalysisResult): string => warningsInEnglish(warnings, 'bits').join(' ');

describe('recorded states of a network whose weights are there', () => {
  it('has I(X;H) from both sides above the log of the samples, by every sequence of the named law', async () => {
    await record();
    const result = await analyze({ data: { ...data, source: 'uniform' }, model: given });
    const whole = ofInput(result, 'rnn');
    // Eight fair bits, of which each leaves another state, many standard deviations from all others.
    expect(whole.low).toBeLessThanOrEqual(8);
    expect(whole.high).toBeGreaterThanOrEqual(7.9);
    expect((whole.high ?? Infinity) - whole.low).toBeLessThan(0.3);
    expect(whole.assumes).toBeUndefined();
    const curve = result.estimates.filter(
      ({ quantity, target }) => quantity === 'conditionalMemory' && target === 'rnn',
    );
    expect(curve.reduce((sum, { value }) => sum + value, 0)).toBeCloseTo(8, 1);
    // A recorded layer that the network has not is analysed as it is: at most the log of 64.
    expect(ofInput(result, 'twice').low).toBeLessThanOrEqual(6);
    expect(result.layers.map(({ name }) => name)).toEqual(['rnn', 'twice']);
    expect(
      result.exact.some(
        ({ quantity, source, time }) => quantity === 'entropy' && source === 'X_{1:t}' && time === length,
      ),
    ).toBe(true);
  });

  it('counts the law where none is named, and marks what rests on that', async () => {
    await record();
    const result = await analyze({ data, model: given });
    expect(ofInput(result, 'rnn')).toMatchObject({ assumes: 'independentInputs', certified: 'none' });
    expect(ofInput(result, 'rnn').value).toBeGreaterThan(7);
    expect(said(result)).toContain('The law of the inputs is not named');
    expect(result.exact).toEqual([]);
  });

  it('takes layers that are run here for functions of the input, of which no repeated sequence speaks', async () => {
    await record(0, 10);
    const { estimates } = await analyze({ data: { ...data, source: 'uniform' }, model: given });
    const assumed = (layer: string): unknown[] =>
      estimates
        .filter(({ quantity, target }) => quantity === 'inputInformation' && target === layer)
        .map(({ assumes }) => assumes);
    expect(new Set(assumed('rnn'))).toEqual(new Set([undefined]));
    expect(assumed('twice')).toContain('functionOfInput');
  });

  it('refuses a model that has other states, and says where', async () => {
    await record(1e-3);
    await expect(analyze({ data, model: given })).rejects.toThrow(/states of "rnn" differ .* by up to 1\.0e-3/);
  });

  it('refuses a law that cannot have given the inputs', async () => {
    await record();
    const refused = (source: unknown): Promise<unknown> => analyze({ data: { ...data, source }, model: given });
    await expect(refused({ probabilities: [0.9, 0.1] })).rejects.toThrow(
      /Symbol 0 comes at step 1 in 0\.\d+ .* but in 0\.\d+/,
    );
    await expect(refused({ task: 'parity', length: 5 })).rejects.toThrow(/5 steps of 2 .* 8 steps of 2/);
    await expect(refused({ task: 'markov', symbols: 2, flip: 0.1, length })).rejects.toThrow(
      /log probability|comes at step/,
    );
    await expect(refused('gaussian')).rejects.toThrow(/source has 8 steps/);
  });
});

describe('a recording with weights', () => {
  const recording = async (weights: string | null, more: object = {}): Promise<void> => {
    const record = {
      format: 'rnn-infoflow recording',
      version: 1,
      process: { id: process.pid, host: '' },
      end: { how: 'finished' },
      lengths: false,
      inputs: { symbols: 2 },
      targets: null,
      layers: [{ name: 'rnn', kind: 'simpleRNN', variable: 'output', direction: 'forward', units, time: true }],
      epochs: [{ epoch: 7, step: 7 }],
      weights,
      notes: [],
      ...more,
    };
    await writeFile(path.join(folder, 'record.json'), JSON.stringify(record));
  };
  /** The same files as the recorder writes, with the arrays by PyTorch's names. */
  async function written(change = 0): Promise<void> {
    await record(change);
    const { shape, data: symbols } = await readNpy(path.join(folder, 'x.npy'));
    await writeNpz(path.join(folder, 'data.npz'), new Map([['inputs', { shape, data: Int32Array.from(symbols) }]]));
    await rename(path.join(folder, 'h-7.npz'), path.join(folder, 'epoch-7.npz'));
    const own = await readNpz(path.join(folder, 'w-7.npz'));
    const array = (name: string): Float32Array => Float32Array.from(own.get(`rnn/${name}`)?.data ?? []);
    const turned = (values: Float32Array, rows: number): Float32Array => {
      const columns = values.length / rows;
      return Float32Array.from(values, (_, at) => values[(at % rows) * columns + Math.floor(at / rows)]);
    };
    await writeNpz(
      path.join(folder, 'weights-7.npz'),
      new Map([
        ['net.weight_ih_l0', { shape: [units, 2], data: turned(array('kernel'), 2) }],
        ['net.weight_hh_l0', { shape: [units, units], data: turned(array('recurrentKernel'), units) }],
        ['net.bias_ih_l0', { shape: [units], data: array('bias') }],
        ['net.bias_hh_l0', { shape: [units], data: new Float32Array(units) }],
      ]),
    );
    await recording('weights-{epoch}.npz');
  }

  it('is run here by itself, with layers by their recorded names', async () => {
    await written();
    const result = await analyze({ data: { task: 'activations', recording: '.', source: 'uniform' } });
    expect(ofInput(result, 'rnn').low).toBeGreaterThan(7);
    expect(result.config.model.layers).toMatchObject([{ type: 'simpleRNN', name: 'rnn', units }]);
  });

  it('says that a layer is not known here, without advice to record what is recorded already', async () => {
    await written();
    const arrays = await readNpz(path.join(folder, 'weights-7.npz'));
    const more = new Map(
      [...arrays].map(([name, { shape, data }]) => [name, { shape, data: Float32Array.from(data) }]),
    );
    await writeNpz(
      path.join(folder, 'weights-7.npz'),
      more.set('h0', { shape: [units], data: new Float32Array(units) }),
    );
    const result = await analyze({ data: { task: 'activations', recording: '.', source: 'uniform' } });
    expect(said(result)).toContain('The file holds what no layer here is: "h0"');
    expect(said(result)).not.toContain('Recorder');
  });

  /** Adds a read-out of two classes to the weights, and what the network gave: by that read-out, or twice of it. */
  async function withReadOut(factor: number | undefined): Promise<void> {
    await written();
    const weights = path.join(folder, 'weights-7.npz');
    const kernel = Float32Array.from({ length: 2 * units }, (_, at) => at / 4 - 1);
    const float = async (file: string): Promise<Map<string, { shape: readonly number[]; data: Float32Array }>> =>
      new Map(
        [...(await readNpz(file))].map(([name, { shape, data: own }]) => [
          name,
          { shape, data: Float32Array.from(own) },
        ]),
      );
    const arrays = await float(weights);
    arrays
      .set('out.weight', { shape: [2, units], data: kernel })
      .set('out.bias', { shape: [2], data: new Float32Array(2) });
    await writeNpz(weights, arrays);
    const states = await float(path.join(folder, 'epoch-7.npz'));
    const hidden = states.get('rnn')?.data ?? new Float32Array();
    const given = Float32Array.from({ length: 2 * samples }, (_, at) => {
      const [row, out] = [Math.floor(at / 2), at % 2];
      const state = hidden.subarray(((row + 1) * length - 1) * units, (row + 1) * length * units);
      return (factor ?? 1) * state.reduce((sum, value, unit) => sum + value * kernel[out * units + unit], 0);
    });
    if (factor !== undefined) states.set('@output', { shape: [samples, 2], data: given });
    await writeNpz(path.join(folder, 'epoch-7.npz'), states);
    const file = path.join(folder, 'data.npz');
    const [[, { shape, data: symbols }]] = await readNpz(file);
    const targets = { shape: [samples], data: Int32Array.from({ length: samples }, (_, at) => at % 2) };
    await writeNpz(
      file,
      new Map([
        ['inputs', { shape, data: Int32Array.from(symbols) }],
        ['targets', targets],
      ]),
    );
    const output = factor === undefined ? undefined : '@output';
    await recording('weights-{epoch}.npz', { targets: { classes: 2 }, output });
  }
  const few = { analysis: { ...analysis, budget: 0.1, quantities: ['entropy'] } };

  it.each([
    [1, ['rnn', 'out'], undefined],
    // A head that does more than its weights tell: a mean over time, an activation, a scale.
    [2, ['rnn'], 'the output is not what the network gave'],
    [undefined, ['rnn'], 'does not hold the output of the network'],
  ])('runs a head that gives what the network gave, and no other: factor %s', async (factor, layers, note) => {
    await withReadOut(factor);
    const result = await analyze({ data: { task: 'activations', recording: '.' }, ...few });
    expect(result.config.model.layers.map(({ name }) => name)).toEqual(layers);
    expect((result.predictions ?? []).length > 0).toBe(note === undefined);
    if (note !== undefined) expect(said(result)).toContain(note);
  });

  it('is analysed by its states alone where the network has others, and says so', async () => {
    await written(0.01);
    const result = await analyze({ data: { task: 'activations', recording: '.', source: 'uniform' } });
    expect(ofInput(result, 'rnn').value).toBeLessThan(6.1);
    expect(said(result)).toContain('The network of the recording is not run here');
    expect(said(result)).toContain('differ from the recorded ones by up to 1.0e-2');
    expect(result.config.model.layers).toEqual([]);
  });

  it.each([
    // Roundings of large weights, at an epoch before the last, whose states agree.
    [4e-4, undefined],
    [0.01, 'At epoch 3: Run here, states of "rnn" differ from the recorded ones by up to 1.0e-2'],
  ])('compares every epoch, and ends with no error where one differs by %s', async (change, note) => {
    await written(change);
    await rename(path.join(folder, 'epoch-7.npz'), path.join(folder, 'epoch-3.npz'));
    await rename(path.join(folder, 'weights-7.npz'), path.join(folder, 'weights-3.npz'));
    await written();
    const epochs = [3, 7].map((epoch) => ({ epoch, step: epoch }));
    await recording('weights-{epoch}.npz', { epochs });
    const result = await analyze({ data: { task: 'activations', recording: '.' }, ...few });
    expect(result.config.model.layers).toHaveLength(note === undefined ? 1 : 0);
    expect(new Set(result.estimates.map(({ epoch }) => epoch))).toEqual(new Set([3, 7]));
    if (note !== undefined) expect(said(result)).toContain(note);
  });
});
