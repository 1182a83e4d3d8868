import * as tf from '@tensorflow/tfjs-core';
import * as keras from '@tensorflow/tfjs-layers';
import { Random } from '../src/base/random';
import { chooseRecurrentKernel } from '../src/models/kernels/chooseRecurrentKernel';
import type { RecurrentKernel } from '../src/models/kernels/recurrentKernel';
import { tensorflowKernel } from '../src/models/kernels/tensorflow/tensorflowKernel';
import { createWasmKernel } from '../src/models/kernels/wasm';
import { selectBackend } from '../src/runtime/selectBackend';
import { ourStep as stepOf, stepClasses as classes, type StepShape } from './ourStep';
import { median, pythonJson, row, vectors256, type BenchRow } from './row';

type CellType = 'simpleRNN' | 'lstm' | 'gru';

interface Case extends StepShape {
  readonly type: CellType;
}

const types = ['lstm', 'gru', 'simpleRNN'] as const;
const shapes = [
  { batch: 64, steps: 50, features: 16, units: 64 },
  { batch: 64, steps: 100, features: 16, units: 128 },
  { batch: 64, steps: 50, features: 16, units: 256 },
] as const;
const baselineRuns = 3;
/** With wider layers, tf.layers takes seconds per step. */
const widestLayers = 64;

/**
 * A training step (Adam, a head of four classes at every step): the bundled kernels against PyTorch, TensorFlow's fused
 * operations, tf.layers and one thread of their own, each where it is installed; then the native backend.
 */
export async function rows(): Promise<BenchRow[]> {
  const cases = types.flatMap((type) => shapes.map((shape) => ({ type, ...shape })));
  const bundled: Measured[] = [];
  await selectBackend('wasm');
  const [several, single] = [await createWasmKernel({ threads: 2 }), await createWasmKernel({ threads: 1 })];
  for (const one of cases) {
    const name = nameOf(one);
    bundled.push({
      one,
      name: `${name}, bundled`,
      seconds: await ourStep(one, several),
      baselines: {
        'one thread of it': await ourStep(one, single),
        'PyTorch, 2 threads': await torchStep(one),
        'PyTorch, 256-bit vectors': await torchStep(one, vectors256),
        'tf.layers on wasm': one.units <= widestLayers ? await layersStep(one) : undefined,
      },
    });
  }
  await Promise.all([several.dispose(), single.dispose()]);
  return [...bundled.flatMap(rowsOf), ...(await nativeRows(cases, bundled))];
}

interface Measured {
  readonly one: Case;
  readonly name: string;
  readonly seconds: number;
  readonly baselines: Readonly<Record<string, number | undefined>>;
}

function nameOf({ type, batch, steps, features, units }: Case): string {
  return `training step ${type} (${batch},${steps},${features},${units})`;
}

function rowsOf({ name, seconds, baselines }: Measured): BenchRow[] {
  return Object.entries(baselines).flatMap(([baseline, baselineSeconds]) =>
    baselineSeconds === undefined ? [] : [row(name, seconds, baseline, baselineSeconds)],
  );
}

const ourStep = (one: Case, kernel: RecurrentKernel): Promise<number> => stepOf({ type: one.type }, one, kernel);

/** None where the native runtime is not installed. */
async function nativeRows(cases: readonly Case[], bundled: readonly Measured[]): Promise<BenchRow[]> {
  const selected = await selectBackend('tensorflow').catch(() => undefined);
  if (selected?.backend !== 'tensorflow') return [];
  const chosen = await chooseRecurrentKernel('tensorflow');
  const result: BenchRow[] = [];
  for (const [index, one] of cases.entries()) {
    const fused = await ourStep(one, tensorflowKernel);
    result.push(row(bundled[index].name, bundled[index].seconds, "TensorFlow's fused operations", fused));
    result.push(
      ...rowsOf({
        one,
        name: `${nameOf(one)}, native, auto`,
        seconds: await ourStep(one, chosen),
        baselines: {
          "TensorFlow's fused operations": fused,
          'tf.layers on tensorflow': one.units <= widestLayers ? await layersStep(one) : undefined,
        },
      }),
    );
  }
  return result;
}

async function layersStep({ type, batch, steps, features, units }: Case): Promise<number> {
  const cell = { units, returnSequences: true, inputShape: [steps, features] };
  const model = keras.sequential({
    layers: [
      type === 'lstm'
        ? keras.layers.lstm(cell)
        : type === 'gru'
          ? keras.layers.gru(cell)
          : keras.layers.simpleRNN(cell),
      keras.layers.dense({ units: classes, activation: 'softmax' }),
    ],
  });
  model.compile({ optimizer: tf.train.adam(0.003), loss: 'categoricalCrossentropy' });
  const random = new Random(1);
  const x = tf.tensor3d(
    Float32Array.from({ length: batch * steps * features }, () => random.normal()),
    [batch, steps, features],
  );
  const y: tf.Tensor3D = tf.reshape(
    tf.oneHot(tf.tensor1d(Int32Array.from({ length: batch * steps }, () => random.integer(classes))), classes),
    [batch, steps, classes],
  );
  const seconds: number[] = [];
  for (let run = 0; run <= baselineRuns; run++) {
    const start = performance.now();
    await model.trainOnBatch(x, y);
    seconds.push((performance.now() - start) / 1000);
  }
  tf.dispose([x, y]);
  return median(seconds.slice(1));
}

function torchStep({ type, batch, steps, features, units }: Case, environment = {}): Promise<number | undefined> {
  return pythonJson('training_step.py', [type, batch, steps, features, units], environment);
}
