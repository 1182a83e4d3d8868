import { sentence } from '../../base/sentence';
import { InputError } from '../../base/userError';
import {
  autocorrelations,
  autoregressivePredictiveInformation,
  stationaryProcess,
  type StationaryProcess,
} from '../../information/exact/processes/autoregressive';
import type { DataConfig } from '../../config/schema/data';
import type { Dataset, ExactValue } from '../dataset';
import { differentialEntropyOf, memoryLine, targetInformation } from '../exactValues';
import { checkSize, continuousSequences } from '../sequences';
import { type DrawSet, drawSets, forEachSequence, type TaskContext } from './sampling';

type GaussianProcess = Extract<DataConfig, { task: 'gaussianProcess' }>;

/** Draws sequences of the task. */
export function drawGaussianProcess(config: GaussianProcess, signal: AbortSignal | undefined): DrawSet {
  const { length, coefficients } = config;
  const stationary = requireStationary(config);
  const order = coefficients.length;
  const deviations = stationary.predictions.map(({ variance }) => Math.sqrt(variance));
  return async (random, samples) => {
    checkSize(samples, length, 1, sentence('Inputs'));
    const inputs = new Float32Array(samples * length);
    const targets = new Float32Array(samples * length);
    const path = new Float64Array(length + 1);
    await forEachSequence(samples, length * order, signal, (sample) => {
      for (let t = 0; t <= length; t++) {
        const known = Math.min(t, order);
        const { coefficients: a } = stationary.predictions[known];
        let value = deviations[known] * random.normal();
        for (let k = 0; k < known; k++) value += a[k] * path[t - 1 - k];
        path[t] = value;
      }
      inputs.set(path.subarray(0, length), sample * length);
      targets.set(path.subarray(1), sample * length);
    });
    return {
      inputs: continuousSequences(inputs, samples, length, 1),
      targets: { ...continuousSequences(targets, samples, length, 1), at: 'every' as const },
    };
  };
}

/**
 * A stationary AR(p) process, started in its stationary distribution; the target at step t is the value at t + 1.
 * @throws InputError where the coefficients have no stationary distribution
 */
export async function gaussianProcess(config: GaussianProcess, context: TaskContext): Promise<Dataset> {
  const { coefficients } = config;
  const stationary = requireStationary(config);
  const order = coefficients.length;
  const sets = await drawSets(config, context, drawGaussianProcess(config, context.signal));
  return {
    title: sentence('Gaussian process, AR({0})', order),
    ...sets,
    exact: exactInformation(config, stationary),
    warnings: [],
  };
}

function exactInformation(config: GaussianProcess, stationary: StationaryProcess): ExactValue[] {
  const { length } = config;
  const differential = 0.5 * Math.log(2 * Math.PI * Math.E * stationary.variance);
  const rho = autocorrelations(config, stationary, length + 1);
  return [
    differentialEntropyOf('X', differential),
    differentialEntropyOf('Y', differential),
    ...targetInformation(autoregressivePredictiveInformation(stationary, length)),
    // The correlation is rho_{s+1}, because the target is one step after the newest input.
    ...memoryLine(
      'Y',
      rho.slice(1).map((r) => -0.5 * Math.log1p(-r * r)),
      sentence('information of each input about the next value'),
    ),
  ];
}

/** @throws InputError where the coefficients have no stationary distribution */
function requireStationary(config: GaussianProcess): StationaryProcess {
  const { coefficients } = config;
  const stationary = stationaryProcess(config);
  if (!stationary) {
    throw new InputError(
      sentence(
        'The process with data.coefficients [{0}] is not stationary: it would grow without bound. Every root of 1 ' +
          '- a1 z - a2 z^2 - ... must lie outside the unit circle; a single coefficient must lie between -1 and 1.',
        coefficients.join(', '),
      ),
    );
  }
  return stationary;
}
