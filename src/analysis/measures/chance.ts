import type { ExactValue, SequenceSet, Targets, TrialFacts } from '../../data/dataset';
import { headTargets } from '../../data/headTargets';
import { stepIndex } from '../../data/realSteps';
import { rowsWithTarget } from '../plan/times';

/** What is known of a target's law without the answers that are scored. */
export interface KnownLaw {
  /** The exact values that the task states, in nats. */
  readonly exact: readonly ExactValue[];
  /** The sequences that the network was trained on. */
  readonly training: SequenceSet;
  /** Of trials: what an ideal observer can do. */
  readonly trial?: TrialFacts;
}

/** Two roundings of one entropy. */
const rounding = 1e-9;

/**
 * The largest probability of a target's symbols where the task states their entropy at every step and no law but the
 * even one has it: H = ln K over K symbols. Undefined otherwise.
 */
function evenChance({ exact, training }: KnownLaw, target: string): number | undefined {
  const name = target === 'next' ? 'X' : target;
  const stated = exact.find(
    ({ quantity, source, target: of, time, lag, differential }) =>
      quantity === 'entropy' &&
      source === name &&
      of === name &&
      time === undefined &&
      lag === undefined &&
      differential !== true,
  );
  const targets = headTargets(training, target);
  if (!stated || !targets?.symbols) return undefined;
  const symbols = Math.round(Math.exp(stated.nats));
  const isEven = Math.abs(stated.nats - Math.log(symbols)) < rounding;
  // Symbols of the alphabet that are never asked for do not count.
  return isEven && (targets.alphabet === symbols || countsOf(targets.symbols).size === symbols)
    ? 1 / symbols
    : undefined;
}

/**
 * The share of right answers at one step of whoever knows the law but not the input: the law's largest probability
 * where it is even, and otherwise the share of that symbol which is the commonest of the step's training targets, or
 * one in the number of symbols.
 * @param scored the symbols to be answered
 */
export function chanceAt(known: KnownLaw, target: string, time: number, scored: Int32Array): number {
  const even = evenChance(known, target);
  if (even !== undefined) return even;
  const targets = headTargets(known.training, target);
  return shareOfCommonest(targets?.symbols ? symbolsAt(targets, targets.symbols, time) : scored, scored);
}

/** The same over all steps of a set, for each target of symbols. */
export function chanceLevels(known: KnownLaw, set: SequenceSet): { target: string; share: number }[] {
  const names = ['Y', 'X', 'next', ...(set.furtherTargets?.keys() ?? [])];
  return names.flatMap((target) => {
    const scored = headTargets(set, target)?.symbols?.filter((symbol) => symbol >= 0);
    if (!scored || scored.length === 0) return [];
    const trained = headTargets(known.training, target)?.symbols ?? scored;
    return [{ target, share: evenChance(known, target) ?? shareOfCommonest(trained, scored) }];
  });
}

/**
 * The share among the scored symbols of the one that is the commonest among those trained on. Whoever draws one of the
 * K symbols evenly is right once in K times, so where the few scored ones hold less of it, 1/K is the level.
 */
function shareOfCommonest(trained: Int32Array, scored: Int32Array): number {
  const counts = countsOf(trained);
  const from = counts.size > 0 ? counts : countsOf(scored);
  const [commonest] = [...from].reduce((most, one) => (one[1] > most[1] ? one : most));
  const share = scored.reduce((count, symbol) => count + (symbol === commonest ? 1 : 0), 0) / scored.length;
  return Math.max(share, 1 / from.size);
}

function countsOf(symbols: Int32Array): Map<number, number> {
  const counts = new Map<number, number>();
  for (const symbol of symbols) if (symbol >= 0) counts.set(symbol, (counts.get(symbol) ?? 0) + 1);
  return counts;
}

function symbolsAt(targets: Targets, symbols: Int32Array, time: number): Int32Array {
  const rows = rowsWithTarget(
    targets,
    time,
    Int32Array.from({ length: targets.samples }, (_, i) => i),
  );
  return rows.map((row) => symbols[row * targets.length + (targets.at === 'end' ? 0 : stepIndex(targets, row, time))]);
}
