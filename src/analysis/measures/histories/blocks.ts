import { Random } from '../../../base/random';
import type { SequenceSet, Sequences } from '../../../data/dataset';
import type { EverySequence } from '../../../data/everySequence';
import { freshSequences } from '../../../data/freshSequences';
import { headTargets } from '../../../data/headTargets';
import type { HistoryBlock } from '../../../information/estimators/known/freshMixture';
import { stepVariable } from '../../plan/variables';
import { densitiesAt } from '../../plan/histories';
import { historiesAtOnce, mostDrawn } from './historyBudget';
import type { SharpenedSnapshot, SharpenedState, Sharpening } from './sharpening';

/** Sequences drawn from the task, as many at once as memory holds. */
export async function* drawnBlocks(
  snapshot: SharpenedSnapshot,
  { states, labellings }: Sharpening,
  signal?: AbortSignal,
): AsyncGenerator<HistoryBlock> {
  const draw = freshSequences(snapshot.config.data, signal);
  if (!draw) return;
  const random = new Random(snapshot.config.seed).fork('fresh histories');
  const count = atOnce(snapshot);
  for (let done = 0; done < mostDrawn; done += count) {
    const set = await draw(random, count);
    const labels = labellings.map(({ target, step }) => symbolsOf(set, target, step));
    yield { count, states: await densitiesOf(snapshot, set, states), labels };
  }
}

/** Every sequence that the task can show, with its probability. */
export async function* everyBlock(
  snapshot: SharpenedSnapshot,
  every: EverySequence,
  { states, labellings }: Sharpening,
): AsyncGenerator<HistoryBlock> {
  const total = every.logProbabilities.length;
  const most = atOnce(snapshot);
  for (let start = 0; start < total; start += most) {
    const end = Math.min(total, start + most);
    const set = part(every.set, start, end);
    const labels = labellings.map(({ target, step }) => symbolsOf(set, target, step));
    const logProbabilities = every.logProbabilities.subarray(start, end);
    yield { count: end - start, states: await densitiesOf(snapshot, set, states), labels, logProbabilities };
  }
}

/** Sequences `start` to `end` of a set of symbols. */
function part({ inputs, targets }: SequenceSet, start: number, end: number): SequenceSet {
  const cut = ({ values, symbols, length, features, ...rest }: Sequences): Sequences => ({
    ...rest,
    samples: end - start,
    length,
    features,
    values: values.subarray(start * length * features, end * length * features),
    ...(symbols && { symbols: symbols.subarray(start * length, end * length) }),
  });
  return { inputs: cut(inputs), ...(targets && { targets: { ...cut(targets), at: targets.at } }) };
}

const atOnce = ({ set: { inputs }, states }: SharpenedSnapshot): number =>
  historiesAtOnce({ length: inputs.length, alphabet: inputs.alphabet ?? inputs.features }, states);

/** The symbols of all sequences of a set at a step, of the input or of a target. */
export function symbolsOf(set: SequenceSet, target: string, step: number): ArrayLike<number> {
  const targets = target === 'X' ? set.inputs : headTargets(set, target);
  if (!targets) throw new Error(`The task has no target "${target}".`);
  const every = Int32Array.from({ length: targets.samples }, (_, i) => i);
  return stepVariable(target, targets, step, every).values;
}

/** The densities of states on further sequences; only the last step is run for where that is enough. */
export async function densitiesOf(
  { runs, states: layers }: SharpenedSnapshot,
  set: SequenceSet,
  states: readonly SharpenedState[],
): Promise<HistoryBlock['states']> {
  const { length } = set.inputs;
  const varies = (name: string): boolean =>
    (layers.find(({ layer }) => layer === name)?.conditional?.variances.length ?? 1) > 1;
  if (states.every(({ layer, time }) => time === length && !varies(layer))) {
    const last = await runs.lastStates(set.inputs);
    return states.map(({ layer, rows }) => ({ means: found(last.get(layer), layer), variances: rows.own.variances }));
  }
  const run = await runs.states(set);
  return states.map(({ layer, time, rows }) => {
    const { means, variances } = densitiesAt(
      found(
        run.find((one) => one.layer === layer),
        layer,
      ),
      time,
    );
    return { means: found(means, layer), variances: variances ?? rows.own.variances };
  });
}

function found<T>(value: T | undefined, layer: string): T {
  if (value === undefined) throw new Error(`The network has no layer "${layer}".`);
  return value;
}
