import { sentence } from '../../base/sentence';
import { automatonInformation } from '../../information/exact/processes/automaton';
import type { Dataset, ExactValue } from '../dataset';
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
import { checkSize, discreteSequences } from '../sequences';
import { automatonSource } from './automatonSource';
import { type AutomatonConfig, automatonOf } from './automatonTable';
import { type DrawSet, drawSets, forEachSequence, type TaskContext } from './sampling';

/** Writes the states of the sequence at place `start`. */
function runAutomaton(
  { next }: ReturnType<typeof automatonOf>,
  inputs: Int32Array,
  targets: Int32Array,
  start: number,
  length: number,
): void {
  let state = 0;
  for (let i = start; i < start + length; i++) targets[i] = state = next[state][inputs[i]];
}

/** The states after every symbol, which the inputs determine. */
export function automatonTargets(config: AutomatonConfig, inputs: Int32Array): Int32Array {
  const { length } = config;
  const machine = automatonOf(config);
  const targets = new Int32Array(inputs.length);
  for (let start = 0; start < inputs.length; start += length) runAutomaton(machine, inputs, targets, start, length);
  return targets;
}

/** Draws sequences of the task. */
export function drawAutomaton(config: AutomatonConfig, signal: AbortSignal | undefined): DrawSet {
  const { length } = config;
  const machine = automatonOf(config);
  const states = machine.next.length;
  const source = automatonSource(machine, length);
  const symbols = source.alphabet;
  return async (random, samples) => {
    checkSize(samples, length, Math.max(symbols, states), sentence('Inputs'));
    const inputs = new Int32Array(samples * length);
    const targets = new Int32Array(samples * length);
    await forEachSequence(samples, length, signal, (sample) => {
      source.draw(random, inputs, sample * length);
      runAutomaton(machine, inputs, targets, sample * length, length);
    });
    return {
      inputs: discreteSequences(inputs, samples, length, symbols),
      targets: { ...discreteSequences(targets, samples, length, states), at: 'every' as const },
    };
  };
}

/** Random symbols drive an automaton from state 0; the target at every step is its state. */
export async function automaton(config: AutomatonConfig, context: TaskContext): Promise<Dataset> {
  const { length } = config;
  const machine = automatonOf(config);
  const states = machine.next.length;
  const sets = await drawSets(config, context, drawAutomaton(config, context.signal));
  const { automaton: named } = config;
  return {
    title:
      typeof named === 'string'
        ? sentence('automaton {0}, {1} states', named, states)
        : sentence('automaton of {0} states', states),
    ...sets,
    exact: exactInformation(machine, length),
    warnings: [],
  };
}

/** The information in the automaton's state alone, the smallest state that solves the task. */
function exactInformation(machine: ReturnType<typeof automatonOf>, length: number): ExactValue[] {
  const name = sentence("the automaton's state alone");
  const state = automatonInformation(machine, length);
  const { inputInformation, symbolEntropy } = state;
  return [
    ...(isConstant(symbolEntropy) ? [entropyOf('X', symbolEntropy[0])] : stepEntropies(symbolEntropy)),
    ...(isConstant(inputInformation) ? [entropyOf('Y', inputInformation[0])] : []),
    ...blockEntropies(state.blockEntropy),
    ...targetInformation(inputInformation),
    ...inputLine(inputInformation, name),
    ...historyLine(state.historyInformation.slice(1), name),
    ...memoryLine('H', state.memory, name),
    ...(state.conditionalMemory ? conditionalMemoryLine(state.conditionalMemory, name) : []),
  ];
}

const isConstant = (nats: readonly number[]): boolean => nats.every((value) => Math.abs(value - nats[0]) < 1e-12);
