import { sentence } from '../../../base/sentence';
import { InputError } from '../../../base/userError';
import type { EstimatorOptions } from '../../types/estimate';
import type { EstimatorOf } from '../table';

export type NeuralEstimator = EstimatorOf<'critic'>;

/** The training settings of a neural estimator. */
export interface NeuralSettings {
  readonly hidden: readonly number[];
  readonly batchSize: number;
  readonly steps: number;
  readonly learningRate: number;
  readonly critic: 'separable' | 'joint';
  readonly clip: number;
}

/** The most multiplications of one step, about 50 ms on one thread, because a cancel takes effect between steps. */
const largestStep = 1e9;

/**
 * The requested settings with defaults filled in. The default batch fits the training split.
 * @throws InputError where the settings allow no training
 */
export function neuralSettings(
  estimator: NeuralEstimator,
  { neural = {} }: EstimatorOptions,
  trainingSamples: number,
): NeuralSettings {
  const critic = neural.critic ?? (estimator === 'infoNCE' || estimator === 'club' ? 'separable' : 'joint');
  const hidden = neural.hidden ?? [64, 64];
  const batchSize = neural.batchSize ?? Math.min(critic === 'joint' ? 32 : 128, trainingSamples);
  const steps = neural.steps ?? 2000;
  const learningRate = neural.learningRate ?? 1e-3;
  // The tau of the authors.
  const clip = neural.clip ?? 5;
  for (const width of hidden) whole(width, 'A hidden layer', 1);
  if (hidden.length === 0) throw new InputError(sentence('A critic needs at least one hidden layer.'));
  whole(batchSize, 'The batch size', 2);
  whole(steps, 'The number of training steps', 1);
  if (!(learningRate > 0 && Number.isFinite(learningRate)))
    throw new InputError(sentence('The learning rate is {0}, but must be a positive number.', learningRate));
  if (!(clip > 0)) throw new InputError(sentence('The clip is {0}, but must be a positive number.', clip));
  if (batchSize > trainingSamples) {
    throw new InputError(
      sentence(
        'A batch of {0} is larger than the training split of {1} samples. Use a smaller batch or more samples.',
        batchSize,
        trainingSamples,
      ),
    );
  }
  const rows = critic === 'joint' ? batchSize ** 2 : 2 * batchSize;
  const weights = hidden.reduce((sum, width, i) => sum + width * (hidden[i + 1] ?? 1), 0);
  if (3 * rows * weights > largestStep) {
    throw new InputError(
      sentence(
        'A training step of a {0} critic with hidden layers {1} on a batch of {2} takes too long. Use a ' +
          'smaller batch or narrower layers{3}.',
        critic,
        hidden.join(', '),
        batchSize,
        critic === 'joint' ? ', or take a separable critic' : '',
      ),
    );
  }
  return { hidden, batchSize, steps, learningRate, critic, clip };
}

function whole(value: number, what: string, least: number): void {
  if (!Number.isInteger(value) || value < least)
    throw new InputError(sentence('{0} is {1}, but must be a whole number of at least {2}.', what, value, least));
}
