import { describe, expect, it } from 'vitest';
import { decodedMemory } from '../../../src/analysis/measures/decoded/decodedMemory';
import { planSnapshot } from '../../../src/analysis/plan/planSnapshot';
import { Random } from '../../../src/base/random';
import { dataSchema } from '../../../src/config/schema/data';
import { automatonOf } from '../../../src/data/tasks/automatonTable';
import { discreteSequences } from '../../../src/data/sequences';
import { withLengths } from '../../../src/data/realSteps';
import { runEstimationJob } from '../../../src/information/runJob';
import type { LayerActivations } from '../../../src/models/activations';
import { allStates } from '../../../src/models/heldStates';
import { configOf } from '../../support/configs';

const bits = (nats: number): number => nats / Math.LN2;

/** States of a network that is not here, after every symbol. */
interface Recording {
  readonly samples: number;
  readonly length: number;
  readonly alphabet: number;
  readonly units: number;
  readonly symbols: Int32Array;
  readonly values: Float32Array;
  readonly lengths?: Int32Array;
}

const fair = (samples: number, length: number, alphabet: number, seed = 1): Int32Array => {
  const random = new Random(seed);
  return Int32Array.from({ length: samples * length }, () => random.integer(alphabet));
};

/** The states that an automaton goes through, each with a row of numbers of its own. */
function automaton(task: object, samples: number, length: number, code: (state: number) => number[]): Recording {
  const { next, probabilities } = automatonOf(dataSchema.parse({ task: 'automaton', length, ...task }) as never);
  const alphabet = probabilities.length;
  const symbols = fair(samples, length, alphabet);
  const codes = next.map((_, state) => code(state));
  const units = codes[0].length;
  const values = new Float32Array(samples * length * units);
  for (let i = 0, state = 0; i < symbols.length; i++) {
    state = next[i % length === 0 ? 0 : state][symbols[i]];
    values.set(codes[state], i * units);
  }
  return { samples, length, alphabet, units, symbols, values };
}

async function measured({ samples, length, alphabet, units, symbols, values, lengths }: Recording) {
  const config = configOf(
    JSON.stringify({
      data: { task: 'activations', inputs: 'x.npy', layers: { h: 'h.npy' } },
      analysis: { samples, quantities: ['memory', 'conditionalMemory'] },
    }),
  );
  const inputs = discreteSequences(symbols, samples, length, alphabet);
  const set = { inputs: lengths ? withLengths(inputs, lengths) : inputs, targets: undefined };
  const states: LayerActivations[] = [
    { layer: 'h', type: 'gru', values, samples, length, units, recurrent: true, stochastic: false, lengths },
  ].map(({ lengths: own, ...layer }) => ({ ...layer, ...(own && { lengths: own }) }));
  const { job, planned } = planSnapshot(config, set, states, samples, false);
  const outcomes = await runEstimationJob(job);
  const memory = outcomes.flatMap((one, i) => ('nats' in one ? [{ lag: planned[i].lag, ...one }] : []));
  const snapshot = { config, set, states: allStates(states), samples, epoch: 0, known: new Set<string>() };
  const terms = await decodedMemory(snapshot, runEstimationJob);
  terms.sort((a, b) => (a.lag ?? 0) - (b.lag ?? 0));
  return { memory, terms };
}

describe('memory given all later inputs, of states whose network is not here', () => {
  it('words over A5: the oldest symbol holds what no lag shows', async () => {
    const code = new Random(7);
    const { memory, terms } = await measured(
      automaton({ automaton: 'A5' }, 4000, 4, () => Array.from({ length: 40 }, () => code.normal())),
    );
    for (const { low } of memory) expect(bits(low)).toBeLessThan(0.1);
    for (const { low } of terms.slice(0, -1)) expect(bits(low)).toBeLessThan(0.1);
    const oldest = terms[3];
    expect(bits(oldest.value)).toBeGreaterThan(4);
    expect(bits(oldest.value)).toBeLessThan(Math.log2(60) + 0.05);
    expect(oldest).toMatchObject({ lag: 3, bound: 'lower', estimator: 'probe', assumes: 'independentInputs' });
  });

  it.each([1, 3])('parity: one bit at the oldest symbol, by %i columns', async (units) => {
    const { memory, terms } = await measured(
      automaton({ automaton: 'parity' }, 1000, 12, (state) =>
        Array.from({ length: units }, (_, j) => (j % 2 === 0 ? 2 * state - 1 : 0.3 * state)),
      ),
    );
    for (const { low } of memory) expect(bits(low)).toBeLessThan(0.02);
    for (const { low } of terms.slice(0, -1)) expect(bits(low)).toBeLessThan(0.02);
    expect(bits(terms[11].value)).toBeGreaterThan(0.97);
  });

  it('sequences of different lengths: the bit stands where a sequence begins', async () => {
    const recording = automaton({ automaton: 'parity' }, 1000, 6, (state) => [2 * state - 1]);
    const lengths = Int32Array.from({ length: 1000 }, (_, i) => (i % 2 === 0 ? 6 : 4));
    const { terms } = await measured({ ...recording, lengths });
    expect(terms.map(({ samples }) => samples)).toEqual([334, 334, 334, 334, 167, 167]);
    for (const lag of [0, 1, 2, 4]) expect(bits(terms[lag].low)).toBeLessThan(0.02);
    // One in two sequences begins three steps back, and nobody says which: 1 - H(1/4) of a bit.
    const some = 1 + 0.25 * Math.log2(0.25) + 0.75 * Math.log2(0.75);
    expect(bits(terms[3].low)).toBeLessThan(some);
    expect(bits(terms[3].value)).toBeGreaterThan(some / 2);
    expect(bits(terms[5].value)).toBeGreaterThan(0.97);
  });

  it('a fading line of three columns: each symbol its part, together what a block holds', async () => {
    const [samples, length] = [1500, 6];
    const symbols = fair(samples, length, 4);
    const values = new Float32Array(samples * length * 3);
    for (let i = 0; i < samples * length; i++)
      for (let j = 0; j < 3 && j <= i % length; j++) values[i * 3 + j] = symbols[i - j];
    const { terms } = await measured({ samples, length, alphabet: 4, units: 3, symbols, values });
    terms.forEach(({ value }, lag) => expect(bits(value)).toBeCloseTo(lag < 3 ? 2 : 0, 1));
  });

  it('nothing where states know nothing of the input', async () => {
    const [samples, length, units] = [1000, 8, 6];
    const random = new Random(5);
    const values = Float32Array.from({ length: samples * length * units }, () => random.normal());
    const { terms } = await measured({
      samples,
      length,
      alphabet: 4,
      units,
      symbols: fair(samples, length, 4),
      values,
    });
    expect(terms).toHaveLength(length);
    for (const { value } of terms) expect(bits(value)).toBeLessThan(0.02);
  });

  it('none of inputs that depend on each other', async () => {
    const [samples, length] = [600, 10];
    const random = new Random(9);
    const symbols = fair(samples, length, 3);
    for (let i = 0; i < symbols.length; i++) if (i % length > 1 && random.uniform() < 0.15) symbols[i] = symbols[i - 2];
    const values = Float32Array.from(symbols);
    const { terms } = await measured({ samples, length, alphabet: 3, units: 1, symbols, values });
    expect(terms).toEqual([]);
  });
});
