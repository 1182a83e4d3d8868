import { type DataConfig, isGenerated } from '../config/schema/data';
import type { SequenceSet } from './dataset';
import { inputSource } from './inputSource';
import { discreteSequences } from './sequences';
import { answersOf } from './tasks/symbolTask';
import { symbolTaskOf } from './tasks/symbolTasks';

/** Every sequence that a task can show, with its targets and probability. */
export interface EverySequence {
  readonly set: SequenceSet;
  /** ln p(x), nats, one a sequence. */
  readonly logProbabilities: Float64Array;
}

/**
 * All sequences of a task whose symbols have a known law and determine the targets; undefined for other tasks, and
 * where there are more than `most`.
 */
export function everySequence(config: DataConfig, most: number): EverySequence | undefined {
  const source = inputSource(config);
  if (!source || source.alphabet ** source.length > most) return undefined;
  const { alphabet, length } = source;
  const count = alphabet ** length;
  const symbols = new Int32Array(count * length);
  // Sequence i holds the digits of i in base `alphabet`.
  for (let at = 0; at < symbols.length; at++)
    symbols[at] = Math.floor(Math.floor(at / length) / alphabet ** (at % length)) % alphabet;
  const inputs = discreteSequences(symbols, count, length, alphabet);
  const logProbabilities = Float64Array.from({ length: count }, (_, i) => source.logProbability(symbols, i * length));
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
