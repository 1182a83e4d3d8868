import { sentence } from '../../base/sentence';
import * as z from 'zod';
import { InputError } from '../../base/userError';
import { channelCapacity, parallelGaussianCapacity } from './discrete/capacity';
import { convexBottleneck } from './discrete/convexBottleneck';
import type { ExactOptions, ExactProgress } from './discrete/gapProgress';
import { discreteBottleneck } from './discrete/discreteBottleneck';
import { type BottleneckPoint, gaussianBottleneck } from './gaussian/gaussianBottleneck';
import type { ExactAnswer, ExactResult } from './exactAnswer';
import { withWarnings } from './gapWarnings';
import { readProblem, wrong } from './problemIssues';
import { rateDistortionAtDistortion } from './discrete/rateAtDistortion';
import { rateDistortionAtSlope, type RatePoint, vectorGaussianRate } from './discrete/rateDistortion';

export type ExactKind = 'capacity' | 'rate-distortion' | 'bottleneck';

const probabilities = z.array(z.number().min(0)).min(1).max(4096);
const rectangle = <Row extends z.ZodType<number[]>>(row: Row) =>
  z
    .array(row)
    .min(1)
    .max(4096)
    .refine((rows) => rows.every((entries) => entries.length === rows[0].length), {
      message: 'must have rows of equal length',
      abort: true,
    });
const sumsToOne = (p: readonly number[]): boolean => Math.abs(p.reduce((sum, value) => sum + value, 0) - 1) < 1e-6;
const distribution = probabilities.refine(sumsToOne, 'must sum to 1');
const betas = z.array(z.number().positive()).min(1);
const atSlope = z.array(z.number().refine((slope) => slope !== 0, 'must not be 0')).min(1);

const channelProblem = z.strictObject({ channel: rectangle(distribution) });
const gaussianChannelsProblem = z.strictObject({
  gaussianChannels: z.strictObject({ noise: z.array(z.number().positive()).min(1), power: z.number().min(0) }),
});
const sourceProblem = z
  .strictObject({
    source: distribution,
    distortion: rectangle(z.array(z.number().min(0)).min(1)),
    atDistortion: z.array(z.number().min(0)).min(1).optional(),
    atSlope: atSlope.optional(),
  })
  .refine(({ source, distortion }) => source.length === distortion.length, {
    message: 'must have a row for every entry of source',
    path: ['distortion'],
  });
const gaussianSourceProblem = z.strictObject({
  gaussianSource: z.strictObject({ variances: z.array(z.number().positive()).min(1) }),
  atDistortion: z.array(z.number().positive()).min(1).optional(),
  atSlope: atSlope.optional(),
});
const jointProblem = z.strictObject({
  joint: rectangle(probabilities).refine((rows) => sumsToOne(rows.flat()), 'must sum to 1'),
  betas,
  lagrangian: z.enum(['plain', 'squared', 'exponential']).default('plain'),
});
const gaussianProblem = z.strictObject({
  gaussian: z.strictObject({ correlations: z.array(z.number().gt(-1).lt(1)).min(1) }),
  betas,
});

/**
 * Solves one problem of `exact`. Rates, capacities and relevances are in `unit`. Slopes are always in nats per unit of
 * distortion. A given slope may have either sign, and the result keeps it; for given distortions the slope is dR/dD,
 * which is never positive. A slope of minus infinity (the least distortion of a discrete source) is null in JSON.
 * @throws InputError with the mistake of the problem and how to mend it; CancelledError
 */
export async function solveExact(
  kind: ExactKind,
  problem: unknown,
  unit: 'bits' | 'nats',
  signal?: AbortSignal,
  onProgress?: ExactProgress,
): Promise<ExactResult> {
  const options = { signal, onProgress };
  const scale = unit === 'bits' ? 1 / Math.LN2 : 1;
  switch (kind) {
    case 'capacity':
      return withWarnings(await solveCapacity(problem, scale, options), unit);
    case 'rate-distortion': {
      const points = await solveRateDistortion(problem, options);
      return withWarnings(
        { points: points.map((point) => ({ ...point, rate: point.rate * scale, ...gapIn(scale, point) })) },
        unit,
      );
    }
    case 'bottleneck': {
      const points = await solveBottleneck(problem, options);
      return withWarnings(
        {
          points: points.map((point) => ({
            beta: point.beta,
            rate: point.rate * scale,
            relevance: point.relevance * scale,
            ...gapIn(scale, point),
          })),
        },
        unit,
      );
    }
  }
}

const gapIn = (scale: number, { gap }: { readonly gap?: number }): { gap?: number } =>
  gap === undefined ? {} : { gap: gap * scale };

async function solveCapacity(problem: unknown, scale: number, options: ExactOptions): Promise<ExactAnswer> {
  if (has(problem, 'gaussianChannels')) {
    const { noise, power } = readProblem(gaussianChannelsProblem, problem).gaussianChannels;
    const { capacity, powers } = parallelGaussianCapacity(noise, power);
    return { capacity: capacity * scale, powers };
  }
  if (!has(problem, 'channel'))
    throw new InputError(
      sentence(
        'A capacity problem needs "channel" (rows of p(y|x)) or "gaussianChannels" ({ "noise": […], "power": P }).',
      ),
    );
  const { channel } = readProblem(channelProblem, problem);
  const { capacity, input, gap } = await channelCapacity(channel.map(normalised), options);
  return { capacity: capacity * scale, input: [...input], gap: gap * scale };
}

async function solveRateDistortion(problem: unknown, options: ExactOptions): Promise<RatePoint[]> {
  if (has(problem, 'gaussianSource')) {
    const {
      gaussianSource: { variances },
      atDistortion = [],
      atSlope: slopes = [],
    } = requested(readProblem(gaussianSourceProblem, problem));
    return [
      ...atDistortion.map((distortion) => vectorGaussianRate(variances, distortion)),
      // At slope -s every component has the distortion min(1/(2s), variance).
      ...slopes.map((slope) => ({
        ...vectorGaussianRate(
          variances,
          variances.reduce((sum, variance) => sum + Math.min(variance, 0.5 / Math.abs(slope)), 0),
        ),
        slope,
      })),
    ];
  }
  if (!has(problem, 'source'))
    throw new InputError(
      sentence(
        'A rate-distortion problem needs "source" and "distortion", or "gaussianSource" ({ "variances": […] ' +
          '}). It also needs "atDistortion" or "atSlope".',
      ),
    );
  const {
    source,
    distortion,
    atDistortion = [],
    atSlope: slopes = [],
  } = requested(readProblem(sourceProblem, problem));
  const discrete = { source: normalised(source), distortion };
  const points: RatePoint[] = [];
  const part = (): ExactOptions => ({
    signal: options.signal,
    onProgress: (share, gap) =>
      options.onProgress?.((points.length + share) / (atDistortion.length + slopes.length), gap),
  });
  for (const [index, wanted] of atDistortion.entries()) {
    const point = await rateDistortionAtDistortion(discrete, wanted, part());
    if (!point) {
      const least = discrete.source.reduce((sum, p, x) => sum + p * Math.min(...distortion[x]), 0);
      throw wrong(
        ['atDistortion', index],
        sentence(
          'atDistortion is {0}, but no code reaches this: the least distortion of this source is {1}.',
          wanted,
          least,
        ),
      );
    }
    points.push(point);
  }
  for (const slope of slopes) points.push({ ...(await rateDistortionAtSlope(discrete, slope, part())), slope });
  return points;
}

async function solveBottleneck(
  problem: unknown,
  options: ExactOptions,
): Promise<(BottleneckPoint & { readonly gap?: number })[]> {
  if (has(problem, 'gaussian')) {
    const {
      gaussian: { correlations },
      betas: wanted,
    } = readProblem(gaussianProblem, problem);
    return wanted.map((beta) => gaussianBottleneck(correlations, beta));
  }
  if (!has(problem, 'joint'))
    throw new InputError(
      sentence(
        'A bottleneck problem needs "joint" (p(x,y), one row per x) or "gaussian" ({ "correlations": […] }). ' +
          'It also needs "betas".',
      ),
    );
  const { joint, betas: wanted, lagrangian } = readProblem(jointProblem, problem);
  return lagrangian === 'plain'
    ? discreteBottleneck(joint, wanted, options)
    : convexBottleneck(joint, wanted, lagrangian, options);
}

/** Weights over their sum, such as probabilities that were written with few digits. */
export function normalised(p: readonly number[]): number[] {
  const sum = p.reduce((total, value) => total + value, 0);
  return p.map((value) => value / sum);
}

function has(problem: unknown, key: string): boolean {
  return typeof problem === 'object' && problem !== null && key in problem;
}

function requested<T extends { atDistortion?: number[]; atSlope?: number[] }>(problem: T): T {
  if (!problem.atDistortion && !problem.atSlope)
    throw new InputError(
      sentence('The problem names no points of the curve. Add "atDistortion" or "atSlope", a list of numbers.'),
    );
  return problem;
}
