import { sentence } from '../../base/sentence';
import { runningParityInformation } from '../../information/exact/processes/runningParity';
import type { DataConfig } from '../../config/schema/data';
import type { ExactValue } from '../dataset';
import {
  blockEntropies,
  conditionalMemoryLine,
  entropyOf,
  historyLine,
  inputLine,
  memoryLine,
  targetInformation,
} from '../exactValues';
import { uniformSource } from './symbolSource';
import type { SymbolTask } from './symbolTask';

type Parity = Extract<DataConfig, { task: 'parity' }>;

/** Fair bits; the target at step t is the parity of bits 1 ... t. */
export function parity({ length }: Parity): SymbolTask {
  return {
    title: sentence('running parity of fair bits'),
    source: uniformSource(2, length),
    classes: 2,
    answer: (inputs, start, targets) => {
      for (let i = start, state = 0; i < start + length; i++) targets[i] = state ^= inputs[i];
    },
    exact: () => exactInformation(length),
  };
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
