import { Random } from '../../../../src/base/random';
import type { Variable } from '../../../../src/information/types/variable';
import type { Side } from '../sampler';
import type { Law } from './laws/law';
import stored from './truths.json';

export const families = [
  'gaussianMixtures',
  'clusters',
  'ties',
  'oneHot',
  'parity',
  'ringsAndSpirals',
  'ownCovariances',
  'phaseCodes',
  'pairedClusters',
  'hiddenPairs',
  'repeatedRows',
  'autocorrelatedRows',
  'smallSamples',
  'nulls',
  'highInformation',
  'recurrentStates',
  'largeAlphabets',
] as const;

export type Family = (typeof families)[number];

/**
 * The halves share neither parameters nor constructions, so that a rule that is tuned on one is judged on the other.
 */
export const halves = ['development', 'heldOut'] as const;

export type Half = (typeof halves)[number];

export interface Pair {
  readonly x: Variable;
  readonly y: Variable;
}

/** A pair of variables of known information, in one of the families. */
export interface FamilyTask {
  readonly name: string;
  readonly family: Family;
  readonly half: Half;
  readonly x: Side;
  readonly y: Side;
  readonly samples: number;
  /** I(X;Y) of one row, in nats. */
  readonly truth: number;
  /** The smaller entropy of the sides that are discrete in law, in nats: no information is above it. Else infinite. */
  readonly cap: number;
  /** One data set; the same seed gives the same bytes. */
  draw(seed: number): Pair;
  /** The truth is a formula or a sum over all cases; otherwise it was computed once from the log ratios of the law. */
  readonly closed: boolean;
  /** The law of one row. */
  readonly law: Law;
}

/** Fills the rows of a data set whose rows depend on each other. */
export type Arrange = (random: Random, x: Float64Array, y: Float64Array, samples: number) => void;

/** I(X;Y) in nats by `monteCarloTruth`, with its standard error: `node dist/accuracy.js --truths` renews them. */
export const truths: Readonly<Record<string, { nats: number; standardError: number } | undefined>> = stored;

export interface Description {
  readonly name: string;
  readonly samples: number;
  readonly law: Law;
  /** In nats; absent: the entry of this name in `truths`. */
  readonly truth?: number;
  /** In nats. */
  readonly cap?: number;
  /** Absent: independent rows of the law. */
  readonly arrange?: Arrange;
}

/** The tasks of one family in one half. */
export const familyTasks = (half: Half, family: Family, descriptions: readonly Description[]): FamilyTask[] =>
  descriptions.map(({ name, samples, law, truth, cap = Infinity, arrange }) => ({
    name,
    family,
    half,
    x: law.x,
    y: law.y,
    samples,
    truth: truth ?? truths[name]?.nats ?? NaN,
    closed: truth !== undefined,
    cap,
    law,
    draw: (seed) => {
      const random = new Random(seed).fork(name);
      const x = variable('x', law.x, samples);
      const y = variable('y', law.y, samples);
      (arrange ?? independentRows(law))(random, x.values, y.values, samples);
      return { x, y };
    },
  }));

const independentRows =
  ({ x: { dimensions: dx }, y: { dimensions: dy }, draw }: Law): Arrange =>
  (random, x, y, samples) => {
    for (let i = 0; i < samples; i++) draw(random, x.subarray(i * dx, (i + 1) * dx), y.subarray(i * dy, (i + 1) * dy));
  };

const variable = (name: string, { kind, dimensions }: Side, samples: number): Variable => ({
  name,
  kind,
  dimensions,
  samples,
  values: new Float64Array(samples * dimensions),
});
