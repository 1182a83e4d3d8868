import { describe, expect, it } from 'vitest';
import { dataSchema } from '../../../src/config/schema/data';
import { everySequence } from '../../../src/data/everySequence';

const shown = (data: object) => {
  const { set, logProbabilities } = everySequence(dataSchema.parse(data), 1000)!;
  const { samples, length, symbols } = set.inputs;
  return {
    sequences: Array.from({ length: samples }, (_, i) => symbols!.slice(i * length, (i + 1) * length).join('')),
    probabilities: Array.from(logProbabilities, Math.exp),
    targets: set.targets,
  };
};

describe('every sequence of a task', () => {
  it('counts with the first symbol as the lowest digit where all come', () => {
    const { sequences, probabilities } = shown({ task: 'parity', length: 3 });
    expect(sequences).toEqual(['000', '100', '010', '110', '001', '101', '011', '111']);
    for (const p of probabilities) expect(p).toBeCloseTo(1 / 8, 12);
  });

  it('leaves out what never comes', () => {
    // One kind of bracket, at most two deep: 0 opens, 1 closes.
    const { sequences, probabilities, targets } = shown({
      task: 'automaton',
      automaton: 'dyck',
      kinds: 1,
      depth: 2,
      length: 4,
    });
    expect(sequences).toEqual(['0100', '0010', '0101', '0011']);
    for (const p of probabilities) expect(p).toBeCloseTo(1 / 4, 12);
    expect(targets?.samples).toBe(4);
  });

  it('is not known where too many can be written', () => {
    expect(everySequence(dataSchema.parse({ task: 'parity', length: 10 }), 1000)).toBeUndefined();
  });
});
