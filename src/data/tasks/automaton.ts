import { sentence } from '../../base/sentence';
import { entropy } from '../../information/exact/discrete/entropyFunctions';
import { automatonInformation } from '../../information/exact/processes/automaton';
import type { Dataset, ExactValue } from '../dataset';
import { blockEntropies, conditionalMemoryLine, entropyOf, memoryLine, targetInformation } from '../exactValues';
import { checkSize, discreteSequences } from '../sequences';
import { type AutomatonConfig, automatonOf } from './automatonTable';
import { drawSets, forEachSequence, type TaskContext } from './sampling';
import { weightedSource } from './symbolSource';

/** Independent symbols drive an automaton from state 0; the target at every step is its state. */
export async function automaton(config: AutomatonConfig, context: TaskContext): Promise<Dataset> {
  const { length } = config;
  const machine = automatonOf(config);
  const symbols = machine.probabilities.length;
  const states = machine.next.length;
  const source = weightedSource(machine.probabilities, length);
  const sets = await drawSets(config, context, async (random, samples) => {
    checkSize(samples, length, Math.max(symbols, states), sentence('Inputs'));
    const inputs = new Int32Array(samples * length);
    const targets = new Int32Array(samples * length);
    await forEachSequence(samples, length, context.signal, (sample) => {
      source.draw(random, inputs, sample * length);
      let state = 0;
      for (let i = sample * length; i < (sample + 1) * length; i++) targets[i] = state = machine.next[state][inputs[i]];
    });
    return {
      inputs: discreteSequences(inputs, samples, length, symbols),
      targets: { ...discreteSequences(targets, samples, length, states), at: 'every' as const },
    };
  });
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
  const each = entropy(machine.probabilities);
  const state = automatonInformation(machine, length);
  const { inputInformation } = state;
  const isConstant = inputInformation.every((nats) => Math.abs(nats - inputInformation[0]) < 1e-12);
  return [
    entropyOf('X', each),
    ...(isConstant ? [entropyOf('Y', inputInformation[0])] : []),
    ...blockEntropies(Array.from({ length }, (_, i) => (i + 1) * each)),
    ...targetInformation(inputInformation),
    ...inputInformation.map((nats, i) => ({
      quantity: 'inputInformation',
      source: 'X',
      target: 'H',
      time: i + 1,
      nats,
      name,
    })),
    ...state.historyInformation
      .slice(1)
      .map((nats, i) => ({ quantity: 'historyInformation', source: 'H', target: 'H', time: i + 2, nats, name })),
    ...memoryLine('H', state.memory, name),
    ...(state.conditionalMemory ? conditionalMemoryLine(state.conditionalMemory, name) : []),
  ];
}
