import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import * as tf from '@tensorflow/tfjs-core';
import * as keras from '@tensorflow/tfjs-layers';
import { Random } from '../src/base/random';
import { configSchema } from '../src/config/schema/config';
import type { Dataset, SequenceSet } from '../src/data/dataset';
import { continuousSequences, discreteSequences } from '../src/data/sequences';
import { buildModel } from '../src/models/buildModel';
import { chooseRecurrentKernel } from '../src/models/chooseRecurrentKernel';
import { selectBackend, type BackendName } from '../src/runtime/selectBackend';
import { median, pythonProgram, row, type BenchRow } from './row';

type CellType = 'simpleRNN' | 'lstm' | 'gru';

interface Case { readonly type: CellType; readonly batch: number; readonly steps: number; readonly features: number; readonly units: number }

const classes = 4;
const cases: readonly Case[] = [
  { type: 'lstm', batch: 64, steps: 50, features: 16, units: 64 },
  { type: 'gru', batch: 64, steps: 50, features: 16, units: 64 },
  { type: 'simpleRNN', batch: 64, steps: 50, features: 16, units: 64 },
];
/** Gradient steps that a median is of, after some that warm up. */
const runs = 15;
const baselineRuns = 3;

/** A training step (Adam, a head of four classes at every step) against tf.layers on the same backend, and PyTorch where Python has it. */
export async function rows(): Promise<BenchRow[]> {
  const result: BenchRow[] = [];
  for (const backend of ['tensorflow', 'wasm'] as const) {
    const selected = await selectBackend(backend).catch(() => undefined);
    if (!selected) continue;
    for (const one of cases) {
      const ours = await ourStep(one, backend);
      const layers = await layersStep(one);
      const name = `training step ${one.type} (${one.batch},${one.steps},${one.features},${one.units}) on ${backend}`;
      result.push(row(name, ours, 'tf.layers', layers));
      const torch = await torchStep(one);
      if (torch !== undefined) result.push(row(name, ours, 'PyTorch', torch));
    }
  }
  return result;
}

async function ourStep(one: Case, backend: BackendName): Promise<number> {
  const config = configSchema.parse({
    data: { task: 'parity' }, training: { epochs: 1, batchSize: one.batch },
    model: { layers: [{ type: one.type, name: 'cell', units: one.units }, { type: 'dense', name: 'out', units: classes, activation: 'softmax' }] },
  });
  const layers = (config.model?.layers ?? []).map((layer) => ({ ...layer, name: layer.name ?? layer.type }));
  const data = dataset(one, one.batch * (runs + 5));
  const model = buildModel({ ...config, model: { ...config.model, layers } }, data, await chooseRecurrentKernel(backend));
  const seconds: number[] = [];
  let last = performance.now();
  await model.train(data, config.training, [], {
    onStep: () => {
      const now = performance.now();
      seconds.push((now - last) / 1000);
      last = now;
    },
  });
  return median(seconds.slice(5));
}

async function layersStep({ type, batch, steps, features, units }: Case): Promise<number> {
  const cell = { units, returnSequences: true, inputShape: [steps, features] };
  const model = keras.sequential({
    layers: [
      type === 'lstm' ? keras.layers.lstm(cell) : type === 'gru' ? keras.layers.gru(cell) : keras.layers.simpleRNN(cell),
      keras.layers.dense({ units: classes, activation: 'softmax' }),
    ],
  });
  model.compile({ optimizer: tf.train.adam(0.003), loss: 'categoricalCrossentropy' });
  const random = new Random(1);
  const x = tf.tensor3d(Float32Array.from({ length: batch * steps * features }, () => random.normal()), [batch, steps, features]);
  const y: tf.Tensor3D = tf.reshape(tf.oneHot(tf.tensor1d(Int32Array.from({ length: batch * steps }, () => random.integer(classes))), classes), [batch, steps, classes]);
  const seconds: number[] = [];
  for (let run = 0; run <= baselineRuns; run++) {
    const start = performance.now();
    await model.trainOnBatch(x, y);
    seconds.push((performance.now() - start) / 1000);
  }
  model.dispose();
  tf.dispose([x, y]);
  return median(seconds.slice(1));
}

async function torchStep({ type, batch, steps, features, units }: Case): Promise<number | undefined> {
  try {
    const script = join(__dirname, '..', 'bench', 'python', 'training_step.py');
    const { stdout } = await promisify(execFile)(pythonProgram, [script, type, String(batch), String(steps), String(features), String(units)]);
    return Number(stdout);
  } catch {
    return undefined;
  }
}

function dataset({ steps, features }: Case, samples: number): Dataset {
  const random = new Random(1);
  const draw = (count: number): SequenceSet => ({
    inputs: continuousSequences(Float32Array.from({ length: count * steps * features }, () => random.normal()), count, steps, features),
    targets: { ...discreteSequences(Int32Array.from({ length: count * steps }, () => random.integer(classes)), count, steps, classes), at: 'every' },
  });
  return { title: 'noise', training: draw(samples), heldOut: draw(8), exact: [], warnings: [] };
}
