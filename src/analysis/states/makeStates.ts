import { breathe } from '../../base/cancellation';
import type { SequenceSet } from '../../data/dataset';
import { type HeldStates, someLayers, statesAt } from '../../models/heldStates';
import type { StatesArray, StatesHeader } from '../../result/states/states';
import type { StatesParts } from '../../result/states/writeFile';
import { chosenSequences, hasStates, mostBytes } from './chosen';
import { keptInputs, keptSymbols } from './inputs';
import { planeOf } from './plane';
import { type QuantisedLayer, quantised } from './quantised';
import { unitsTell, type UnitsTell } from './unitInformation';

interface MadeFrom {
  readonly epoch: number;
  readonly set: SequenceSet;
  readonly samples: number;
  readonly seed: number;
  /** Bytes that all layers may take together. */
  readonly most?: number;
}

/**
 * The file of a snapshot's states: one byte a number, a seeded sample of the sequences where all are too many, what
 * each unit tells, and the plane of each layer.
 * @throws CancelledError
 */
export async function makeStates(
  all: HeldStates,
  { epoch, set, samples, seed, most = mostBytes }: MadeFrom,
  signal: AbortSignal,
): Promise<StatesParts> {
  const states = someLayers(all, hasStates);
  const { length, lengths } = set.inputs;
  const columns = set.inputs.symbols ? 0 : Math.min(set.inputs.features, 32) * length;
  const each = states.layers.reduce((sum, layer) => sum + layer.length * layer.units, columns);
  const rows = chosenSequences(samples, each, seed, most);
  const hasStep = (row: number, time: number): boolean => lengths === undefined || time > length - lengths[row];
  const ends = await statesAt(states, [length]);
  const told: UnitsTell[] = [];
  for (const layer of ends) told.push(await unitsTell(layer, set, signal));
  const layers = await quantised(states, length, rows, hasStep, signal);
  const arrays: StatesArray[] = [];
  for (const [i, layer] of layers.entries()) {
    arrays.push(arrayOf(layer, told[i], (place, step) => hasStep(rows[place], step + 1)));
    await breathe(signal);
  }
  const inputs = keptSymbols(set.inputs, rows);
  const targets = keptSymbols(set.targets, rows, set.targets?.at === 'end');
  const values = keptInputs(set.inputs, rows);
  const header: StatesHeader = {
    format: 1,
    epoch,
    sequences: rows.length,
    analysed: samples,
    length,
    ...(inputs.about && { inputs: inputs.about }),
    ...(targets.about && { targets: targets.about }),
    arrays: [...arrays, ...(values ? [values.array] : [])],
  };
  return {
    header,
    rows,
    lengths: rows.map((row) => lengths?.[row] ?? length),
    kept: [...told.map(({ kept }) => kept), ...(values ? [new Float32Array(0)] : [])],
    inputs: inputs.symbols,
    targets: targets.symbols,
    states: [...layers.map(({ bytes }) => bytes), ...(values ? [values.bytes] : [])],
  };
}

function arrayOf(
  { layer, low, high, bytes }: QuantisedLayer,
  { information, lags, bins }: UnitsTell,
  has: (place: number, step: number) => boolean,
): StatesArray {
  const { length: steps, units } = layer;
  return {
    name: layer.layer,
    kind: 'layer',
    steps,
    units,
    low: [...low],
    high: [...high],
    plane: planeOf(bytes, units, low, high, (state) => steps === 1 || has(Math.floor(state / steps), state % steps)),
    ...(information && { information }),
    ...(lags > 0 && { lags }),
    ...(bins !== undefined && { bins }),
  };
}
