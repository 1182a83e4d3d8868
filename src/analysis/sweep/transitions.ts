import { sentence, type Sentence, verbatim } from '../../base/sentence';
import type { AnalysisConfig } from '../../config/schema/config';
import type { Dataset } from '../../data/dataset';
import { criticalBeta } from '../../information/exact/discrete/criticalBeta';
import { gaussianCriticalBeta } from '../../information/exact/gaussian/gaussianBottleneck';
import type { LimitPoint } from './limit';
import { lastExact } from './lastExact';
import { visibleJoint } from './visibleJoint';

/** A beta at which a code begins to hold something more, with its source. */
export interface CriticalBeta {
  readonly beta: number;
  readonly name: Sentence;
}

type Lagrangian = 'linear' | 'squared' | 'exponential';

/** Points of the curve over beta where it is drawn. */
const points = 80;

/**
 * The betas below which the best code holds nothing: 1/rho^2 of a Gaussian pair (Chechik et al. 2005), 1/(1-2p)^2 of
 * the doubly symmetric binary source, in general one over the strong data-processing constant (Anantharam et al. 2013),
 * which is at most one over the square of the largest eigenvalue; 1 where the target is a function of the input. With
 * the square of the rate in the loss the first bit is free, so that there is no such beta. Empty where none is known.
 */
export function criticalBetas(config: AnalysisConfig, dataset: Dataset): CriticalBeta[] {
  if (lagrangianOf(config) === 'squared') return [];
  switch (config.data.task) {
    case 'gaussianProcess': {
      const information = lastExact(dataset, 'outputInformation', 'X', 'Y');
      return information === undefined
        ? []
        : [{ beta: gaussianCriticalBeta([Math.sqrt(-Math.expm1(-2 * information))]), name: verbatim('1/ρ²') }];
    }
    case 'markov': {
      const { symbols, flip } = config.data;
      const joint = visibleJoint(config.data);
      const beta = joint ? criticalBeta(joint) : Infinity;
      if (!Number.isFinite(beta)) return [];
      if (symbols === 2) return [{ beta, name: verbatim('1/(1 − 2p)²') }];
      // With more symbols, a code far from the empty one can pay off before codes close to it do: the eigenvalue only
      // gives the beta at which the empty code stops being a local minimum.
      const eigenvalue = 1 - (flip * symbols) / (symbols - 1);
      return [
        { beta, name: sentence('first useful code') },
        ...(eigenvalue ** -2 > beta * (1 + 1e-6) ? [{ beta: eigenvalue ** -2, name: sentence('1/eigenvalue²') }] : []),
      ];
    }
    case 'delayedCopy':
    case 'parity':
      return [{ beta: 1, name: sentence('the target is a function of the input') }];
    default:
      return [];
  }
}

/**
 * Rate and relevance (nats) of the best code at each beta of the config's own Lagrangian u(R) - beta I(Z;Y): the
 * solution of the plain one at b solves that of u at beta = b u'(R), 2 b R for the square and b e^R for the exponential
 * (Rodriguez-Galvez et al. 2020). `limit` is the exact curve over b.
 */
export function curveOverBeta(
  config: AnalysisConfig,
  limit: readonly LimitPoint[],
  critical: readonly CriticalBeta[],
  betas: readonly number[],
): LimitPoint[] {
  if (limit.length === 0) return [];
  const lagrangian = lagrangianOf(config);
  const [from, to] = [Math.min(...betas) / 1.5, Math.max(...betas) * 1.5];
  if (config.data.task === 'delayedCopy' || config.data.task === 'parity')
    return functionCurve(lagrangian, Math.max(...limit.map(({ relevance }) => relevance)), from, to);
  const moved = limit.map((point) => ({ ...point, beta: point.beta * slope(lagrangian, point.rate) }));
  const leaves = critical.slice(0, 1).flatMap(({ beta }) => [
    { beta, rate: 0, relevance: 0 },
    { beta: Math.min(from, beta), rate: 0, relevance: 0 },
  ]);
  return [...leaves, ...moved.filter(({ rate }) => rate > 0)]
    .filter(({ beta }) => beta >= from && beta <= to * 1.001)
    .sort((a, b) => a.beta - b.beta || a.rate - b.rate);
}

/** All of H(Y) for beta above 1; with another u, as much of the straight line as u allows. */
function functionCurve(lagrangian: Lagrangian, entropy: number, from: number, to: number): LimitPoint[] {
  if (lagrangian === 'linear')
    return [
      [Math.min(from, 1), 0],
      [1, 0],
      [1, entropy],
      [Math.max(to, 1), entropy],
    ].map(([beta, rate]) => ({ beta, rate, relevance: rate }));
  return Array.from({ length: points }, (_, i) => {
    const beta = from * (to / from) ** (i / (points - 1));
    const rate = Math.max(0, Math.min(entropy, lagrangian === 'squared' ? beta / 2 : Math.log(beta)));
    return { beta, rate, relevance: rate };
  });
}

function slope(lagrangian: Lagrangian, rate: number): number {
  switch (lagrangian) {
    case 'linear':
      return 1;
    case 'squared':
      return 2 * rate;
    case 'exponential':
      return Math.exp(rate);
  }
}

/** The Lagrangian of the last bottleneck, whose code the sweep measures. */
function lagrangianOf({ model }: AnalysisConfig): Lagrangian {
  const layer = model.layers.findLast(({ type }) => type === 'bottleneck');
  return layer?.type === 'bottleneck' ? layer.lagrangian : 'linear';
}
