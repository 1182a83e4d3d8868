import { sentence } from '../../base/sentence';
import { automatonInformation } from '../../information/exact/processes/automaton';
import type { ExactValue } from '../dataset';
import {
  blockEntropies,
  conditionalMemoryLine,
  entropyOf,
  historyLine,
  inputLine,
  memoryLine,
  stepEntropies,
  targetInformation,
} from '../exactValues';
import { automatonSource } from './automatonSource';
import { type AutomatonConfig, automatonOf } from './automatonTable';
import type { SymbolTask } from './symbolTask';

/** Random symbols drive an automaton from state 0; the target at every step is its state. */
export function automaton(config: AutomatonConfig): SymbolTask {
  const { length, automaton: named } = config;
  const machine = automatonOf(config);
  const states = machine.next.length;
  return {
    title:
      typeof named === 'string'
        ? sentence('automaton {0}, {1} states', named, states)
        : sentence('automaton of {0} states', states),
    source: automatonSource(machine, length),
    classes: states,
    answer: (inputs, start, targets) => {
      for (let i = start, state = 0; i < start + length; i++) targets[i] = state = machine.next[state][inputs[i]];
    },
    exact: () => exactInformation(machine, length),
  };
}

/** The information in the automaton's state alone, the smallest state that solves the task. */
function exactInformation(machine: ReturnType<typeof automatonOf>, length: number): ExactValue[] {
  const name = sentence("the automaton's state alone");
  const state = automatonInformation(machine, length);
  const { inputInformation, symbolEntropy } = state;
  return [
    ...entropies('X', symbolEntropy),
    // The target is the state, a function of the input: its entropy is what the input tells about it.
    ...entropies('Y', inputInformation),
    ...blockEntropies(state.blockEntropy),
    ...targetInformation(inputInformation),
    ...inputLine(inputInformation, name),
    ...historyLine(state.historyInformation.slice(1), name),
    ...memoryLine('H', state.memory, name),
    ...(state.conditionalMemory ? conditionalMemoryLine(state.conditionalMemory, name) : []),
  ];
}

const entropies = (source: 'X' | 'Y', nats: readonly number[]): ExactValue[] =>
  isConstant(nats) ? [entropyOf(source, nats[0])] : stepEntropies(nats, source);

const isConstant = (nats: readonly number[]): boolean => nats.every((value) => Math.abs(value - nats[0]) < 1e-12);
