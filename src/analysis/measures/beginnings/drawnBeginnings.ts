import type { Random } from '../../../base/random';
import type { EveryBeginning } from '../../../data/everyBeginning';
import type { NoisyRows } from '../../../information/estimators/known/noisyRows';
import type { BegunState } from './begunStates';

/** The numbers of `count` beginnings of so many symbols, drawn from their law. */
export function drawnBeginnings(
  { alphabet, probabilities }: EveryBeginning,
  steps: number,
  count: number,
  random: Random,
): Int32Array {
  const numbers = new Int32Array(count);
  for (let t = 0, place = 1; t < steps; t++, place *= alphabet) {
    const law = probabilities[t];
    const last = law.findLastIndex((probability) => probability > 0);
    for (let i = 0; i < count; i++) {
      let left = random.uniform();
      let symbol = 0;
      while (symbol < last && (left -= law[symbol]) >= 0) symbol++;
      numbers[i] += place * symbol;
    }
  }
  return numbers;
}

/** States after these beginnings, with noise of their own. */
export function noisyAfter({ units, means, variances }: BegunState, numbers: Int32Array, random: Random): NoisyRows {
  const count = numbers.length;
  const constant = variances.length === 1;
  const take = (all: Float32Array): Float64Array => {
    const out = new Float64Array(count * units);
    for (let i = 0, at = 0; i < count; i++)
      for (let unit = 0; unit < units; unit++, at++) out[at] = all[numbers[i] * units + unit];
    return out;
  };
  const own = { count, means: take(means), variances: constant ? Float64Array.from(variances) : take(variances) };
  const deviation = (at: number): number => Math.sqrt(own.variances[constant ? 0 : at]);
  const values = own.means.map((mean, at) => mean + deviation(at) * random.normal());
  return { count, dimensions: units, values, own };
}
