import { everySequence } from '../../../data/everySequence';
import { freshSequences } from '../../../data/freshSequences';
import {
  fewestHistories,
  likelihoodCost,
  type FreshMixture,
  freshMixtureInformation,
  type Wanted,
} from '../../../information/estimators/known/freshMixture';
import { closeEnough } from '../../../information/estimators/known/fromRatios';
import type { NoisyRows } from '../../../information/estimators/known/noisyRows';
import { reason } from '../../../information/types/reasons';
import { amount } from '../../../information/types/warnings';
import { isSameThing } from '../../../result/delta';
import type { NatsEstimate } from '../natsEstimate';
import { countedSteps } from '../beginnings/countedSteps';
import { drawnBlocks, everyBlock } from './blocks';
import { affordableStates, budgetOf, mostEnumerated } from './historyBudget';
import { moreStates } from './moreStates';
import { inCommon } from './inCommon';
import { sharedBeginnings } from './sharedBeginnings';
import { stepCost } from './stepCost';
import type { Sharpening, SharpenedSnapshot } from './sharpening';
import { inputsOf, pairsOf } from './wanted';

/** The share of the budget that steps with few beginnings may take. */
const countedShare = 0.3;
/** The share of what is left for I(X;H); the rest is for all other numbers. */
const inputShare = 0.6;

/**
 * The numbers of the last step again, with densities from histories that are drawn anew, or from all that there are: in
 * place of those of the snapshot's estimates whose two bounds do not meet. The theorem asks for a task whose law is
 * known, and for states that are a function of the input plus Gaussian noise of known variance. The second is so where
 * `knownConditional` was used: not above layers that draw (codes, noise handed on), not where draws feed a recurrence,
 * not for integers. Dropout is off outside training. First all steps with few beginnings, then, at the last step,
 * I(X;H) and the rest.
 * @param found takes the estimates as they come, and the share of the work (0 ... 1) that is done by then
 * @throws CancelledError
 */
export async function sharpen(
  snapshot: SharpenedSnapshot,
  found: (better: readonly NatsEstimate[], share: number) => void | Promise<void>,
  signal?: AbortSignal,
): Promise<void> {
  const { config } = snapshot;
  const { budget } = config.analysis;
  if (budget === 0 || config.analysis.estimator !== 'auto' || !freshSequences(config.data)) return;
  const counted = await countedSteps(snapshot, countedShare * budget, signal);
  const afterCounted = countedShare * counted.share;
  await found(counted.better, afterCounted);
  const open = { ...snapshot, estimates: without(snapshot.estimates, counted.better) };
  const left = budget * (1 - afterCounted);
  const shared = await sharedBeginnings(open, inputsOf(open), budgetOf(inputShare * left, 0, 0).total, signal);
  const rest = { ...open, estimates: without(open.estimates, shared) };
  const inputs = await sharpenThese(open, inputsOf(rest), inputShare * left, signal);
  await found([...shared, ...inputs], afterCounted + inputShare * (1 - afterCounted));
  await found(await sharpenThese(open, pairsOf(rest), (1 - inputShare) * left, signal), 1);
}

const without = (estimates: readonly NatsEstimate[], those: readonly NatsEstimate[]): readonly NatsEstimate[] =>
  estimates.filter((estimate) => !those.some((other) => isSameThing(estimate, other)));

/** By all histories where the budget buys them, and then of more states; or by as many draws as it buys. */
async function sharpenThese(
  snapshot: SharpenedSnapshot,
  sharpening: Sharpening,
  seconds: number,
  signal?: AbortSignal,
): Promise<NatsEstimate[]> {
  const { states, wanted } = sharpening;
  if (wanted.length === 0) return [];
  const rows = states.map((state) => state.rows);
  const { config, states: layers, weights, set } = snapshot;
  const ofStep = stepCost(config.model.layers, layers, weights);
  const budget = budgetOf(seconds, set.inputs.length, ofStep);
  const cost = costOf(rows, wanted);
  const most = Math.floor(budget.total / (cost * rows[0].count + budget.perHistory));
  const every = everySequence(snapshot.config.data, Math.min(most, mostEnumerated));
  if (every) {
    const count = affordableStates(budget, every.logProbabilities.length, cost);
    const more = await moreStates(snapshot, sharpening, count, signal);
    const analysed = more?.rows ?? rows;
    const about = more ? wanted.map((one) => withSymbols(one, more.symbols)) : wanted;
    const blocks = everyBlock(snapshot, every, sharpening);
    return estimatesOf(sharpening, await freshMixtureInformation(analysed, about, blocks, budget, signal), analysed[0]);
  }
  if (most < 2 * Math.max(fewestHistories, rows[0].count)) return [];
  const blocks = drawnBlocks(snapshot, sharpening, signal);
  return estimatesOf(sharpening, await freshMixtureInformation(rows, wanted, blocks, budget, signal), rows[0]);
}

/** The multiplications that a history costs for one sample. */
function costOf(rows: readonly NoisyRows[], wanted: readonly Wanted[]): number {
  const each = rows.map(({ dimensions }) => likelihoodCost({ count: 1, dimensions }));
  const marginals = each.reduce((sum, cost) => sum + cost, 0);
  return wanted.reduce((sum, want) => {
    if (want.kind === 'input') return sum;
    if (want.kind === 'pair') return sum + each[want.a] + each[want.b];
    return sum + each[want.state] / Math.max(1, new Set(Array.from(want.symbols)).size);
  }, marginals);
}

const withSymbols = (wanted: Wanted, symbols: readonly ArrayLike<number>[]): Wanted =>
  wanted.kind === 'classes' ? { ...wanted, symbols: symbols[wanted.labelling] } : wanted;

/** The estimates with the mixtures' numbers, where these are nearer to each other than those. */
function estimatesOf(
  { estimates }: Sharpening,
  found: readonly FreshMixture[] | undefined,
  { count }: NoisyRows,
): NatsEstimate[] {
  return (found ?? []).flatMap((mixture, i) => {
    const { warnings, assumes, certified, ...before } = estimates[i];
    const { histories, gap, exact } = mixture;
    if (mixture.high - mixture.low >= before.high - before.low) return [];
    const why = exact ? reason('enumerated', histories) : reason('freshHistories', histories, amount(gap, 2));
    const about = { ...before, samples: count, histories, reason: [why] };
    if (gap < closeEnough || before.quantity === 'inputInformation')
      return [{ ...about, value: mixture.nats, low: mixture.low, high: mixture.high, bound: mixture.bound }];
    return [{ ...about, ...inCommon(before, mixture) }];
  });
}
