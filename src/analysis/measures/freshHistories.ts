import { Random } from '../../base/random';
import type { AnalysisConfig } from '../../config/schema/config';
import type { Sequences } from '../../data/dataset';
import { inputSource } from '../../data/inputSource';
import { discreteSequences } from '../../data/sequences';
import type { SymbolSource } from '../../data/tasks/symbolSource';
import {
  fewestHistories,
  type FreshMixture,
  freshMixtureInformation,
  type HistoryBlock,
} from '../../information/estimators/known/freshMixture';
import { canMix } from '../../information/estimators/known/runningMixture';
import { amount } from '../../information/types/warnings';
import type { Variable } from '../../information/types/variable';
import type { LayerActivations } from '../../models/activations';
import { analysisReason } from '../../result/reasons';
import { isMain } from '../../result/subject';
import { noiseStream, stateVariable } from '../plan/variables';
import { affordable, affordableStates, budgetOf, historiesAtOnce, mostDrawn, mostEnumerated } from './historyBudget';
import type { NatsEstimate } from './natsEstimate';

/** The states of all layers at the last step of sequences, [samples, units], by the layer's name. */
export type LastStatesOf = (inputs: Sequences) => Promise<ReadonlyMap<string, Float32Array>>;

/** One snapshot with its ordinary estimates, and the means to run its network on further sequences. */
export interface SharpenedSnapshot {
  readonly config: AnalysisConfig;
  readonly estimates: readonly NatsEstimate[];
  readonly states: readonly LayerActivations[];
  /** How many weights the network has. */
  readonly weights: number;
  readonly lastStates: LastStatesOf;
}

/**
 * I(X_{1:T};H_T) again, with p(h) from histories that are drawn anew, or from all that there are; in place of those of
 * the snapshot's estimates that took p(h) from the analysed sequences alone. The theorem asks for a known source of
 * symbols, and for states that are a function of the input plus Gaussian noise of one variance. The second is so where
 * `knownConditional` was used and `stateVariable` finds one variance: not above layers that draw (codes, noise handed
 * on), not where draws feed a recurrence, not for integers, not for codes whose variance depends on the input. Dropout
 * is off outside training.
 * @returns nothing where the budget would buy no more than there is
 * @throws CancelledError
 */
export async function sharpened(snapshot: SharpenedSnapshot, signal?: AbortSignal): Promise<NatsEstimate[]> {
  const source = inputSource(snapshot.config.data);
  if (!source || snapshot.config.analysis.budget === 0) return [];
  const wanted = eligible(snapshot, source.length);
  if (wanted.length === 0) return [];
  const states = wanted.map(({ state }) => state);
  const budget = budgetOf(snapshot.config.analysis.budget, source.length, snapshot.weights);
  const most = affordable(budget, states);
  const every = source.alphabet ** source.length;
  const all = every <= mostEnumerated && every <= most;
  if (!all && most < Math.max(fewestHistories, states[0].samples)) return [];
  const analysed = all ? await moreStates(snapshot, source, states, affordableStates(budget, every, states)) : states;
  const blocks = all ? everyHistory(snapshot, source, states) : drawnHistories(snapshot, source, states);
  const found = await freshMixtureInformation(analysed, blocks, budget, signal);
  return (found ?? []).map((mixture, i) => replaced(wanted[i].estimate, mixture, analysed[i].samples, all));
}

/**
 * States of sequences that are drawn anew, with fresh noise, where the budget buys more than there are: once every
 * history is counted, the spread of the states is all that is left.
 */
async function moreStates(
  snapshot: SharpenedSnapshot,
  source: SymbolSource,
  states: readonly Variable[],
  count: number,
): Promise<readonly Variable[]> {
  if (count <= states[0].samples) return states;
  const random = new Random(snapshot.config.seed).fork('fresh states');
  const drawn = states.map((state) => new Float64Array(count * state.dimensions));
  const atOnce = historiesAtOnce(source, snapshot.states);
  for (let start = 0; start < count; start += atOnce) {
    const size = Math.min(atOnce, count - start);
    const means = await meansOf(snapshot, source, drawnSymbols(source, size, random), size, states);
    for (const [i, state] of states.entries()) drawn[i].set(means[i], start * state.dimensions);
  }
  return states.map((state, i) => {
    const { variances } = state.conditional ?? { variances: Float64Array.of(0) };
    const noise = random.fork(state.name);
    const deviation = Math.sqrt(variances[0]);
    const values = drawn[i].map((mean) => mean + deviation * noise.normal());
    return { ...state, samples: count, values, conditional: { given: 'X', means: drawn[i], variances } };
  });
}

function drawnSymbols(source: SymbolSource, count: number, random: Random): Int32Array {
  const symbols = new Int32Array(count * source.length);
  for (let i = 0; i < count; i++) source.draw(random, symbols, i * source.length);
  return symbols;
}

interface Wanted {
  readonly estimate: NatsEstimate;
  readonly state: Variable;
}

function eligible({ config, estimates, states }: SharpenedSnapshot, last: number): Wanted[] {
  return states.flatMap((layer) => {
    const estimate = estimates.find(
      (known) =>
        known.quantity === 'inputInformation' &&
        known.target === layer.layer &&
        known.time === last &&
        known.estimator === 'knownConditional' &&
        isMain(known),
    );
    if (!estimate) return [];
    const rows = Int32Array.from({ length: estimate.samples }, (_, i) => i);
    const random = noiseStream(config.seed, layer.layer, last);
    const noise = { variance: config.analysis.noise.variance, aboveInput: true, random };
    const state = stateVariable(layer, last, rows, noise);
    return canMix(state) ? [{ estimate, state }] : [];
  });
}

/** Sequences drawn from the task, as many at once as memory holds. */
async function* drawnHistories(
  snapshot: SharpenedSnapshot,
  source: SymbolSource,
  states: readonly Variable[],
): AsyncGenerator<HistoryBlock> {
  const random = new Random(snapshot.config.seed).fork('fresh histories');
  const count = historiesAtOnce(source, snapshot.states);
  for (let done = 0; done < mostDrawn; done += count)
    yield { count, means: await meansOf(snapshot, source, drawnSymbols(source, count, random), count, states) };
}

/** Every sequence that the task can show, with its probability: they are the numbers in base `alphabet`. */
async function* everyHistory(
  snapshot: SharpenedSnapshot,
  source: SymbolSource,
  states: readonly Variable[],
): AsyncGenerator<HistoryBlock> {
  const { alphabet, length } = source;
  const every = alphabet ** length;
  const atOnce = historiesAtOnce(source, snapshot.states);
  for (let start = 0; start < every; start += atOnce) {
    const symbols = new Int32Array(Math.min(atOnce, every - start) * length);
    for (let at = 0; at < symbols.length; at++) {
      const number = start + Math.floor(at / length);
      symbols[at] = Math.floor(number / alphabet ** (at % length)) % alphabet;
    }
    const count = symbols.length / length;
    const logProbabilities = Float64Array.from({ length: count }, (_, i) => source.logProbability(symbols, i * length));
    yield { count, means: await meansOf(snapshot, source, symbols, count, states), logProbabilities };
  }
}

async function meansOf(
  { lastStates }: SharpenedSnapshot,
  { length, alphabet }: SymbolSource,
  symbols: Int32Array,
  count: number,
  states: readonly Variable[],
): Promise<Float32Array[]> {
  const last = await lastStates(discreteSequences(symbols, count, length, alphabet));
  return states.map(({ name }) => {
    const means = last.get(name);
    if (!means) throw new Error(`The network has no layer "${name}".`);
    return means;
  });
}

function replaced(estimate: NatsEstimate, mixture: FreshMixture, samples: number, all: boolean): NatsEstimate {
  const { nats, low, high, bound, histories, gap } = mixture;
  const { warnings, ...rest } = estimate;
  const reason = all
    ? analysisReason('enumerated', histories)
    : analysisReason('freshHistories', histories, amount(gap, 2));
  return { ...rest, value: nats, low, high, bound, samples, histories, reason: [reason] };
}
