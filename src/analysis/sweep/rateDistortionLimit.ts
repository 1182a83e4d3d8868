import { sentence, type Sentence } from '../../base/sentence';
import { isVisibleChain, markovSymbols } from '../../config/layers/markovSymbols';
import { headsOf, varianceOf } from '../../config/layers/heads';
import type { AnalysisConfig } from '../../config/schema/config';
import type { Dataset } from '../../data/dataset';
import { autocorrelations, stationaryProcess } from '../../information/exact/processes/autoregressive';
import {
  type BlockRatePoint,
  blockVariances,
  gaussianBlockCurve,
  logLossBlockCurve,
  markovBlockCurve,
  mostBlocks,
  shannonBlockCurve,
} from '../../information/exact/processes/blockRateDistortion';
import { symmetricTransition } from '../../information/exact/processes/markovChain';
import type { DistortionMeasure } from '../../result/result';

/** A limit for every code of the whole sequence, nats per sequence (`logLoss`: nats per symbol too). */
export interface LimitCurve {
  readonly measure: DistortionMeasure;
  /** 'R(D) of 6 steps, reverse water-filling' */
  readonly name: Sentence;
  readonly points: readonly BlockRatePoint[];
}

/** An eigenvalue problem of this many values takes about a second. */
const longestBlock = 400;

/**
 * R(D) of a task's sequences, each taken as one block, for networks that reconstruct their input: white and
 * autoregressive Gaussian blocks under squared error, symbols under log loss and under the share of wrong symbols.
 * Empty where it is not known.
 * @param betas those that networks are trained at; they set the extent of the curve
 * @throws CancelledError
 */
export async function rateDistortionLimit(
  config: AnalysisConfig,
  dataset: Dataset,
  betas: readonly number[],
  signal: AbortSignal,
): Promise<LimitCurve[]> {
  const head = headsOf(config.model.layers).find(({ target }) => target === 'X');
  if (!head) return [];
  const { data } = config;
  const steps = dataset.heldOut.inputs.length;
  const lowest = (varianceOf(head) ?? 1) / Math.max(1, ...betas) / 3;
  const ofSteps = steps === 1 ? sentence('1 step') : sentence('{0} steps', steps);
  const gaussian = (variances: readonly number[]): LimitCurve[] => [
    {
      measure: 'squaredError',
      name: sentence('R(D) of {0}, reverse water-filling', ofSteps),
      points: gaussianBlockCurve(variances, lowest),
    },
  ];
  switch (data.task) {
    case 'gaussianNoise':
      return gaussian(new Array<number>(steps * data.features).fill(1));
    case 'gaussianProcess': {
      const stationary = stationaryProcess(data);
      if (!stationary || steps > longestBlock) return [];
      return gaussian(
        blockVariances(
          autocorrelations(data, stationary, steps).map((correlation) => correlation * stationary.variance),
          steps,
        ),
      );
    }
    case 'delayedCopy':
      return symbols(dataset, steps, data.symbols, ofSteps);
    case 'parity':
      return symbols(dataset, steps, 2, ofSteps);
    case 'markov': {
      const curves = symbols(dataset, steps, markovSymbols(data), ofSteps);
      if (!isVisibleChain(data) || data.symbols ** steps > mostBlocks)
        return curves.map((curve) =>
          curve.measure === 'hamming'
            ? { ...curve, name: sentence("Shannon's lower bound on R(D) of {0}", ofSteps) }
            : curve,
        );
      const initial = new Array<number>(data.symbols).fill(1 / data.symbols);
      const points = await markovBlockCurve(initial, symmetricTransition(data.symbols, data.flip), steps, signal);
      return curves.map((curve) => (curve.measure === 'hamming' ? { ...curve, points } : curve));
    }
    case 'automaton':
    case 'copyMemory':
    case 'selectiveCopy':
    case 'inductionHead':
    case 'mqar':
    case 'adding':
    case 'trials':
    case 'narma':
    case 'mackeyGlass':
    case 'lorenz':
    case 'text':
    case 'pairs':
    case 'activations':
    case 'file':
      return [];
  }
}

function symbols(dataset: Dataset, steps: number, alphabet: number, ofSteps: Sentence): LimitCurve[] {
  const entropy = dataset.exact.find(
    (line) => line.quantity === 'entropy' && line.source === 'X_{1:t}' && line.time === steps,
  )?.nats;
  if (entropy === undefined) return [];
  return [
    {
      measure: 'logLoss',
      name: sentence('R(D) = H(X) - D of {0}', ofSteps),
      points: logLossBlockCurve(entropy, steps),
    },
    { measure: 'hamming', name: sentence('R(D) of {0}', ofSteps), points: shannonBlockCurve(entropy, steps, alphabet) },
  ];
}
