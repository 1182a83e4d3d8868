import { sentence, type Sentence } from '../../base/sentence';
import type { Dataset, ExactValue } from '../dataset';
import { checkSize, discreteSequences } from '../sequences';
import { type DrawSet, drawSets, forEachSequence, type TaskContext } from './sampling';
import type { SymbolSource } from './symbolSource';

/** A task whose inputs are symbols of a known law that determine its targets. */
export interface SymbolTask {
  readonly title: Sentence;
  readonly source: SymbolSource;
  /** Targets are 0 ... classes-1. */
  readonly classes: number;
  /** Writes the targets of the sequence at place `start`, one a step; they are -1 (none) before. */
  readonly answer: (symbols: Int32Array, start: number, targets: Int32Array) => void;
  /** Everything that is known exactly; nats. */
  exact(): readonly ExactValue[];
}

/** Draws sequences of the task. */
export function drawSymbolTask({ source, classes, answer }: SymbolTask, signal: AbortSignal | undefined): DrawSet {
  const { alphabet, length } = source;
  return async (random, samples) => {
    checkSize(samples, length, Math.max(alphabet, classes), sentence('Inputs'));
    const inputs = new Int32Array(samples * length);
    const targets = new Int32Array(samples * length).fill(-1);
    await forEachSequence(samples, length, signal, (sample) => {
      source.draw(random, inputs, sample * length);
      answer(inputs, sample * length, targets);
    });
    return {
      inputs: discreteSequences(inputs, samples, length, alphabet),
      targets: { ...discreteSequences(targets, samples, length, classes), at: 'every' as const },
    };
  };
}

/** The targets of whole sequences of the task, one after the other. */
export function answersOf({ source: { length }, answer }: SymbolTask, symbols: Int32Array): Int32Array {
  const targets = new Int32Array(symbols.length).fill(-1);
  for (let start = 0; start < symbols.length; start += length) answer(symbols, start, targets);
  return targets;
}

/** Training and held-out sequences of the task, with what is known exactly. */
export async function symbolDataset(
  task: SymbolTask,
  config: { readonly samples: number; readonly heldOut?: number },
  context: TaskContext,
): Promise<Dataset> {
  const sets = await drawSets(config, context, drawSymbolTask(task, context.signal));
  return { title: task.title, ...sets, exact: task.exact(), warnings: [] };
}
