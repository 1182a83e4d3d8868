import { frequencyTable, type FrequencyTable } from './frequencyTable';

/** The density of one real number: a mixture of logistic distributions; `weights` sum to one. */
export interface LogisticMixture {
  readonly weights: ArrayLike<number>;
  readonly means: ArrayLike<number>;
  readonly scales: ArrayLike<number>;
}

/** Bins with less probability than this are left to the escape. */
const leastProbability = 1e-7;
/** The largest number of bins of a table. */
const mostBins = 4096;

/**
 * The probability of the integer n: the mass of the mixture between n - 1/2 and n + 1/2. With a and b these ends in the
 * units of a component, s(a) - s(b) = s(a) s(-b) (1 - exp(b - a)), which loses no digits in either tail.
 */
export function binProbability({ weights, means, scales }: LogisticMixture, n: number): number {
  let sum = 0;
  for (let k = 0; k < weights.length; k++) {
    const upper = (n + 0.5 - means[k]) / scales[k];
    const lower = (n - 0.5 - means[k]) / scales[k];
    sum -= weights[k] * sigmoid(upper) * sigmoid(-lower) * Math.expm1(-1 / scales[k]);
  }
  return sum;
}

/** The table of a mixture's bins: all bins around its middle that are not too rare. */
export function mixtureTable(mixture: LogisticMixture): FrequencyTable {
  let middle = 0;
  for (let k = 0; k < mixture.weights.length; k++) middle += mixture.weights[k] * mixture.means[k];
  const reach = farthest(mixture);
  let first = Math.max(Math.floor(reach.low), Math.round(middle) - mostBins / 2);
  let last = Math.min(Math.ceil(reach.high), Math.round(middle) + mostBins / 2);
  while (first < last && binProbability(mixture, first) < leastProbability) first++;
  while (last > first && binProbability(mixture, last) < leastProbability) last--;
  return frequencyTable(
    first,
    Float64Array.from({ length: last - first + 1 }, (_, i) => binProbability(mixture, first + i)),
  );
}

/** The range outside which the bins of every component are too rare for the table: a logistic tail is exp(-|x|/s). */
function farthest({ weights, means, scales }: LogisticMixture): { low: number; high: number } {
  let low = Infinity;
  let high = -Infinity;
  for (let k = 0; k < weights.length; k++) {
    const tail = 1 - scales[k] * Math.log(leastProbability);
    low = Math.min(low, means[k] - tail);
    high = Math.max(high, means[k] + tail);
  }
  return { low, high };
}

const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));
