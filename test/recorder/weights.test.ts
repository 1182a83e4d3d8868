import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { kerasPython, torchPython } from '../../scripts/python.mjs';
import { inEnglish, verbatim } from '../../src/base/sentence';
import type { Dataset } from '../../src/data/dataset';
import { readNpy } from '../../src/data/npy/readNpy';
import { withLengths } from '../../src/data/realSteps';
import { continuousSequences, discreteSequences } from '../../src/data/sequences';
import { readWeights } from '../../src/data/weights/readWeights';
import { buildModel } from '../../src/models/buildModel';
import { chooseRecurrentKernel } from '../../src/models/kernels/chooseRecurrentKernel';
import { importNetwork } from '../../src/models/weights/importNetwork';
import { weightsFor } from '../../src/models/weights/weightsFor';
import { selectBackend } from '../../src/runtime/selectBackend';
import { configOf, type LayerInput } from '../unit/models/support';

/** Of the states, which are of order one: those of float32 in another order, through five steps of three layers. */
const tolerance = 1e-5;
const pythons = { torch: torchPython(), keras: kerasPython() };
let folder: string;

function run(framework: 'torch' | 'keras', script: string, ...args: string[]): void {
  const { status, stderr } = spawnSync(
    pythons[framework] ?? '',
    [path.join(import.meta.dirname, `${script}.py`), folder, ...args],
    { encoding: 'utf8', env: { ...process.env, KERAS_BACKEND: 'jax' } },
  );
  if (status !== 0) throw new Error(stderr);
}

/** @param padded zeros at the end of a sequence are padding */
async function inputsOf(name: string, padded: boolean): Promise<Dataset> {
  const { shape, data } = await readNpy(path.join(folder, `${name}-x.npy`));
  const [samples, length, features = 1] = shape;
  const all =
    shape.length === 2
      ? discreteSequences(Int32Array.from(data), samples, length, 7)
      : continuousSequences(Float32Array.from(data), samples, length, features);
  const lengths = Int32Array.from({ length: samples }, (_, row) => {
    const values = data.subarray(row * length * features, (row + 1) * length * features);
    return Math.ceil((values.findLastIndex((value) => value !== 0) + 1) / features);
  });
  const inputs = padded ? withLengths(all, lengths) : all;
  return { title: verbatim(name), training: { inputs }, heldOut: { inputs }, exact: [], warnings: [] };
}

/** The largest difference of the states of the layers that the framework tells, from those with its weights here. */
async function difference(name: string, ending: string, layers: readonly LayerInput[]): Promise<number> {
  await selectBackend('cpu');
  const data = await inputsOf(name, name.startsWith('kerasMasked'));
  const config = configOf(layers, { epochs: 0 });
  const { file } = await readWeights(path.join(folder, `${name}${ending}`));
  const fitted = weightsFor(config.model.layers, file, data.training.inputs.features);
  const own = { ...config, model: { ...config.model, layers: fitted.layers } };
  const model = buildModel(own, data, await chooseRecurrentKernel('cpu'));
  model.setWeights(fitted.weights);
  const states = await model.activations(data.heldOut, data.heldOut.inputs.samples, 1);
  const told = JSON.parse(readFileSync(path.join(folder, `${name}.json`), 'utf8')) as Record<string, number[]>;
  const differences = Object.entries(told).map(([layer, wanted]) => {
    const { values } = states.find((one) => one.layer === layer)!;
    expect(values).toHaveLength(wanted.length);
    expect(Math.max(...wanted.map(Math.abs))).toBeGreaterThan(0.1);
    const { samples, length, lengths } = data.heldOut.inputs;
    const perStep = wanted.length / samples / length;
    const isReal = (i: number): boolean => {
      const step = Math.floor(i / perStep);
      return step % length < (lengths?.[Math.floor(step / length)] ?? length);
    };
    return Math.max(...wanted.map((value, i) => (isReal(i) ? Math.abs(value - values[i]) : 0)));
  });
  return Math.max(...differences);
}

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'rnn-weights-'));
});
afterAll(() => rm(folder, { recursive: true }));

const both = (layer: object): LayerInput => ({ type: 'bidirectional', layer }) as LayerInput;
const units = 4;

describe.skipIf(!pythons.torch)('weights of PyTorch', () => {
  beforeAll(() => {
    run('torch', 'torch_weights');
    if (pythons.keras) run('keras', 'to_safetensors');
  });

  const networks: [string, LayerInput[]][] = [
    ['lstm', [{ type: 'lstm', name: 'top', units }]],
    [
      'stackedLSTM',
      [
        { type: 'lstm', units },
        { type: 'lstm', name: 'top', units },
      ],
    ],
    ['bidirectionalLSTM', [both({ type: 'lstm', units }), { ...both({ type: 'lstm', units }), name: 'top' }]],
    ['gru', [{ type: 'gru', name: 'top', units }]],
    [
      'stackedGRU',
      [
        { type: 'gru', units: 3 },
        { type: 'gru', units: 3 },
        { type: 'gru', name: 'top', units: 3 },
      ],
    ],
    ['gruWithoutBias', [{ type: 'gru', name: 'top', units }]],
    ['rnn', [{ type: 'simpleRNN', name: 'top', units }]],
    ['rectifiedRNN', [{ type: 'simpleRNN', name: 'top', units, activation: 'relu' }]],
    ['loop', [{ type: 'lstm', name: 'cell', units }]],
    [
      'tagger',
      [
        { type: 'embedding', units: 3 },
        both({ type: 'gru', units }),
        { type: 'layerNormalization', name: 'norm' },
        { type: 'dense', name: 'head', units: 2 },
      ],
    ],
  ];

  it.each(networks)('give the states of PyTorch: %s', async (name, layers) => {
    for (const ending of ['.npz', '.pt', ...(pythons.keras ? ['.safetensors'] : [])])
      expect(await difference(name, ending, layers)).toBeLessThan(tolerance);
  });
});

describe.skipIf(!pythons.keras)('weights of Keras', () => {
  beforeAll(() => run('keras', 'keras_weights'));

  const networks: [string, LayerInput[]][] = [
    ['kerasLSTM', [{ type: 'lstm', name: 'top', units }]],
    [
      'kerasStack',
      [
        { type: 'lstm', units: 3 },
        { type: 'lstm', units: 3 },
        { type: 'lstm', name: 'top', units: 3 },
      ],
    ],
    ['kerasGRU', [{ type: 'gru', name: 'top', units }]],
    ['kerasResetBefore', [{ type: 'gru', name: 'top', units }]],
    ['kerasWithoutBias', [{ type: 'gru', name: 'top', units, resetAfter: true }]],
    ['kerasRNN', [{ type: 'simpleRNN', name: 'top', units }]],
    ['kerasMasked', [{ type: 'lstm', name: 'top', units }]],
    [
      'kerasMaskedSymbols',
      [
        { type: 'embedding', units: 3 },
        { type: 'gru', name: 'top', units },
      ],
    ],
    ['kerasRectified', [{ type: 'simpleRNN', name: 'top', units, activation: 'relu' }]],
    [
      'kerasTagger',
      [
        { type: 'embedding', units: 3 },
        both({ type: 'gru', units }),
        { ...both({ type: 'lstm', units: 3 }), mergeMode: 'sum' } as LayerInput,
        { type: 'layerNormalization', name: 'norm' },
        { type: 'dropout', name: 'dropped' },
        { type: 'dense', name: 'head', units: 2, activation: 'tanh' },
      ],
    ],
  ];

  it.each(networks)('give the states of Keras: %s', async (name, layers) => {
    const endings = ['.keras', '.h5', '.weights.h5', ...(name === 'kerasStack' ? [] : ['.npz'])];
    for (const ending of endings) expect(await difference(name, ending, layers), ending).toBeLessThan(tolerance);
  });

  it('of a Sequential in the older format come with their settings', async () => {
    const { file } = await readWeights(path.join(folder, 'sequential.h5'));
    const { layers, assumed } = importNetwork(file, 'sequential.h5');
    expect(layers).toMatchObject([
      { type: 'simpleRNN', units: 4, activation: 'relu' },
      { type: 'dense', units: 2, activation: 'sigmoid' },
    ]);
    expect(assumed).toEqual([]);
  });

  describe('without a description', () => {
    let orders: Record<string, string[]>;
    const imported = async (name: string): Promise<{ names: unknown; joins: unknown; said: string }> => {
      const { file } = await readWeights(path.join(folder, name));
      const { layers, assumed } = importNetwork(file, name);
      const joins = layers.flatMap(({ type, mergeMode = 'concat' }) => (type === 'bidirectional' ? [mergeMode] : []));
      return { names: layers.map((layer) => layer.name), joins, said: assumed.map(inEnglish).join(' ') };
    };
    beforeAll(() => {
      run('keras', 'keras_orders');
      orders = JSON.parse(readFileSync(path.join(folder, 'orders.json'), 'utf8')) as typeof orders;
    });

    it('stand in the order of the model, which is that in which they were written, and say so', async () => {
      for (const [name, wanted] of Object.entries(orders)) {
        const { names, joins, said } = await imported(`order-${name}.weights.h5`);
        expect(names, name).toEqual(wanted);
        const isWritten = name !== 'subclassed';
        expect(said, name).toContain(isWritten ? 'the order in which they were written: "' : 'Dense layers are taken');
        if (['sum', 'ave', 'mul'].includes(name)) {
          expect(joins, name).toEqual(['sum']);
          expect(said, name).toContain('adds, averages or multiplies its directions');
        }
        if (name === 'concat') expect(joins).toEqual(['concat']);
      }
      expect((await imported('order-subclassed.keras')).names).toEqual(orders.subclassed);
    });

    it('stand in the order that the older format lists', async () => {
      for (const [name, wanted] of Object.entries(orders))
        // A TimeDistributed layer has no name of its own arrays there.
        if (name !== 'subclassed' && name !== 'apart')
          expect((await imported(`legacy-${name}.h5`)).names, name).toEqual(wanted);
    });

    it('read their dense layers last in a copy, and are refused where that leaves several orders', async () => {
      const unclear = ['mixed', 'first', 'apart', 'named'];
      for (const kind of ['copied', 'older'])
        for (const [name, wanted] of Object.entries(orders)) {
          if (kind === 'older' && name === 'subclassed') continue;
          const found = imported(`${kind}-${name}.weights.h5`);
          if (unclear.includes(name)) await expect(found, name).rejects.toThrow('does not tell in which order');
          else expect((await found).names, `${kind} ${name}`).toEqual(wanted);
        }
    });
  });

  it('are refused where the names do not tell the order of equal layers', async () => {
    const layers: LayerInput[] = [1, 2, 3].map(() => ({ type: 'lstm', units: 3 }));
    await expect(difference('kerasStack', '.npz', layers)).rejects.toThrow('Give the layers of the config these names');
  });

  it('are refused where the description tells of another layer', async () => {
    const wrong: LayerInput[] = [{ type: 'gru', name: 'top', units, resetAfter: true }];
    await expect(difference('kerasResetBefore', '.keras', wrong)).rejects.toThrow('has "resetAfter": false');
    const tanh: LayerInput[] = [{ type: 'simpleRNN', name: 'top', units }];
    await expect(difference('kerasRectified', '.keras', tanh)).rejects.toThrow('Write "activation": "relu"');
    const { file } = await readWeights(path.join(folder, 'hard.keras'));
    const { layers } = configOf([{ type: 'lstm', name: 'hard', units }]).model;
    expect(() => weightsFor(layers, file, 3)).toThrow('has "recurrent_activation": "hard_sigmoid"');
    const without: LayerInput[] = [{ type: 'gru', name: 'top', units }];
    await expect(difference('kerasWithoutBias', '.weights.h5', without)).rejects.toThrow('Write "resetAfter": true');
  });
});
