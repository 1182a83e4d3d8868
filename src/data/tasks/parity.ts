import { sentence } from '../../base/sentence';
import { runningParityInformation } from '../../information/exact/processes/runningParity';
import type { DataConfig } from '../../config/schema/data';
import type { Dataset, ExactValue } from '../dataset';
import {
  blockEntropies,
  conditionalMemoryLine,
  entropyOf,
  historyLine,
  inputLine,
  memoryLine,
  targetInformation,
} from '../exactValues';
import { checkSize, discreteSequences } from '../sequences';
import { type DrawSet, drawSets, forEachSequence, type TaskContext } from './sampling';
import { uniformSource } from './symbolSource';

type Parity = Extract<DataConfig, { task: 'parity' }>;

/** Writes the targets of the sequence at place `start`. */
function runParity(inputs: Int32Array, targets: Int32Array, start: number, length: number): void {
  let state = 0;
  for (let i = start; i < start + length; i++) {
    state ^= inputs[i];
    targets[i] = state;
  }
}

/** The targets of sequences of bits, which the inputs determine. */
export function parityTargets({ length }: Parity, inputs: Int32Array): Int32Array {
  const targets = new Int32Array(inputs.length);
  for (let start = 0; start < inputs.length; start += length) runParity(inputs, targets, start, length);
  return targets;
}

/** Draws sequences of the task. */
export function drawParity(config: Parity, signal: AbortSignal | undefined): DrawSet {
  const { length } = config;
  const source = uniformSource(2, length);
  return async (random, samples) => {
    checkSize(samples, length, 2, sentence('Inputs'));
    const inputs = new Int32Array(samples * length);
    const targets = new Int32Array(samples * length);
    await forEachSequence(samples, length, signal, (sample) => {
      source.draw(random, inputs, sample * length);
      runParity(inputs, targets, sample * length, length);
    });
    return {
      inputs: discreteSequences(inputs, samples, length, 2),
      targets: { ...discreteSequences(targets, samples, length, 2), at: 'every' as const },
    };
  };
}

/** Fair bits; the target at step t is the parity of bits 1 ... t. */
export async function parity(config: Parity, context: TaskContext): Promise<Dataset> {
  const { length } = config;
  const sets = await drawSets(config, context, drawParity(config, context.signal));
  return { title: sentence('running parity of fair bits'), ...sets, exact: exactInformation(length), warnings: [] };
}

/** The information in the parity alone, the smallest state that solves the task. */
function exactInformation(length: number): ExactValue[] {
  const name = sentence('the parity alone');
  const state = runningParityInformation(length);
  const bits = Array.from({ length }, () => Math.LN2);
  return [
    entropyOf('X', Math.LN2),
    entropyOf('Y', Math.LN2),
    ...blockEntropies(bits.map((bit, i) => (i + 1) * bit)),
    ...targetInformation(bits),
    ...inputLine(state.inputInformation, name),
    ...historyLine(state.historyInformation.slice(1), name),
    ...memoryLine('H', state.memory, name),
    // Only with all later bits known does one more bit say anything: the oldest.
    ...conditionalMemoryLine(
      bits.map((bit, lag) => (lag === length - 1 ? bit : 0)),
      name,
    ),
  ];
}
