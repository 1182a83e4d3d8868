import { describe, expect, it } from 'vitest';
import { dataSchema } from '../../../src/config/schema/data';
import { everyBeginning, logProbabilitiesAt } from '../../../src/data/everyBeginning';

const parsed = (data: object) => dataSchema.parse(data);

describe('every beginning of a task', () => {
  it('is there once at every length, with its targets', () => {
    const every = everyBeginning(parsed({ task: 'delayedCopy', symbols: 3, length: 5, delay: 1 }), 100)!;
    expect(every.steps).toBe(4);
    const { inputs, targets } = every.set;
    expect([inputs.samples, inputs.length]).toEqual([81, 5]);
    for (const steps of [1, 2, 3, 4]) {
      const shown = new Set(
        Array.from({ length: 3 ** steps }, (_, i) => inputs.symbols!.slice(5 * i, 5 * i + steps).join('')),
      );
      expect(shown.size).toBe(3 ** steps);
    }
    for (let i = 0; i < 81; i++)
      expect([...targets!.symbols!.slice(5 * i, 5 * i + 5)]).toEqual([-1, ...inputs.symbols!.slice(5 * i, 5 * i + 4)]);
  });

  it('stops at the whole sequence', () => {
    const every = everyBeginning(parsed({ task: 'parity', length: 6 }), 1000)!;
    expect(every.steps).toBe(6);
    expect(every.set.inputs.samples).toBe(64);
  });

  it('has its own probability, all of which add up to 1', () => {
    const every = everyBeginning(parsed({ task: 'automaton', automaton: 'flipFlop', rate: 0.5, length: 9 }), 27)!;
    expect([...every.probabilities[2]]).toEqual([0.5, 0.25, 0.25]);
    const probabilities = logProbabilitiesAt(every, 3).map(Math.exp);
    expect(probabilities).toHaveLength(27);
    expect(probabilities.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 12);
    // The first symbol is the lowest digit: 1 = up, then no pulse twice.
    expect(probabilities[1]).toBeCloseTo(0.25 * 0.5 * 0.5, 12);
  });

  it('leaves out symbols that never come', () => {
    const every = everyBeginning(parsed({ task: 'copyMemory', symbols: 2, tokens: 2, delay: 1 }), 300)!;
    // Two tokens, a blank, a marker.
    expect(every.probabilities.map((law) => [...law])).toEqual([
      [0.5, 0.5, 0, 0],
      [0.5, 0.5, 0, 0],
      [0, 0, 1, 0],
      [0, 0, 0, 1],
    ]);
  });

  it.each([
    ['symbols depend on each other', { task: 'markov', length: 5 }],
    ['even one symbol has too many', { task: 'delayedCopy', symbols: 200, length: 5, delay: 1 }],
  ])('is not known where %s', (_, data) => {
    expect(everyBeginning(parsed(data), 100)).toBeUndefined();
  });
});
