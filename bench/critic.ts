import { setTimeout } from 'node:timers/promises';
import { Random } from '../src/base/random';
import { CriticKernel } from '../src/information/numerics/kernels/criticKernel';
import { CriticTrainee } from '../src/information/estimators/neural/criticTrainee';
import type { NetworkInput } from '../src/information/estimators/neural/inputs';
import { median, pythonJson, row, timed, vectors256, type BenchRow } from './row';

const [batch, columns, width, embedding] = [128, 8, 256, 32];
const name = `InfoNCE training step, separable critic of 2 x ${width}, batch ${batch}`;

/**
 * A step of InfoNCE (forward, backward, Adam) against the same in PyTorch, where it is installed, and against its
 * products in plain JavaScript.
 */
export async function rows(): Promise<BenchRow[]> {
  const seconds = await criticStep();
  const script = (environment = {}): Promise<number | undefined> =>
    pythonJson('critic_step.py', [batch, columns, width, embedding], environment);
  const python = await script();
  const narrow = await script(vectors256);
  return [
    ...(python === undefined ? [] : [row(name, seconds, 'PyTorch, 2 threads', python)]),
    ...(narrow === undefined ? [] : [row(name, seconds, 'PyTorch, 256-bit vectors', narrow)]),
    row(name, seconds, 'its matrix products in plain JavaScript', await timed(plainProducts, 3)),
  ];
}

async function criticStep(): Promise<number> {
  const random = new Random(1);
  const normal = (): NetworkInput => ({
    values: Float32Array.from({ length: batch * columns }, () => random.normal()),
    width: columns,
  });
  const kernel = new CriticKernel();
  kernel.startHelper();
  // The helper starts meanwhile.
  await setTimeout(300);
  const settings = {
    hidden: [width, width],
    batchSize: batch,
    steps: 1,
    learningRate: 1e-3,
    critic: 'separable',
    clip: 5,
  } as const;
  const trainee = new CriticTrainee('infoNCE', kernel, normal(), normal(), settings, random);
  const order = Int32Array.from({ length: batch }, (_, i) => i);
  const seconds: number[] = [];
  for (let step = 0; step < 350; step++) {
    const start = performance.now();
    trainee.trainOn(order);
    if (step >= 50) seconds.push((performance.now() - start) / 1000);
  }
  kernel.close();
  return median(seconds);
}

/** The products of two networks' passes: forward, by the weights, and by the inputs of all but the first layer. */
function plainProducts(): void {
  const layers = [
    [columns, width],
    [width, width],
    [width, embedding],
  ];
  for (let network = 0; network < 2; network++) {
    layers.forEach(([inputs, outputs], layer) => {
      product(batch, outputs, inputs);
      product(inputs, outputs, batch);
      if (layer > 0) product(batch, inputs, outputs);
    });
  }
}

function product(m: number, n: number, k: number): Float32Array {
  const [a, b, c] = [new Float32Array(m * k).fill(0.5), new Float32Array(k * n).fill(0.25), new Float32Array(m * n)];
  for (let i = 0; i < m; i++) {
    for (let t = 0; t < k; t++) {
      const left = a[i * k + t];
      for (let j = 0; j < n; j++) c[i * n + j] += left * b[t * n + j];
    }
  }
  return c;
}
