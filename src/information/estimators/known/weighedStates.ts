import type { BoundDirection } from '../../types/bound';
import { gapOf, type StateBounds } from './annealing/twoSided';

/** Values of some states that bound ln p(h|x) - ln p(h) in expectation, and the multiplications that they took. */
export interface Weighed extends StateBounds {
  readonly spent: number;
}

/** How hard to weigh, and on how many states to try it. */
export interface Try<Effort> {
  readonly effort: Effort;
  readonly states: number;
}

/** What choosing an effort, and weighing by it, have in common: the budget's one account. */
export class Account {
  spent = 0;

  constructor(readonly budget: number) {}
}

/**
 * The effort whose two bounds are nearest to each other on states of its own, which are then left out, so that the
 * choice favours no side. Efforts are tried in turn until one leaves less than `enough` nats between them.
 * @returns with the multiplications that a state takes; undefined where there is nothing to try
 */
export async function chosenEffort<Effort>(
  tries: AsyncIterable<Try<Effort>> | Iterable<Try<Effort>>,
  weigh: (effort: Effort, states: number) => Promise<Weighed>,
  enough: number,
  account: Account,
): Promise<{ readonly effort: Effort; readonly gap: number; readonly each: number } | undefined> {
  let chosen: { readonly effort: Effort; readonly gap: number; readonly each: number } | undefined;
  for await (const { effort, states } of tries) {
    const found = await weigh(effort, states);
    account.spent += found.spent;
    const gap = gapOf(found);
    if (!chosen || gap < chosen.gap) chosen = { effort, gap, each: found.spent / states };
    if (gap < enough) break;
  }
  return chosen;
}

/** States weighed block by block. */
export interface WeighedBlocks<Block> {
  readonly states: number;
  /** A number of every state, over all blocks. */
  readonly of: (pick: (block: Block) => Float64Array) => Float64Array;
}

/**
 * Weighs blocks of states until there are `most`, or the next is more than the account holds; one at least.
 * @param each multiplications that a state is taken to need at first; then what the last ones took
 */
export async function weighedBlocks<Block extends Weighed>(
  weigh: (states: number) => Promise<Block>,
  { most, atOnce, each }: { readonly most: number; readonly atOnce: number; readonly each: number },
  account: Account,
): Promise<WeighedBlocks<Block>> {
  const blocks: Block[] = [];
  let states = 0;
  let cost = each;
  while (states < most && (states === 0 || account.spent + cost * atOnce <= account.budget)) {
    const count = Math.min(atOnce, most - states);
    const next = await weigh(count);
    blocks.push(next);
    account.spent += next.spent;
    states += count;
    cost = next.spent / count;
  }
  return { states, of: (pick) => Float64Array.from(blocks.flatMap((block) => Array.from(pick(block)))) };
}

/** A mean over states with its 97.5 % limits on both sides. */
export interface Limits {
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}

/** One number and its interval: from the limit of a lower bound to that of an upper one. */
export interface Between {
  readonly nats: number;
  readonly low: number;
  readonly high: number;
  readonly bound: BoundDirection;
  /** Upper bound less lower bound, nats. */
  readonly gap: number;
}

/** @param close two bounds nearer than this, nats, count as one number */
export function between(lower: Limits, upper: Limits, close: number): Between {
  const gap = Math.max(0, upper.mean - lower.mean);
  const nats = Math.max(0, gap < close ? (lower.mean + upper.mean) / 2 : lower.mean);
  return {
    nats,
    low: Math.min(nats, Math.max(0, lower.low)),
    high: Math.max(nats, upper.high),
    bound: gap < close ? 'none' : 'lower',
    gap,
  };
}
