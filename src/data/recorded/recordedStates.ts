import { sentence, type Sentence } from '../../base/sentence';
import path from 'node:path';
import { InputError } from '../../base/userError';
import { arrayPlace } from '../files/arrayPlace';
import { type DataFolders, resolveDataPath } from '../files/dataPath';
import type { Stepped } from '../realSteps';
import { valuesOfHalves } from '../npy/halfFloats';
import { NpyFile } from '../npy/npyFile';
import { checkSize } from '../sequences';
import { type RecordedLayerSetting, recordedPath, toldDirection } from './recordedPaths';

/**
 * The states of one layer of a network trained elsewhere, row-major [samples, length, units]; length 1 for a layer
 * without time.
 */
export interface RecordedStates {
  readonly layer: string;
  readonly type: string;
  readonly values: Float32Array;
  readonly samples: number;
  readonly length: number;
  readonly units: number;
  readonly recurrent: boolean;
  readonly stochastic: boolean;
  readonly lengths?: Int32Array;
  readonly direction?: 'forward' | 'backward' | 'both' | 'merged';
  readonly mergeMode?: 'sum' | 'ave' | 'mul';
}

/** The same before it is unpacked: half floats as their bits. */
export interface PackedStates extends Omit<RecordedStates, 'values'> {
  readonly packed: Float32Array | Uint16Array;
}

/** One sentence on the layers that read from the end of a sequence; none where there are none. */
export function saidOfBackward(names: readonly string[]): Sentence[] {
  if (names.length === 0) return [];
  return [
    sentence(
      'States of {0} that are read backward: at step t they hold only inputs from t on. At the end of a sequence ' +
        'the final state counts, which is that of the first step. Lags of a backward direction are counted from ' +
        'that step on: lag 0 is the first step, which it read last.',
      names.join(', '),
    ),
  ];
}

/** One sentence on the layers that hold both directions in every unit; none where there are none. */
export function saidOfMerged(names: readonly string[]): Sentence[] {
  if (names.length === 0) return [];
  return [
    sentence(
      'Every unit of {0} holds both directions (added, averaged or multiplied): at any step but the ends it has read ' +
        'the whole sequence. With a time axis the state at the end is that of the last step, where the backward ' +
        'direction has read one step; without one it is what the layer hands on. Lags are counted from both ends ' +
        'where lengths differ.',
      names.join(', '),
    ),
  ];
}

/** Asks how a layer of both directions joins them, where only its type tells that it has two. */
export function saidOfUnknownMerge(layer: RecordedLayerSetting, units: number): Sentence[] {
  if (layer.type !== 'bidirectional' || layer.direction !== undefined || layer.mergeMode !== undefined) return [];
  return [
    units % 2 === 0
      ? sentence(
          '"{0}" is taken to have its directions side by side, forward units first. If they are added, averaged or ' +
            'multiplied, write "mergeMode": "sum", "ave" or "mul" beside its "path"; if not, "concat".',
          layer.name,
        )
      : sentence(
          '"{0}" has {1} units, so its directions cannot stand side by side: they are taken to be added, averaged or ' +
            'multiplied. Write "mergeMode": "sum", "ave" or "mul" beside its "path".',
          layer.name,
          units,
        ),
  ];
}

interface OpenStates {
  readonly file: NpyFile;
  readonly length: number;
  readonly units: number;
}

/**
 * Opens a layer's array and checks its shape against the inputs. The caller closes the file.
 * @throws InputError at the layer's place in the config where the file is missing or has another shape
 */
export async function openStates(
  layer: RecordedLayerSetting,
  epoch: number,
  inputs: { readonly samples: number; readonly length: number },
  folders: DataFolders,
): Promise<OpenStates> {
  return await atLayer(layer, async () => {
    const { path: relative, member } = arrayPlace(recordedPath(layer.path, epoch));
    const name = await resolveDataPath(relative, folders);
    const file = await NpyFile.open(name, member);
    try {
      const { shape } = file.header;
      const { samples, length } = inputs;
      if (shape.length === 2 && shape[0] === samples) return { file, length: 1, units: atLeastOne(shape[1], name) };
      if (shape.length === 3 && shape[0] === samples && shape[1] === length)
        return { file, length, units: atLeastOne(shape[2], name) };
      throw misshapen(path.basename(name), shape, inputs, name);
    } catch (error) {
      await file.close();
      throw error;
    }
  });
}

/** Which part of a layer's file is read, and from where. */
type Reading = readonly [
  layer: RecordedLayerSetting,
  epoch: number,
  /**
   * `fileLength`: steps in the file, of which `length` are read; default: `length`. `starts`: the place in the file of
   * the first real step of each sequence, in the order of `rows`; default: 0
   */
  inputs: { readonly samples: number; readonly fileLength?: number; readonly starts?: Int32Array } & Stepped,
  rows: Int32Array,
  folders: DataFolders,
  signal?: AbortSignal,
  share?: (done: number) => void,
];

/**
 * The states of one layer for the sequences in the given rows of its file, in that order. Lengths of the inputs are in
 * that order too; states behind them become zeros.
 * @throws InputError at the layer's place in the config where a state is not finite; CancelledError
 */
export async function readStates(...reading: Reading): Promise<RecordedStates> {
  const { packed, ...layer } = await read((file) => file, ...reading);
  return { ...layer, values: packed instanceof Float32Array ? packed : Float32Array.from(packed) };
}

/** The same, with half floats as they are in the file: in half the memory. */
export const readPackedStates = (...reading: Reading): Promise<PackedStates> => read((file) => file.bits, ...reading);

async function read(
  as: (file: NpyFile) => NpyFile,
  ...[layer, epoch, inputs, rows, folders, signal, share]: Reading
): Promise<PackedStates> {
  const { samples, length: reached, fileLength = reached } = inputs;
  const { file, length: steps, units } = await openStates(layer, epoch, { samples, length: fileLength }, folders);
  const length = Math.min(steps, reached);
  try {
    return await atLayer(layer, async () => {
      checkSize(rows.length, steps, units, sentence('States of "{0}"', layer.name));
      const numbers = as(file);
      const { data } = await numbers.readRows(rows, signal, share);
      const isBits = numbers !== file && data instanceof Uint16Array;
      const all = isBits || data instanceof Float32Array ? data : Float32Array.from(data);
      const timed = file.header.shape.length === 3;
      const starts = timed ? inputs.starts : undefined;
      const packed = realSteps(all, { rows: rows.length, steps, length, units }, starts);
      const lengths = timed ? inputs.lengths?.slice(0, rows.length) : undefined;
      lengths?.forEach((own, row) => packed.fill(0, (row * length + own) * units, (row + 1) * length * units));
      const told = directionOf(layer, units);
      const direction = timed || told === 'merged' ? told : 'forward';
      const { mergeMode } = layer;
      const bad = notFinite(packed, isBits);
      if (bad >= 0) {
        const step = Math.floor(bad / units) % length;
        const row = Math.floor(bad / (length * units));
        const place = [rows[row], ...(length > 1 ? [step + (starts?.[row] ?? 0)] : []), bad % units];
        throw new InputError(
          sentence(
            '{0}: {1} is not a finite number (at [{2}]). The training has diverged, or padding is NaN: record an ' +
              'earlier ' +
              'epoch, or write 0 behind the real steps and name these by "lengths".',
            path.basename(file.path),
            isBits ? valuesOfHalves()[packed[bad]] : packed[bad],
            place.join(', '),
          ),
          file.path,
        );
      }
      return {
        layer: layer.name,
        type: layer.type,
        packed,
        samples: rows.length,
        length,
        units,
        recurrent: layer.recurrent ?? timed,
        stochastic: layer.stochastic,
        ...(lengths && { lengths }),
        ...(direction !== 'forward' && { direction }),
        ...(mergeMode !== undefined && mergeMode !== 'concat' && { mergeMode }),
      };
    });
  } finally {
    await file.close();
  }
}

/** All bits of the exponent of a half float are set where it is infinite or no number. */
const exponentBits = 0x7c00;

/** The first place without a finite number; negative where all are. */
const notFinite = (packed: Float32Array | Uint16Array, isBits: boolean): number =>
  isBits
    ? packed.findIndex((bits) => (bits & exponentBits) === exponentBits)
    : packed.findIndex((value) => !Number.isFinite(value));

/** `length` of the `steps` of each row, from its start on; steps behind the end of the row are 0. */
function realSteps(
  values: PackedStates['packed'],
  { rows, steps, length, units }: { rows: number; steps: number; length: number; units: number },
  starts?: Int32Array,
): PackedStates['packed'] {
  if (length === steps && !starts) return values;
  const real = new (values instanceof Float32Array ? Float32Array : Uint16Array)(rows * length * units);
  for (let row = 0; row < rows; row++) {
    const from = row * steps + (starts?.[row] ?? 0);
    const to = Math.min(from + length, (row + 1) * steps);
    real.set(values.subarray(from * units, to * units), row * length * units);
  }
  return real;
}

/** @throws InputError where the halves of both directions are not of equal size, or one direction is merged */
export function directionOf(layer: RecordedLayerSetting, units: number): ReturnType<typeof toldDirection> {
  const { name, direction, mergeMode } = layer;
  const told = toldDirection(layer);
  if ((direction === 'forward' || direction === 'backward') && mergeMode !== undefined)
    throw new InputError(
      sentence(
        '"{0}" reads in one direction ("{1}"), so there is nothing to join: remove "mergeMode" or "direction".',
        name,
        direction,
      ),
    );
  if (told !== 'both' || units % 2 === 0) return told;
  if (direction === undefined && mergeMode === undefined) return 'merged';
  throw new InputError(
    sentence(
      '"{0}" reads in both directions, so its units are two halves; but it has {1} units. Remove "direction", ' +
        'or save ' +
        'both halves side by side: numpy.concatenate([forward, backward], -1). Of directions that are added, ' +
        'averaged or multiplied write "mergeMode": "sum", "ave" or "mul".',
      name,
      units,
    ),
  );
}

function atLeastOne(units: number, file: string): number {
  if (units < 1)
    throw new InputError(
      sentence(
        '{0} has no units: its last axis is empty. Save states [samples, steps, units]: numpy.save("h.npy", h).',
        path.basename(file),
      ),
      file,
    );
  return units;
}

function misshapen(
  name: string,
  shape: readonly number[],
  { samples, length }: { readonly samples: number; readonly length: number },
  file: string,
): InputError {
  const swapped = shape.length === 3 && shape[0] === length && shape[1] === samples;
  return new InputError(
    sentence(
      swapped
        ? '{0} has shape [{1}]; for inputs of {2} sequences and {3} steps it must be [{2}, {3}, units], or [{2}, ' +
            'units] for a layer without time. It has time first, as PyTorch has without batch_first: write ' +
            'states.transpose(0, 1).'
        : '{0} has shape [{1}]; for inputs of {2} sequences and {3} steps it must be [{2}, {3}, units], or [{2}, ' +
            'units] for a layer without time. Save those of the same sequences: numpy.save("{0}", h).',
      name,
      shape.join(', '),
      samples,
      length,
    ),
    file,
  );
}

/** Reports errors of a layer's file at the layer's place in the config. */
async function atLayer<T>(layer: RecordedLayerSetting, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    throw new InputError(error.sentence, error.file, error.position, ['data', 'layers', layer.name]);
  }
}
