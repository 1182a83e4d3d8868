import type { AnalysisConfig } from '../../config/schema/config';
import type { Dataset } from '../../data/dataset';
import { discreteBottleneck } from '../../information/exact/discrete/discreteBottleneck';
import { gaussianBottleneck } from '../../information/exact/gaussian/gaussianBottleneck';
import { lastExact } from './lastExact';
import { visibleJoint } from './visibleJoint';

export interface LimitPoint {
  readonly beta: number;
  readonly rate: number;
  readonly relevance: number;
}

const points = 60;

/**
 * The exact bottleneck curve of a task, nats: an upper limit for every code of the input so far. For an autoregressive
 * Gaussian process one direction of the past holds all its information about the next value, so that the curve is that
 * of one canonical correlation, rho^2 = 1 - exp(-2 I(X_{1:T};Y_T)) (Chechik et al. 2005). Where the target is a
 * function of the input the curve is min(rate, H(Y)). Empty where it is not known.
 */
export async function bottleneckLimit(
  config: AnalysisConfig,
  dataset: Dataset,
  betas: readonly number[],
): Promise<LimitPoint[]> {
  const ceiling = lastExact(dataset, 'outputInformation', 'X', 'Y');
  switch (config.data.task) {
    case 'gaussianProcess': {
      if (ceiling === undefined) return [];
      const correlation = Math.sqrt(-Math.expm1(-2 * ceiling));
      return grid(betas).map((beta) => gaussianBottleneck([correlation], beta));
    }
    case 'delayedCopy':
    case 'parity': {
      const entropy = lastExact(dataset, 'entropy', 'Y', 'Y');
      if (entropy === undefined) return [];
      return [
        { beta: 1, rate: 0, relevance: 0 },
        { beta: 1, rate: entropy, relevance: entropy },
        { beta: Math.max(...betas), rate: 1.5 * entropy, relevance: entropy },
      ];
    }
    case 'markov': {
      const joint = visibleJoint(config.data);
      return joint ? discreteBottleneck(joint, grid(betas)) : [];
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
    case 'gaussianNoise':
    case 'file':
    case 'text':
    case 'pairs':
    case 'activations':
      return [];
  }
}

function grid(betas: readonly number[]): number[] {
  const from = Math.log(Math.max(1.0001, Math.min(...betas) / 2));
  const to = Math.log(Math.max(...betas) * 2);
  return Array.from({ length: points }, (_, i) => Math.exp(from + (i * (to - from)) / (points - 1)));
}
