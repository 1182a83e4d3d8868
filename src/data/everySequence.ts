import { type DataConfig, isGenerated } from '../config/schema/data';
import type { SequenceSet } from './dataset';
import { inputSource } from './inputSource';
import { discreteSequences } from './sequences';
import type { SymbolSource } from './tasks/symbolSource';
import { answersOf } from './tasks/symbolTask';
import { symbolTaskOf } from './tasks/symbolTasks';

/** Every sequence that a task can show, with its targets and probability. */
export interface EverySequence {
  readonly set: SequenceSet;
  /** ln p(x), nats, one a sequence; none is -Infinity. */
  readonly logProbabilities: Float64Array;
}

/**
 * All sequences of a task whose symbols have a known law and determine the targets; undefined for other tasks, and
 * where more than `most` can be written with its symbols, those that never come among them.
 */
export function everySequence(config: DataConfig, most: number): EverySequence | undefined {
  const source = inputSource(config);
  if (!source || source.alphabet ** source.length > most) return undefined;
  const { alphabet, length } = source;
  const { symbols, logProbabilities } = possible(source);
  const count = logProbabilities.length;
  const inputs = discreteSequences(symbols, count, length, alphabet);
  // The law that is named for inputs from files says nothing of their targets.
  if (!isGenerated(config)) return { set: { inputs }, logProbabilities };
  const targets = targetsOf(config, symbols);
  if (!targets) return undefined;
  const classes = targets.reduce((most, symbol) => Math.max(most, symbol + 1), alphabet);
  return {
    set: { inputs, targets: { ...discreteSequences(targets, count, length, classes), at: 'every' } },
    logProbabilities,
  };
}

/** The sequences that come: the digits of each number in base `alphabet`, the lowest first. */
function possible(source: SymbolSource): { readonly symbols: Int32Array; readonly logProbabilities: Float64Array } {
  const { alphabet, length } = source;
  const all = alphabet ** length;
  const symbols = new Int32Array(all * length);
  const logProbabilities = new Float64Array(all);
  let count = 0;
  for (let i = 0; i < all; i++) {
    // A sequence that never comes gives its place to the next.
    for (let t = 0, left = i; t < length; t++, left = Math.floor(left / alphabet))
      symbols[count * length + t] = left % alphabet;
    const log = source.logProbability(symbols, count * length);
    if (log > -Infinity) logProbabilities[count++] = log;
  }
  return { symbols: symbols.slice(0, count * length), logProbabilities: logProbabilities.slice(0, count) };
}

/** The targets of whole sequences, where the symbols determine them. */
export function targetsOf(config: DataConfig, symbols: Int32Array): Int32Array | undefined {
  switch (config.task) {
    case 'delayedCopy':
    case 'parity':
    case 'automaton':
      return answersOf(symbolTaskOf(config), symbols);
    default:
      return undefined;
  }
}
