import type { Breather } from '../numerics/breather';
import { z95 } from '../numerics/special';
import {
  centre,
  countOfProducts,
  productsOfDegree,
  stepFunctions,
  type StepFunction,
  type StepValues,
} from './inputFunctions';
import { functionCapacity, type LinearReadout, linearReadout, plainThreshold } from './linearReadout';

/** The highest degree of a product of inputs that is read. */
export const mostDegree = 5;
/** Products of one degree at most: older inputs are left out of products first. */
const mostProducts = 3000;
/** Multiplications for all products of one degree, at most. */
const mostWork = 2e9;
/** Rows are wanted for each direction of the state: with fewer, least squares fits anything. */
const rowsPerDirection = 3;

/** A capacity, or a sum of them: shares of variance, so that 1 is one function of the input in full. */
export interface Capacity {
  readonly value: number;
  readonly low: number;
  readonly high: number;
  /** Functions of the input that were read, and those of them that are distinguishable from zero. */
  readonly functions: number;
  readonly counted: number;
  /** The share from which one function counts. */
  readonly threshold: number;
  /** Directions of the state that vary: all capacities together are at most this. */
  readonly rank: number;
  readonly samples: number;
}

export interface CapacityOfDegree extends Capacity {
  readonly degree: number;
  /** Steps back from the last whose inputs are in the products. */
  readonly steps: number;
}

export interface Capacities {
  readonly ofDegree: readonly CapacityOfDegree[];
  readonly total: Capacity;
}

/** The read-out of a state, where there are sequences enough for it. */
export function readoutOf(states: Float64Array, samples: number, units: number): LinearReadout | undefined {
  const readout = linearReadout(states, samples, units);
  return readout.rank > 0 && samples >= rowsPerDirection * (readout.rank + 1) ? readout : undefined;
}

/** A sum of capacities over functions of the same rows. */
class Sum {
  private readonly influence: Float64Array;
  private kept = 0;
  private all = 0;
  private spread = 0;
  private keptSpread = 0;
  private functions = 0;
  private counted = 0;
  private threshold: number;

  constructor(private readonly readout: LinearReadout) {
    this.influence = new Float64Array(readout.samples);
    this.threshold = plainThreshold(readout.samples, readout.rank);
  }

  add(z: Float64Array): void {
    const { value, counts, threshold, spread } = functionCapacity(this.readout, z, this.influence);
    this.all += value;
    this.functions++;
    this.spread += spread;
    if (counts) {
      this.kept += value;
      this.keptSpread += spread;
      this.counted++;
    }
    // The largest that was asked of a function that does not count.
    if (!counts) this.threshold = Math.max(this.threshold, threshold);
  }

  with(other: Sum): Sum {
    const both = new Sum(this.readout);
    for (const one of [this, other]) {
      both.kept += one.kept;
      both.all += one.all;
      both.spread += one.spread;
      both.keptSpread += one.keptSpread;
      both.functions += one.functions;
      both.counted += one.counted;
      both.threshold = Math.max(both.threshold, one.threshold);
      for (let i = 0; i < both.influence.length; i++) both.influence[i] += one.influence[i];
    }
    return both;
  }

  /**
   * The sum over the functions that count. Those that do not are zero or small: its upper end also holds the sum over
   * all functions, whose bias is removed.
   */
  get(): Capacity {
    const { samples, rank } = this.readout;
    const most = Math.min(rank, this.functions);
    const within = (value: number): number => Math.min(most, Math.max(0, value));
    const margin = (spread: number): number => z95 * Math.sqrt(squares(this.influence) + spread);
    return {
      value: within(this.kept),
      low: within(this.kept - margin(this.keptSpread)),
      high: within(Math.max(this.kept, this.all) + margin(this.spread)),
      functions: this.functions,
      counted: this.counted,
      threshold: this.threshold,
      rank,
      samples,
    };
  }
}

function squares(values: Float64Array): number {
  let sum = 0;
  for (const value of values) sum += value * value;
  return sum;
}

/**
 * The capacity of a state for the input of one step: the sum of the capacities of K - 1 functions of K symbols, or of
 * the numbers without their correlation, which is Pillai's trace. Of one number it is r^2 (Jaeger 2002).
 */
export function stepCapacity(readout: LinearReadout, step: StepValues): Capacity {
  const sum = new Sum(readout);
  for (const { values } of stepFunctions(step, 1)) sum.add(values);
  return sum.get();
}

/**
 * The information processing capacity of a state (Dambre et al. 2012): the share of variance that a linear read-out
 * gives of each of a complete set of functions of the past inputs, summed by degree. Degree 1 is memory; that of a
 * product of symbols is their number. For independent inputs all functions are uncorrelated, and the sum over
 * all degrees and steps is at most the directions of the state.
 * @param steps the inputs, those of the last step first; symbols, or one number each
 * @throws CancelledError
 */
export async function processingCapacities(
  readout: LinearReadout,
  steps: readonly StepValues[],
  breather: Breather,
): Promise<Capacities> {
  const functions = steps.map((step) => stepFunctions(step, mostDegree));
  const sums: { degree: number; steps: number; sum: Sum }[] = [];
  const most = Math.min(mostProducts, Math.floor(mostWork / (readout.samples * (readout.rank + 20))));
  for (let degree = 1; degree <= mostDegree; degree++) {
    const window = degree === 1 ? steps.length : windowOf(functions, degree, most);
    if (window === 0) break;
    const near = functions.slice(0, window);
    const sum = new Sum(readout);
    let isAny = false;
    for (const product of productsOfDegree(
      near.map((own) => own.map((one) => one.degree)),
      degree,
    )) {
      const z = productOf(near, product);
      if (!z) continue;
      isAny = true;
      sum.add(z);
      if (breather.due()) await breather.rest();
    }
    if (isAny) sums.push({ degree, steps: window, sum });
  }
  return {
    ofDegree: sums.map(({ degree, steps: window, sum }) => ({ degree, steps: window, ...sum.get() })),
    total: sums.reduce((all, { sum }) => all.with(sum), new Sum(readout)).get(),
  };
}

/** The most steps whose products of this degree are not too many. */
function windowOf(functions: readonly (readonly StepFunction[])[], degree: number, most: number): number {
  const counts = Array.from({ length: mostDegree }, (_, j) =>
    Math.max(0, ...functions.map((own) => own.filter((one) => one.degree === j + 1).length)),
  );
  let window = 0;
  while (window < functions.length && (countOfProducts(counts, window + 1, degree).at(-1) ?? 0) <= most) window++;
  return window;
}

/** The product, centred and of unit variance; undefined where it never differs. */
function productOf(
  functions: readonly (readonly StepFunction[])[],
  product: readonly { readonly step: number; readonly place: number }[],
): Float64Array | undefined {
  const [first, ...others] = product.map(({ step, place }) => functions[step][place].values);
  const values = first.slice();
  for (const other of others) for (let i = 0; i < values.length; i++) values[i] *= other[i];
  const square = centre(values);
  if (!(square > 1e-12)) return undefined;
  const scale = 1 / Math.sqrt(square);
  for (let i = 0; i < values.length; i++) values[i] *= scale;
  return values;
}
