import type { DataConfig } from '../config/schema/data';
import type { SequenceSet } from './dataset';
import { targetsOf } from './everySequence';
import { inputSource } from './inputSource';
import { discreteSequences } from './sequences';

/** Every beginning of a task's sequences whose symbols are independent. */
export interface EveryBeginning {
  readonly alphabet: number;
  /** The longest beginnings. */
  readonly steps: number;
  /**
   * Whole sequences: number i begins with the digits of i in the base of the alphabet, the first symbol the lowest
   * digit, and goes on with symbol 0. The first alphabet^t of them thus show every beginning of t symbols once.
   */
  readonly set: SequenceSet;
  /** p(x_t) of every symbol, by step from 0 to `steps`. */
  readonly probabilities: readonly Float64Array[];
}

/**
 * All beginnings of as many symbols as have at most `most` of them; undefined for tasks whose symbols depend on each
 * other, and where not even one symbol has so few.
 */
export function everyBeginning(config: DataConfig, most: number): EveryBeginning | undefined {
  const source = inputSource(config);
  if (!source?.independent || !source.alternatives || source.alphabet > most) return undefined;
  const { alphabet, length } = source;
  const steps = Math.min(length, Math.floor(Math.log(most) / Math.log(alphabet) + 1e-9));
  const count = alphabet ** steps;
  const symbols = new Int32Array(count * length);
  for (let i = 0; i < count; i++)
    for (let t = 0, left = i; t < steps; t++, left = Math.floor(left / alphabet))
      symbols[i * length + t] = left % alphabet;
  const targets = targetsOf(config, symbols);
  const logs = new Float64Array(alphabet);
  return {
    alphabet,
    steps,
    set: {
      inputs: discreteSequences(symbols, count, length, alphabet),
      ...(targets && {
        targets: {
          ...discreteSequences(
            targets,
            count,
            length,
            targets.reduce((a, b) => Math.max(a, b + 1), alphabet),
          ),
          at: 'every',
        },
      }),
    },
    probabilities: Array.from({ length: steps }, (_, t) => {
      source.alternatives?.(symbols, 0, t, logs);
      return normalised(logs);
    }),
  };
}

function normalised(logs: Float64Array): Float64Array {
  const top = Math.max(...logs);
  const weights = logs.map((log) => Math.exp(log - top));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / total);
}

/** ln p of every beginning of so many symbols, nats. */
export function logProbabilitiesAt({ alphabet, probabilities }: EveryBeginning, steps: number): Float64Array {
  return Float64Array.from({ length: alphabet ** steps }, (_, i) => {
    let sum = 0;
    for (let t = 0, left = i; t < steps; t++, left = Math.floor(left / alphabet))
      sum += Math.log(probabilities[t][left % alphabet]);
    return sum;
  });
}
