import { breathe } from '../../base/cancellation';
import type { SequenceSet, Sequences, Targets } from '../../data/dataset';
import { stepIndex } from '../../data/realSteps';
import type { LayerActivations } from '../../models/activations';
import { stateRows } from '../../models/stateIndex';
import type { UnitInformation } from '../../result/states/states';
import { binsFor, binsOfBoth, type Cells, cellsOf, informationOf } from './cells';

/** Sequences that the estimates of units are made from, at most. */
const mostSequences = 4096;
/** Steps back from the last of which each unit's information about the input is kept, at most. */
const mostLags = 64;

/** What each unit of a layer tells at the last step. */
export interface UnitsTell {
  readonly information?: UnitInformation;
  readonly lags: number;
  /** [units, lags], nats: I(unit at the last step; input that many steps before). */
  readonly kept: Float32Array;
  /** Cells of a unit in `kept`. */
  readonly bins?: number;
}

/**
 * What each unit of a layer tells about the target at the last step, or where there is none about the input there; and
 * about every single input before. Nothing about what is neither symbols nor a single number.
 * @param layer holds the states of the last step
 * @throws CancelledError
 */
export async function unitsTell(layer: LayerActivations, set: SequenceSet, signal: AbortSignal): Promise<UnitsTell> {
  const samples = Math.min(layer.samples, mostSequences);
  const last = set.inputs.length;
  const made = new Map<number, Cells[]>();
  const unitsIn = (bins: number): Cells[] => {
    const known = made.get(bins) ?? unitCells(layer, last, samples, bins);
    made.set(bins, known);
    return known;
  };
  const inputs = cutOf(set.inputs, samples);
  const lags = inputs ? Math.min(last, mostLags) : 0;
  const kept = new Float32Array(layer.units * lags);
  for (let lag = 0; lag < lags && inputs; lag++) {
    const input = cellsAt(set.inputs, last - lag, samples, inputs);
    unitsIn(inputs).forEach((unit, i) => (kept[i * lags + lag] = informationOf(unit, input)));
    await breathe(signal);
  }
  const { targets } = set;
  const about = targets ?? set.inputs;
  const bins = cutOf(about, samples);
  const other = bins === undefined ? undefined : cellsAt(...atLast(about, last), samples, bins);
  const nats = other && bins !== undefined ? unitsIn(bins).map((unit) => informationOf(unit, other)) : [];
  const isKnown = bins !== undefined && nats.length > 0 && nats.every((value) => Number.isFinite(value));
  return {
    lags,
    kept,
    ...(inputs !== undefined && { bins: inputs }),
    ...(isKnown && { information: { about: targets ? 'target' : 'input', bins, samples, nats } }),
  };
}

/** The cells that a unit is cut into against these; undefined where they are no few symbols and no single number. */
const cutOf = ({ symbols, alphabet, features }: Sequences, samples: number): number | undefined =>
  symbols && alphabet !== undefined ? binsFor(samples, alphabet) : features === 1 ? binsOfBoth(samples) : undefined;

/** The last step, of a target that each sequence has one of as well. */
function atLast(sequences: Sequences & Partial<Pick<Targets, 'at'>>, last: number): [Sequences, number] {
  if (sequences.at !== 'end') return [sequences, last];
  const { lengths, ...atEnd } = sequences;
  return [atEnd, 1];
}

function unitCells(layer: LayerActivations, last: number, samples: number, bins: number): Cells[] {
  const at = stateRows(layer, last);
  const half = layer.direction === 'both' ? layer.units / 2 : layer.units;
  return Array.from({ length: layer.units }, (_, unit) =>
    cellsOf(
      Float64Array.from({ length: samples }, (__, row) => layer.values[at(row, unit >= half) * layer.units + unit]),
      bins,
    ),
  );
}

/** What stands at a step of the sequences: their symbols, or cells of a single number. */
function cellsAt(
  { values, symbols, alphabet, ...steps }: Sequences,
  time: number,
  samples: number,
  bins: number,
): Cells {
  const places = Int32Array.from({ length: samples }, (_, row) => {
    const step = stepIndex(steps, row, time);
    return step < 0 ? -1 : row * steps.length + step;
  });
  return symbols && alphabet !== undefined
    ? { codes: places.map((place) => (place < 0 ? -1 : symbols[place])), count: alphabet }
    : ofNumbers(places, (place) => values[place], bins);
}

/** Numbers in cells of equal counts, those that are none left out. */
function ofNumbers(places: Int32Array, valueAt: (place: number) => number, bins: number): Cells {
  const there = [...places.keys()].filter((row) => places[row] >= 0 && Number.isFinite(valueAt(places[row])));
  const cut = cellsOf(
    Float64Array.from(there, (row) => valueAt(places[row])),
    bins,
  );
  const codes = new Int32Array(places.length).fill(-1);
  there.forEach((row, i) => (codes[row] = cut.codes[i]));
  return { codes, count: cut.count };
}
