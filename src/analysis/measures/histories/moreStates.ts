import { Random } from '../../../base/random';
import { freshSequences } from '../../../data/freshSequences';
import type { NoisyRows } from '../../../information/estimators/known/noisyRows';
import { densitiesOf, symbolsOf } from './blocks';
import type { SharpenedSnapshot, Sharpening } from './sharpening';

/** Sequences at once. */
const most = 4096;

/** Analysed states, with the symbols of their sequences for every labelling. */
export interface AnalysedStates {
  readonly rows: readonly NoisyRows[];
  readonly symbols: readonly ArrayLike<number>[];
}

/**
 * States of sequences that are drawn anew, with fresh noise, where there are fewer than `count`: once every history is
 * counted, the spread of the states is all that is left. Undefined where there are as many already.
 * @throws CancelledError
 */
export async function moreStates(
  snapshot: SharpenedSnapshot,
  { states, labellings }: Pick<Sharpening, 'states' | 'labellings'>,
  count: number,
  signal?: AbortSignal,
): Promise<AnalysedStates | undefined> {
  const draw = freshSequences(snapshot.config.data, signal);
  if (!draw || count <= states[0].rows.count) return undefined;
  const random = new Random(snapshot.config.seed).fork('fresh states');
  const means = states.map(({ rows }) => new Float64Array(count * rows.dimensions));
  const variances = states.map(({ rows }) =>
    rows.own.variances.length === 1 ? Float64Array.from(rows.own.variances) : new Float64Array(count * rows.dimensions),
  );
  const symbols = labellings.map(() => new Float64Array(count));
  for (let start = 0; start < count; start += most) {
    const set = await draw(random, Math.min(most, count - start));
    const block = await densitiesOf(snapshot, set, states);
    for (const [i, { rows }] of states.entries()) {
      means[i].set(Float64Array.from(block[i].means), start * rows.dimensions);
      if (variances[i].length > 1) variances[i].set(Float64Array.from(block[i].variances), start * rows.dimensions);
    }
    for (const [i, { target, step }] of labellings.entries())
      symbols[i].set(Float64Array.from(symbolsOf(set, target, step)), start);
  }
  const rows = states.map(({ layer, time, rows: { dimensions } }, i) => {
    const noise = random.fork(`${layer}@${time}`);
    const deviation = (at: number): number => Math.sqrt(variances[i][variances[i].length === 1 ? 0 : at]);
    const values = means[i].map((mean, at) => mean + deviation(at) * noise.normal());
    return { count, dimensions, values, own: { count, means: means[i], variances: variances[i] } };
  });
  return { rows, symbols };
}
