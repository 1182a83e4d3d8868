import type { Symbols } from '../estimators/discrete/symbols';
import { collisions, distinctPairs } from './distinctRows';

/**
 * With this number of different joint rows, multiplicities of independent samples share a divisor of 2 or more with a
 * probability of at most 2^-14 + 3^-14 + ... < 1e-4.
 */
const rowsForDivisor = 14;
/** This share of the coincidences within a variable has to be coincidences of whole rows. */
const nearlyAll = 0.9;
/** So many groups of equal rows show more than a few point masses. */
const fewestGroups = 20;
/** Rows that stand for more than this share of the samples are point masses of the variable's own law. */
const massShare = 0.02;

/** One side of a pair: its rows as codes, and whether its values are numbers. */
export interface Side {
  /** Whether it came as symbols, and not as numbers with few different rows. */
  readonly isSymbolic: boolean;
  readonly kind: 'discrete' | 'continuous';
  readonly rows: Symbols;
}

/**
 * The samples to keep where rows are copies of others, or undefined where they are not. Copies are no samples: an
 * estimator takes them for neighbours at distance zero, and divides by a number of samples that there never was.
 *
 * Samples of continuous variables coincide only at point masses. Rows are taken for copies
 * - where the multiplicities of all joint rows share a divisor g > 1, with one variable of numbers, however few of them
 *   differ: all samples stand g times, and one in g of each row is kept;
 * - where rows of a continuous variable repeat, and nearly always with the other variable: chance repeats one side
 *   without the other. One of each joint row is kept. Rows that hold more than 2 % of the samples are point masses and
 *   not counted. If two noiseless functions of the same symbols are compared, they look the same, and their value is
 *   then that of the different rows.
 *
 * Two discrete variables (or numbers read as symbols) are left as they are: their cells repeat by their nature.
 */
export function samplesWithoutCopies(x: Side, y: Side): Int32Array | undefined {
  const samples = x.rows.codes.length;
  if (x.isSymbolic && y.isSymbolic) return undefined;
  if (x.rows.alphabet === samples || y.rows.alphabet === samples) return undefined;
  const joint = distinctPairs(x.rows, y.rows);
  if (joint.alphabet === samples) return undefined;
  const divisor = joint.counts.reduce(commonDivisor, 0);
  if (divisor > 1 && joint.alphabet >= rowsForDivisor) return everyNth(joint, divisor);
  if (x.kind === 'discrete' && y.kind === 'discrete') return undefined;
  return areCopies(x, y) ? everyNth(joint, samples) : undefined;
}

function areCopies(x: Side, y: Side): boolean {
  const samples = x.rows.codes.length;
  const isMass = ({ kind, rows }: Side, i: number): boolean =>
    kind === 'continuous' && rows.counts[rows.codes[i]] > massShare * samples;
  const others = Int32Array.from({ length: samples }, (_, i) => i).filter((i) => !isMass(x, i) && !isMass(y, i));
  const of = ({ rows }: Side): Symbols => recounted(rows, others);
  const joint = distinctPairs(of(x), of(y));
  if (joint.counts.reduce((sum, count) => sum + (count > 1 ? 1 : 0), 0) < fewestGroups) return false;
  const together = collisions(joint);
  const followed = (side: Side): boolean => side.kind === 'discrete' || together >= nearlyAll * collisions(of(side));
  if (!followed(x) || !followed(y)) return false;
  // Symbols that repeat as seldom as the numbers determine them: a noiseless function, not copies.
  const symbols = [x, y].find(({ kind }) => kind === 'discrete');
  return symbols === undefined || collisions(of(symbols)) > 2 * together;
}

function recounted({ codes, alphabet }: Symbols, samples: Int32Array): Symbols {
  const some = samples.map((i) => codes[i]);
  const counts = new Int32Array(alphabet);
  for (const code of some) counts[code]++;
  return { codes: some, alphabet, counts };
}

/** Of each row the first, the (n+1)-th, the (2n+1)-th ... sample, in their order. */
function everyNth({ codes, alphabet }: Symbols, n: number): Int32Array {
  const seen = new Int32Array(alphabet);
  return Int32Array.from(codes.keys()).filter((i) => seen[codes[i]]++ % n === 0);
}

function commonDivisor(a: number, b: number): number {
  return b === 0 ? a : commonDivisor(b, a % b);
}
