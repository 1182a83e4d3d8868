import type { Random } from '../../../base/random';
import type { Breather } from '../../numerics/breather';
import { added, mapped, ridgeMap, type Sums, sumsOf } from './ridgeMaps';
import { StepFeatures } from './stepFeatures';

/** States, row-major [count, units]; those without noise are in single precision, as networks make them. */
export type States = Float32Array | Float64Array;

/** Steps of a state: symbol `symbols[i]` led from row i of `before` to row i of `after`, both [count, units]. */
export interface Transitions {
  readonly units: number;
  readonly before: States;
  readonly symbols: Int32Array;
  /** As it is without declared noise, as `before` is. */
  readonly clean: States;
  /** With the noise that the walkers' states have. */
  readonly after: Float64Array;
}

/** Of every five transitions one says which map predicts best; the map is then fitted to all. */
const oneIn = 5;
const penalties = [1e-4, 1e-2, 0.3];

/**
 * Maps from the state after a step, and the symbol that was read, to the state before it: for each symbol a ridge
 * regression, linear or with curves, whichever predicts held-out transitions better.
 */
export class InverseSteps {
  private constructor(
    private readonly features: StepFeatures,
    private readonly units: number,
    private readonly maps: ReadonlyMap<number, Float64Array>,
    private readonly usual: Float64Array,
  ) {}

  /** @throws CancelledError */
  static async fit(transitions: Omit<Transitions, 'clean'>, random: Random, breather: Breather): Promise<InverseSteps> {
    const { units, before, symbols, after } = transitions;
    const features = new StepFeatures(after, units, random);
    const { width, straight } = features;
    const parts = new Map<number, { fit: number[]; check: number[] }>();
    symbols.forEach((symbol, i) => {
      const part = parts.get(symbol) ?? { fit: [], check: [] };
      parts.set(symbol, part);
      (i % oneIn === 0 ? part.check : part.fit).push(i);
    });
    const choices = [straight, width].flatMap((used) => penalties.map((penalty) => ({ used, penalty, error: 0 })));
    const sums = new Map<number, Sums>();
    for (const [symbol, { fit, check }] of parts) {
      const [known, asked] = [features.of(after, fit), features.of(after, check)];
      const goals = rowsOf(before, check, units);
      const half = sumsOf(known, width, rowsOf(before, fit, units), units);
      for (const choice of choices) {
        const map = ridgeMap(half, width, units, choice.used, choice.penalty);
        mapped(asked, width, map, units).forEach((value, k) => (choice.error += (value - goals[k]) ** 2));
        if (breather.due()) await breather.rest();
      }
      sums.set(symbol, added(half, sumsOf(asked, width, goals, units)));
    }
    const { used, penalty } = choices.reduce((best, choice) => (choice.error < best.error ? choice : best));
    const maps = new Map<number, Float64Array>();
    for (const [symbol, all] of sums) {
      maps.set(symbol, ridgeMap(all, width, units, used, penalty));
      if (breather.due()) await breather.rest();
    }
    const usual = new Float64Array(units);
    for (let k = 0; k < before.length; k++) usual[k % units] += (before[k] * units) / before.length;
    return new InverseSteps(features, units, maps, usual);
  }

  /**
   * The states [count, units] before a step. Where a symbol came in no transition that is the mean state; a negative
   * symbol stands for no step, which leaves the state as it is.
   */
  before(after: Float64Array, symbols: Int32Array): Float64Array {
    const { features, units, maps, usual } = this;
    const out = after.slice();
    const rows = new Map<number, number[]>();
    symbols.forEach((symbol, i) => {
      if (symbol < 0) return;
      const some = rows.get(symbol) ?? [];
      rows.set(symbol, some);
      some.push(i);
    });
    for (const [symbol, some] of rows) {
      const map = maps.get(symbol);
      const found = map && mapped(features.of(after, some), features.width, map, units);
      some.forEach((row, i) => {
        out.set(found ? found.subarray(i * units, (i + 1) * units) : usual, row * units);
      });
    }
    return out;
  }
}

function rowsOf(all: States, rows: readonly number[], units: number): Float64Array {
  const out = new Float64Array(rows.length * units);
  rows.forEach((row, i) => {
    out.set(all.subarray(row * units, (row + 1) * units), i * units);
  });
  return out;
}
