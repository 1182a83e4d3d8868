import { sentence, type Sentence } from '../../../base/sentence';
import type { Sequences } from '../../../data/dataset';
import { isPadded, rowsReaching } from '../../../data/realSteps';
import type { Breather } from '../../../information/numerics/breather';
import { stepsLookIndependent } from '../../../information/looks/independentSteps';
import { Random } from '../../../base/random';
import { type Capacity, processingCapacities, readoutOf, stepCapacity } from '../../../information/readout/capacities';
import type { StepValues } from '../../../information/readout/inputFunctions';
import type { LinearReadout } from '../../../information/readout/linearReadout';
import type { LayerActivations } from '../../../models/activations';
import type { Measured } from '../../../result/measured';
import { inputSource } from '../../../data/inputSource';
import { analysedTimes } from '../../plan/times';
import { stepVariable } from '../../plan/variables';
import { linearTruth } from '../../truth/linearNetwork';
import type { AskedContext, AskedFound } from './asked';
import { endComputedFrom, noisyEnd, rememberingLayers } from './layersAtEnd';

/** Sequences that the read-out is fitted to, at most: more would only narrow intervals that are narrow. */
const mostRows = 20_000;

/**
 * Memory capacity over lag, and the information processing capacity by degree, of the state at the last step of every
 * layer with a memory (Jaeger 2002; Dambre et al. 2012). Capacities of single steps stand for any input; their sums and
 * those of products only for independent ones.
 * @throws CancelledError
 */
export async function layerCapacities(context: AskedContext, breather: Breather): Promise<AskedFound> {
  const { config, dataset, states } = context;
  const { inputs } = dataset.heldOut;
  const { length } = inputs;
  const rows = Int32Array.from({ length: Math.min(mostRows, context.samples) }, (_, row) => row);
  const notes: Sentence[] = [];
  const measured: Measured[] = [];
  const layers = rememberingLayers(states, length);
  const whole = layers.length === 0 ? undefined : reasonAgainstSums(context, rows);
  if (whole) notes.push(whole);
  for (const layer of layers) {
    const common = {
      layer: layer.layer,
      epoch: context.epoch,
      time: length,
      unit: 'functions' as const,
      estimator: 'leastSquares' as const,
      of: endComputedFrom(config, layer),
    };
    const end = noisyEnd(config, layer, length, rows);
    const readout = readoutOf(end, rows.length, layer.units);
    if (!readout) {
      notes.push(
        sentence(
          'The memory capacity of {0} is not measured: {1} sequences are too few for the {2} units. Raise "samples".',
          ...[layer.layer, rows.length, layer.units],
        ),
      );
      continue;
    }
    const from = layer.direction === 'backward' ? ('start' as const) : undefined;
    const exact = exactOf(context, layer);
    for (const time of analysedTimes(length).reverse()) {
      const lag = length - time;
      const own = rowsReaching(inputs, time, rows);
      const fitted = own === rows ? readout : readoutOf(take(end, own, layer.units), own.length, layer.units);
      if (!fitted) continue;
      const step = stepOf(inputs, time, own, from);
      measured.push({
        measure: 'lagCapacity',
        ...common,
        lag,
        ...(from && { from }),
        ...numbersOf(stepCapacity(fitted, step)),
        bound: 'none',
        ...(exact.has(lag) && { exact: exact.get(lag) }),
      });
      if (breather.due()) await breather.rest();
    }
    if (whole) continue;
    const sums = await sumsOf(readout, inputs, rows, from, breather);
    measured.push(...sums.map((sum) => ({ ...common, ...sum, ...(sum.degree === 1 && sumOf(exact, length)) })));
  }
  return { measured, notes };
}

/** The closed form of all lags together. */
function sumOf(exact: ReadonlyMap<number, number>, length: number): Pick<Measured, 'exact'> {
  return exact.size === length ? { exact: [...exact.values()].reduce((sum, value) => sum + value, 0) } : {};
}

type Common = 'layer' | 'epoch' | 'time' | 'unit' | 'estimator' | 'of';

/** The sums by degree, and of all of them. */
async function sumsOf(
  readout: LinearReadout,
  inputs: Sequences,
  rows: Int32Array,
  from: 'start' | undefined,
  breather: Breather,
): Promise<Omit<Measured, Common>[]> {
  const { length } = inputs;
  const steps = Array.from({ length }, (_, lag) => stepOf(inputs, length - lag, rows, from));
  const { ofDegree, total } = await processingCapacities(readout, steps, breather);
  return [
    ...ofDegree.map(({ degree, steps: window, ...capacity }) => ({
      measure: 'degreeCapacity' as const,
      degree,
      ...(window < length && { steps: window }),
      ...numbersOf(capacity),
      bound: window < length ? ('lower' as const) : ('none' as const),
    })),
    // Products of more inputs are left out.
    { measure: 'totalCapacity' as const, ...numbersOf(total), bound: 'lower' as const },
  ];
}

const numbersOf = ({ value, low, high, functions, counted, threshold, rank, samples }: Capacity) => ({
  ...{ value, low, high, functions, counted, threshold, rank, samples },
});

const stepOf = (inputs: Sequences, time: number, rows: Int32Array, from?: 'start'): StepValues => {
  const { kind, values, samples, dimensions } = stepVariable('X_t', inputs, time, rows, from);
  return { kind: kind === 'discrete' ? 'symbols' : 'numbers', values, samples, dimensions };
};

/** The rows of a matrix [rows, width] with these numbers, which are its first ones in another choice. */
function take(values: Float64Array, rows: Int32Array, width: number): Float64Array {
  const out = new Float64Array(rows.length * width);
  rows.forEach((row, i) => out.set(values.subarray(row * width, (row + 1) * width), i * width));
  return out;
}

/** Why capacities of different functions do not add up here; undefined where they do. */
function reasonAgainstSums({ config, dataset }: AskedContext, rows: Int32Array): Sentence | undefined {
  const { inputs } = dataset.heldOut;
  if (isPadded(inputs))
    return sentence('Capacities are not summed over lags and degrees, since the sequences differ in length.');
  if (!inputs.symbols && inputs.features > 1)
    return sentence('Capacities are not summed over lags and degrees, since each input is several numbers.');
  if (!areIndependent(config, inputs, rows))
    return sentence(
      'Capacities are not summed over lags and degrees, since inputs of different steps depend on each other.',
    );
  return undefined;
}

/** By the task's law where it is known, and else as the inputs look. */
function areIndependent({ data, seed }: AskedContext['config'], inputs: Sequences, rows: Int32Array): boolean {
  const source = inputSource(data);
  if (source) return source.independent === true;
  const { task } = data;
  if (task === 'gaussianNoise' || task === 'narma') return true;
  if (task === 'mackeyGlass' || task === 'lorenz' || task === 'gaussianProcess') return false;
  const { length, symbols, values, alphabet = 0 } = inputs;
  const random = new Random(seed).fork('independent steps');
  const count = rows.length * length;
  if (symbols) return stepsLookIndependent(symbols.subarray(0, count), length, alphabet, random);
  return stepsLookIndependent(eighths(values.subarray(0, count)), length, 8, random);
}

/** Numbers as symbols of nearly equal shares. */
function eighths(values: Float32Array): Int32Array {
  const sorted = values.slice().sort();
  const cuts = [1, 2, 3, 4, 5, 6, 7].map((k) => sorted[Math.floor((k * sorted.length) / 8)]);
  return Int32Array.from(values, (value) => cuts.filter((cut) => value >= cut).length);
}

/** r^2 = 1 - exp(-2I) at each lag of a linear layer on one Gaussian number a step. */
function exactOf({ config, dataset, weights }: AskedContext, { layer }: LayerActivations): Map<number, number> {
  const lines = dataset.heldOut.inputs.features === 1 ? linearTruth(config, weights) : [];
  return new Map(
    lines.flatMap(({ quantity, target, lag, nats }) =>
      quantity === 'memory' && target === layer && lag !== undefined ? [[lag, 1 - Math.exp(-2 * nats)]] : [],
    ),
  );
}
