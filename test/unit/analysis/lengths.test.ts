import { describe, expect, it } from 'vitest';
import { planSnapshot } from '../../../src/analysis/plan/planSnapshot';
import { stateIndex } from '../../../src/models/stateIndex';
import { rowsWithTarget } from '../../../src/analysis/plan/times';
import { stepVariable } from '../../../src/analysis/plan/variables';
import { sourceEntropies } from '../../../src/analysis/measures/entropies';
import { stateCapacities } from '../../../src/analysis/measures/capacities';
import { readConfig } from '../../../src/config/readConfig';
import type { SequenceSet, Sequences } from '../../../src/data/dataset';
import { headTargets } from '../../../src/data/headTargets';
import { discreteSequences, selectSequences } from '../../../src/data/sequences';
import { withLengths } from '../../../src/data/realSteps';
import type { LayerActivations } from '../../../src/models/activations';

const config = readConfig(
  `{ "data": { "task": "activations", "inputs": "x.npy", "layers": { "h": "h.npy" } },
     "analysis": { "positions": "all" } }`,
).config!;

const [samples, length, units] = [100, 6, 2];
/** Two in three sequences have all steps, the others half of them. */
const lengths = Int32Array.from({ length: samples }, (_, i) => (i % 3 === 0 ? 3 : length));
const isReal = (i: number, width: number): boolean =>
  Math.floor(i / width) % length < lengths[Math.floor(i / (width * length))];

/** Inputs and every-step targets; `padding` stands behind the real steps. */
function setOf(padding: number): SequenceSet {
  const symbols = Int32Array.from({ length: samples * length }, (_, i) =>
    isReal(i, 1) ? (7 * i + (i >> 3)) % 4 : padding,
  );
  const inputs: Sequences = withLengths(discreteSequences(symbols, samples, length, 4), lengths);
  return { inputs, targets: { ...inputs, at: 'every' } };
}

function layerOf(padding: number, more: Partial<LayerActivations> = {}): LayerActivations {
  return {
    layer: 'h',
    type: 'lstm',
    values: Float32Array.from({ length: samples * length * units }, (_, i) => (isReal(i, units) ? i : padding)),
    samples,
    length,
    units,
    recurrent: true,
    stochastic: false,
    lengths,
    ...more,
  };
}

describe('sequences of different lengths', () => {
  it('give the same plan whatever stands behind their ends', () => {
    const plan = planSnapshot(config, setOf(0), [layerOf(0)], samples, true);
    const other = planSnapshot(config, setOf(3), [layerOf(99)], samples, true);
    expect(other.planned).toEqual(plan.planned);
    expect(other.job.pairs).toEqual(plan.job.pairs);
    other.job.variables.forEach((variable, i) => expect(variable).toEqual(plan.job.variables[i]));
    expect(
      plan.job.variables.flatMap(({ kind, values }) => (kind === 'discrete' ? [...values] : [])).filter((v) => v < 0),
    )
      // -1 would stand for a step before a sequence begins.
      .toEqual([]);
  });

  it('count steps from their own end: the last of all is last, and lags reach as far as each goes', () => {
    const set = setOf(0);
    const rows = Int32Array.from({ length: samples }, (_, i) => i);
    const last = stepVariable('X', set.inputs, length, rows);
    expect([...last.values]).toEqual(Array.from(rows, (i) => set.inputs.symbols?.[i * length + lengths[i] - 1]));
    const { planned, job } = planSnapshot(config, set, [layerOf(0)], samples, true);
    const sizes = new Map(
      planned.flatMap(({ quantity, time, lag }, i) =>
        quantity === 'memory' && time === length ? [[lag, job.variables[job.pairs[i].x].samples]] : [],
      ),
    );
    expect([...sizes].sort()).toEqual([
      [0, 100],
      [1, 100],
      [2, 100],
      [3, 66],
      [4, 66],
      [5, 66],
    ]);
    planned.forEach((_, i) => {
      const { x, y } = job.pairs[i];
      expect(job.variables[x].samples).toBe(job.variables[y].samples);
    });
  });

  it('leave out the lags that too few sequences reach', () => {
    const few = Int32Array.from({ length: samples }, (_, i) => (i < 19 ? length : 4));
    const set = setOf(0);
    const inputs = withLengths({ ...set.inputs }, few);
    const { planned } = planSnapshot(config, { inputs }, [layerOf(0, { lengths: few })], samples, true);
    expect(Math.max(...planned.map(({ lag = 0 }) => lag))).toBe(3);
  });

  it('keep their lengths when they are selected, and end where they end for the next input', () => {
    const { inputs } = setOf(0);
    expect([...(selectSequences(inputs, Int32Array.of(1, 0)).lengths ?? [])]).toEqual([length, 3]);
    const next = headTargets({ inputs }, 'next');
    expect([...(next?.symbols?.subarray(0, length) ?? [])]).toEqual([
      inputs.symbols?.[1],
      inputs.symbols?.[2],
      -1,
      -1,
      -1,
      -1,
    ]);
    expect(next && rowsWithTarget(next, length, Int32Array.of(0, 1))).toHaveLength(0);
    expect(next && rowsWithTarget(next, length - 1, Int32Array.of(0, 1))).toHaveLength(2);
    expect(next && rowsWithTarget(next, 1, Int32Array.of(0, 1))).toEqual(Int32Array.of(1));
  });

  it('have the capacity of the states at their own ends', () => {
    const alone = layerOf(0, {
      length: 1,
      lengths: undefined,
      values: Float32Array.from({ length: samples * units }, (_, i) => {
        const row = Math.floor(i / units);
        return (row * length + lengths[row] - 1) * units + (i % units);
      }),
    });
    expect(stateCapacities(0, [layerOf(0)], length, config)).toEqual(stateCapacities(0, [alone], length, config));
  });
});

describe('a layer that reads backward', () => {
  const backward = layerOf(0, { direction: 'backward' });

  it('ends at the first step, and stands beside a target of its own step', () => {
    for (const row of [0, 1]) {
      expect(stateIndex(backward, row, length)).toBe(0);
      expect(stateIndex(backward, row, length, 'step')).toBe(lengths[row] - 1);
      expect(stateIndex(backward, row, length - 2)).toBe(2);
    }
    expect(stateIndex(backward, 0, 1)).toBe(-1);
    expect(stateIndex({ ...backward, direction: 'both' }, 0, length)).toBe(2);
    expect(stateIndex({ ...backward, direction: 'both' }, 0, length, 'own order', true)).toBe(0);
  });

  it('predicts nothing, and has no map over positions', () => {
    const both = planSnapshot(config, setOf(0), [backward, layerOf(0, { layer: 'above' })], samples, true).planned;
    expect(both.filter(({ quantity }) => quantity === 'predictiveInformation')).toEqual([]);
    expect(
      both.filter(({ quantity, target, time }) => quantity === 'memory' && target === 'h' && time !== length),
    ).toEqual([]);
  });
});

describe('lags of a backward direction, where sequences differ in length', () => {
  const held = 2;
  const set = setOf(0);
  const symbolAt = (row: number, step: number): number => set.inputs.symbols?.[row * length + step] ?? NaN;
  /** The states of two units whose second holds the input of `back` steps before, in the direction's own order. */
  const copying = (units: number, reads: 'forward' | 'backward'): Float32Array => {
    const values = new Float32Array(samples * length * units);
    const way = reads === 'forward' ? -held : held;
    for (let row = 0; row < samples; row++)
      for (let step = 0; step < lengths[row]; step++)
        if (step + way >= 0 && step + way < lengths[row])
          values[(row * length + step) * units + units - 1] = symbolAt(row, step + way);
    return values;
  };
  /** The lags at which the last unit of the final state is the input, of all that were planned. */
  const lagsOf = (layer: LayerActivations, from: 'start' | undefined): (number | undefined)[] => {
    const { planned, job } = planSnapshot(binned, set, [layer], samples, true);
    return planned.flatMap((plan, i) => {
      if (plan.quantity !== 'memory' || plan.time !== length || plan.from !== from) return [];
      const [x, y] = [job.variables[job.pairs[i].x], job.variables[job.pairs[i].y]];
      const isCopy = x.values.every((value, row) => value === y.values[(row + 1) * y.dimensions - 1]);
      return isCopy ? [plan.lag] : [];
    });
  };
  const binned = { ...config, analysis: { ...config.analysis, estimator: 'binning' as const } };

  it('are counted from the first step on, of which the final state has read the latest', () => {
    const backward = layerOf(0, { direction: 'backward', values: copying(units, 'backward') });
    expect(lagsOf(backward, 'start')).toEqual([held]);
    expect(lagsOf(backward, undefined)).toEqual([]);
    const forward = layerOf(0, { values: copying(units, 'forward') });
    expect(lagsOf(forward, undefined)).toEqual([held]);
    expect(lagsOf(forward, 'start')).toEqual([]);
  });

  it('and of a layer of both directions from either end', () => {
    const values = copying(units, 'backward');
    const both = layerOf(0, { direction: 'both', type: 'bidirectional', values });
    const before = copying(units, 'forward');
    values.forEach((_, i) => {
      if (i % units === 0) values[i] = before[i + 1];
    });
    expect(lagsOf(both, 'start')).toEqual([held]);
    const swapped = layerOf(0, { ...both, values: before });
    // Its second half holds what a forward direction would: the final state of a backward one has nothing to hold.
    expect(lagsOf(swapped, 'start')).toEqual([]);
  });

  it('are those from one end alone where all sequences are of one length', () => {
    const { lengths: none, ...inputs } = set.inputs;
    expect(none).toBeDefined();
    const whole = { inputs };
    const plans = (direction: 'backward' | 'both'): Set<string | undefined> =>
      new Set(
        planSnapshot(config, whole, [layerOf(0, { direction, lengths: undefined })], samples, true).planned.flatMap(
          ({ quantity, from }) => (quantity === 'memory' ? [from] : []),
        ),
      );
    expect([...plans('backward')]).toEqual(['start']);
    expect([...plans('both')]).toEqual([undefined]);
  });

  it('of a network here that hands on the last states of both directions are counted from either end', () => {
    const own = readConfig(
      `{ "data": { "task": "delayedCopy" }, "model": { "layers": [
          { "type": "bidirectional", "name": "h", "mergeMode": "sum", "layer": { "type": "gru", "units": 2 } },
          { "type": "dense", "name": "out", "units": 4 } ] } }`,
    ).config!;
    const targets = { ...set.inputs, at: 'end' as const, length: 1, symbols: set.inputs.symbols?.slice(0, samples) };
    const layer = layerOf(0, { type: 'bidirectional' });
    const origins = (at: 'end' | 'every'): Set<string | undefined> =>
      new Set(
        planSnapshot(own, { ...set, targets: at === 'end' ? targets : undefined }, [layer], samples, true)
          .planned.filter(({ quantity }) => quantity === 'memory')
          .map(({ from }) => from),
      );
    expect([...origins('end')]).toEqual([undefined, 'start']);
    // With a target at every step its states are those of single steps.
    expect([...origins('every')]).toEqual([undefined]);
  });
});

describe('entropies of the input', () => {
  it('are of real steps at every step', async () => {
    const { inputs } = setOf(0);
    const found = await sourceEntropies(0, { inputs }, samples, config, true, new AbortController().signal);
    expect(found.map(({ time, samples: of }) => [time, of])).toEqual([
      [1, 66],
      [2, 66],
      [3, 66],
      [4, 100],
      [5, 100],
      [6, 100],
    ]);
    for (const { value } of found) expect(value).toBeLessThanOrEqual(Math.log(4) + 1e-9);
  });
});
