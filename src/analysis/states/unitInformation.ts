import { breathe } from '../../base/cancellation';
import type { SequenceSet, Sequences } from '../../data/dataset';
import { stepIndex } from '../../data/realSteps';
import type { LayerActivations } from '../../models/activations';
import { stateRows } from '../../models/stateIndex';
import type { UnitInformation } from '../../result/states/states';
import { type Cells, cellsOf, informationOf, unitBins } from './cells';

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
  const units = unitCells(layer, last, samples);
  const lags = inputCells(set.inputs, last, samples) ? Math.min(last, mostLags) : 0;
  const kept = new Float32Array(layer.units * lags);
  for (let lag = 0; lag < lags; lag++) {
    const input = inputCells(set.inputs, last - lag, samples);
    if (input) units.forEach((unit, i) => (kept[i * lags + lag] = informationOf(unit, input)));
    await breathe(signal);
  }
  const target = targetCells(set, samples);
  const input = inputCells(set.inputs, last, samples);
  const about = target ? 'target' : 'input';
  const other = target ?? input;
  const nats = other ? units.map((unit) => informationOf(unit, other)) : [];
  const known = nats.length > 0 && nats.every((value) => Number.isFinite(value));
  return { lags, kept, ...(known && { information: { about, bins: unitBins, samples, nats } }) };
}

function unitCells(layer: LayerActivations, last: number, samples: number): Cells[] {
  const at = stateRows(layer, last);
  const half = layer.direction === 'both' ? layer.units / 2 : layer.units;
  return Array.from({ length: layer.units }, (_, unit) =>
    cellsOf(
      Float64Array.from({ length: samples }, (__, row) => layer.values[at(row, unit >= half) * layer.units + unit]),
      unitBins,
    ),
  );
}

/** What stands at a step of the sequences: their symbols, or cells of a single number. */
function inputCells(
  { values, symbols, alphabet, features, ...steps }: Sequences,
  time: number,
  samples: number,
): Cells | undefined {
  const placeOf = (row: number): number => {
    const step = stepIndex(steps, row, time);
    return step < 0 ? -1 : row * steps.length + step;
  };
  const places = Int32Array.from({ length: samples }, (_, row) => placeOf(row));
  if (symbols && alphabet !== undefined)
    return { codes: places.map((place) => (place < 0 ? -1 : symbols[place])), count: alphabet };
  return features === 1 ? ofNumbers(places, (place) => values[place]) : undefined;
}

/** The target at the last step. */
function targetCells({ targets, inputs }: SequenceSet, samples: number): Cells | undefined {
  if (!targets) return undefined;
  if (targets.at === 'every') return inputCells(targets, inputs.length, samples);
  const { lengths, ...atEnd } = targets;
  return inputCells(atEnd, 1, samples);
}

/** Numbers in cells of equal counts, those that are none left out. */
function ofNumbers(places: Int32Array, valueAt: (place: number) => number): Cells {
  const there = [...places.keys()].filter((row) => places[row] >= 0 && Number.isFinite(valueAt(places[row])));
  const cut = cellsOf(
    Float64Array.from(there, (row) => valueAt(places[row])),
    unitBins,
  );
  const codes = new Int32Array(places.length).fill(-1);
  there.forEach((row, i) => (codes[row] = cut.codes[i]));
  return { codes, count: cut.count };
}
