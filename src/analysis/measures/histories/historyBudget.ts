import type { SymbolSource } from '../../../data/tasks/symbolSource';
import type { MixtureBudget } from '../../../information/estimators/known/freshMixture';
import type { LayerActivations } from '../../../models/activations';

/** At most so many sequences are enumerated. */
export const mostEnumerated = 2 ** 16;
/** At most so many are drawn. */
export const mostDrawn = 2 ** 20;
/** At most so many states are analysed where every history is counted. */
const mostStates = 2 ** 14;
/** Sequences run through the network at once, and numbers that they and their states may take. */
const mostAtOnce = 4096;
const roomAtOnce = 2 ** 22;

/**
 * What a second of the budget is taken to buy, in multiplications: a constant, and not the clock, so that a config
 * gives the same numbers on every machine.
 */
export const multiplicationsASecond = 1.3e10;
/**
 * What `analysis.budget` buys.
 * @param ofStep multiplications that a step of a history costs
 */
export const budgetOf = (seconds: number, steps: number, ofStep: number): MixtureBudget => ({
  total: seconds * multiplicationsASecond,
  perHistory: steps * ofStep,
});

/**
 * How many states a budget buys whose densities are sums over `every` history: a power of two, at most 2^14.
 * @param cost multiplications that a history costs for one state
 */
export function affordableStates(budget: MixtureBudget, every: number, cost: number): number {
  const left = budget.total - every * budget.perHistory;
  return 2 ** Math.floor(Math.log2(Math.max(1, Math.min(mostStates, left / (every * cost + budget.perHistory)))));
}

/** How many histories run through the network at once: a power of two, as memory allows. */
export function historiesAtOnce(
  { length, alphabet }: Pick<SymbolSource, 'length' | 'alphabet'>,
  layers: readonly LayerActivations[],
): number {
  const units = layers.reduce((sum, layer) => sum + layer.units, 0);
  const each = length * Math.max(alphabet, units);
  return 2 ** Math.floor(Math.log2(Math.max(1, Math.min(mostAtOnce, roomAtOnce / each))));
}
