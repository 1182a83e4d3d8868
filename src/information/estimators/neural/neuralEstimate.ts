import { breathe } from '../../../base/cancellation';
import { Random } from '../../../base/random';
import type { EstimatorOptions, InformationEstimate } from '../../types/estimate';
import { checkSameSamples, checkVariable } from '../../types/checkVariable';
import { meanAndVariance } from '../../types/measurement';
import { amount, warning, type InformationWarning, type Nats } from '../../types/warnings';
import { z95 } from '../../numerics/special';
import type { Variable } from '../../types/variable';
import { groundsOf } from '../groundsOf';
import { entryOf } from '../lookUp';
import { ConditionalDensity } from './conditionalDensity';
import { CriticKernel } from '../../numerics/kernels/criticKernel';
import { CriticTrainee } from './criticTrainee';
import { evaluate } from './evaluation';
import { networkInput, type NetworkInput } from './inputs';
import { neuralSettings, type NeuralEstimator, type NeuralSettings } from './settings';
import { splits, type Split } from './splits';
import { train } from './training';

/**
 * I(X;Y) in nats by a trained network: MINE, DV, NWJ, JS, InfoNCE (lower bounds), SMILE (no bound), CLUB (an upper
 * bound as far as its conditional density is right). Three networks are trained from different seeds, each evaluated on
 * a held-out third of the samples. The interval covers the sampling error and the spread between the three.
 * @throws InputError where a batch is larger than the training split, or a variable is malformed
 * @throws CancelledError within 100 ms of the signal
 */
export async function neuralEstimate(
  x: Variable,
  y: Variable,
  options: EstimatorOptions & { readonly estimator: NeuralEstimator },
  signal?: AbortSignal,
): Promise<InformationEstimate> {
  checkVariable(x);
  checkVariable(y);
  checkSameSamples(x, y);
  const { estimator } = options;
  const random = new Random(options.seed).fork(estimator);
  const parts = splits(x.samples, random.fork('splits'));
  const settings = neuralSettings(estimator, options, Math.min(...parts.map(({ train: rows }) => rows.length)));
  const first = networkInput(x);
  await breathe(signal);
  const inputs: [NetworkInput, NetworkInput] = [first, networkInput(y)];
  await breathe(signal);
  const outcomes: TrainingOutcome[] = [];
  for (const [index, split] of parts.entries())
    outcomes.push(await trainAndEvaluate(estimator, inputs, split, settings, random.fork(`training ${index}`), signal));
  return summarised(estimator, outcomes, settings, x.samples);
}

/** From this number of multiplications per layer on, starting a second thread saves time. */
const largeNetwork = 4e6;

interface TrainingOutcome {
  readonly contributions: Float64Array;
  /** Whether the objective had stopped growing on the validation samples. */
  readonly finished: boolean;
}

async function trainAndEvaluate(
  estimator: NeuralEstimator,
  inputs: [NetworkInput, NetworkInput],
  split: Split,
  settings: NeuralSettings,
  random: Random,
  signal?: AbortSignal,
): Promise<TrainingOutcome> {
  const kernel = new CriticKernel();
  if (settings.batchSize * Math.max(...settings.hidden) ** 2 >= largeNetwork) kernel.startHelper();
  try {
    return await trainedBy(kernel, estimator, inputs, split, settings, random, signal);
  } finally {
    kernel.close();
  }
}

async function trainedBy(
  kernel: CriticKernel,
  estimator: NeuralEstimator,
  [x, y]: [NetworkInput, NetworkInput],
  split: Split,
  settings: NeuralSettings,
  random: Random,
  signal?: AbortSignal,
): Promise<TrainingOutcome> {
  const { batchSize: batch, steps } = settings;
  if (estimator === 'club') {
    const density = new ConditionalDensity(kernel, x, y, settings.hidden, batch, settings.learningRate, random);
    const finished = await train(density, split, { batch, steps }, random.fork('batches'), signal);
    return { contributions: density.contributions(split.test), finished };
  }
  const trainee = new CriticTrainee(estimator, kernel, x, y, settings, random);
  const finished = await train(trainee, split, { batch, steps }, random.fork('batches'), signal);
  const { contributions } = await evaluate(
    estimator,
    trainee.scorer,
    split.test,
    { batch: Math.min(batch, split.test.length), clip: settings.clip },
    signal,
  );
  return { contributions, finished };
}

function summarised(
  estimator: NeuralEstimator,
  outcomes: readonly TrainingOutcome[],
  { batchSize, steps }: NeuralSettings,
  samples: number,
): InformationEstimate {
  const readings = outcomes.map(({ contributions }) => meanAndVariance(contributions));
  const { mean: nats, variance: between } = meanAndVariance(readings.map(({ mean }) => mean));
  const sampling =
    readings.reduce((sum, { variance }, i) => sum + variance / outcomes[i].contributions.length, 0) /
    readings.length ** 2;
  const spread = z95 * Math.sqrt(sampling + between / readings.length);
  const warnings: InformationWarning[] = [];
  const ceiling = Math.log(Math.min(batchSize, ...outcomes.map(({ contributions }) => contributions.length)));
  if (estimator === 'infoNCE' && nats > 0.75 * ceiling) {
    warnings.push(warning('infoNCENearCeiling', amount(ceiling, 2)));
  }
  if (estimator === 'smile') warnings.push(warning('smileNoBound'));
  if (estimator === 'club') warnings.push(warning('clubModel'));
  if (outcomes.some(({ finished }) => !finished)) warnings.push(warning('stillGrowing', steps));
  if (Math.sqrt(between) > Math.max(0.05, 0.2 * Math.abs(nats)))
    warnings.push(warning('trainingsDiffer', ...threeOf(readings.map(({ mean }) => amount(mean, 2)))));
  const low = Math.max(0, nats - spread);
  const { bound, certified } = entryOf(estimator);
  return {
    nats,
    low,
    // A critic that is evaluated on held-out samples may miss any amount.
    high: certified === 'low' ? Infinity : Math.max(low, nats + spread),
    estimator,
    bound,
    ...groundsOf(estimator, {}),
    samples,
    warnings,
  };
}

function threeOf([first, second, third]: readonly Nats[]): [Nats, Nats, Nats] {
  return [first, second, third];
}
