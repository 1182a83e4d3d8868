import { LuDecomposition, Matrix } from 'ml-matrix';
import { Random } from '../../../src/base/random';
import type { AccuracyTask } from './accuracyTask';
import { continuous, sampler } from './sampler';

const units = 64;
const features = 4;
const steps = 20;
const noiseVariance = 0.1;

const weights = new Random(64).fork('linear network');
const recurrent = matrix(units, units, 0.9 / Math.sqrt(units));
const input = matrix(units, features, 1 / Math.sqrt(features));

function matrix(rows: number, columns: number, deviation: number): Matrix {
  const result = Matrix.zeros(rows, columns);
  for (let i = 0; i < rows; i++) for (let j = 0; j < columns; j++) result.set(i, j, deviation * weights.normal());
  return result;
}

/** ln det of a covariance. */
function logDeterminant(covariance: Matrix): number {
  const upper = new LuDecomposition(covariance).upperTriangularMatrix;
  return upper.diagonal().reduce((sum, pivot) => sum + Math.log(Math.abs(pivot)), 0);
}

/** Covariance of the input and the noise that are added to W h. */
const innovation = Matrix.add(input.mmul(input.transpose()), Matrix.eye(units, units, noiseVariance));
const noise = Matrix.eye(units, units, noiseVariance);

/** Covariance of W h + the addend, h having the given covariance. */
const advanced = (covariance: Matrix, addend: Matrix): Matrix =>
  Matrix.add(recurrent.mmul(covariance).mmul(recurrent.transpose()), addend);

let before = Matrix.zeros(units, units);
for (let t = 1; t < steps; t++) before = advanced(before, innovation);
const last = logDeterminant(advanced(before, innovation));

/** A linear network of 64 units, h' = W h + U x + n with fixed random weights, at its twentieth step. */
function task(quantity: 'input' | 'history', nats: number): AccuracyTask {
  const name = `linear-network-64-${quantity}`;
  const state = new Float64Array(units);
  const previous = new Float64Array(units);
  const x = new Float64Array(features);
  const w = Float64Array.from(recurrent.to1DArray());
  const u = Float64Array.from(input.to1DArray());
  const deviation = Math.sqrt(noiseVariance);
  return {
    name,
    group: 'recurrent',
    gaussianCopula: true,
    nats,
    sample: sampler(
      name,
      continuous(quantity === 'input' ? features : units),
      continuous(units),
      (random, source, target) => {
        state.fill(0);
        for (let t = 0; t < steps; t++) {
          previous.set(state);
          for (let f = 0; f < features; f++) x[f] = random.normal();
          for (let i = 0; i < units; i++) {
            let sum = deviation * random.normal();
            for (let f = 0; f < features; f++) sum += u[i * features + f] * x[f];
            for (let j = 0; j < units; j++) sum += w[i * units + j] * previous[j];
            state[i] = sum;
          }
        }
        source.set(quantity === 'input' ? x : previous);
        target.set(state);
      },
    ),
  };
}

/** I(X_T;H_T) and I(H_{T-1};H_T), in nats by the covariances' determinants. */
export const linearNetworkTasks: readonly AccuracyTask[] = [
  task('input', (last - logDeterminant(advanced(before, noise))) / 2),
  task('history', (last - logDeterminant(innovation)) / 2),
];
