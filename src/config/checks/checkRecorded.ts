import { hasEpoch } from '../text/epochPlace';
import { sentence } from '../../base/sentence';
import { error, type Finding } from '../text/problem';
import { namesArray, noArray } from './arrayNames';
import type { DataConfig } from '../schema/data';
import { listOfReads } from '../schema/recordedData';
import { isReserved, reservedFor } from './reservedNames';

/** A recording names its arrays itself. */
function checkRecording(data: Extract<DataConfig, { task: 'activations' }>): Finding[] {
  return (['inputs', 'targets', 'lengths', 'mask', 'layers', 'epochs', 'symbols', 'classes', 'noTarget'] as const)
    .filter((key) => data[key] !== undefined)
    .map((key) =>
      error(['data', key], sentence('"recording" names its own arrays, layers and epochs: remove "{0}".', key)),
    );
}

/** Names that no layer has, and layers that read themselves through others. */
function checkReads(layers: NonNullable<Extract<DataConfig, { task: 'activations' }>['layers']>): Finding[] {
  const readsOf = (name: string): readonly string[] => {
    const layer = name in layers ? layers[name] : undefined;
    return (typeof layer === 'object' && listOfReads(layer.reads)) || [];
  };
  const isListed = (name: string): boolean => {
    const layer = layers[name];
    return typeof layer === 'object' && typeof layer.reads === 'object';
  };
  const reached = (from: string, seen = new Set<string>()): ReadonlySet<string> => {
    for (const read of readsOf(from)) if (!seen.has(read)) reached(read, seen.add(read));
    return seen;
  };
  const listed = Object.keys(layers)
    .map((name) => `"${name}"`)
    .join(', ');
  const unknown = Object.keys(layers).flatMap((name) =>
    readsOf(name).flatMap((read, place) =>
      read === 'X' || read in layers
        ? []
        : [
            error(
              ['data', 'layers', name, 'reads', ...(isListed(name) ? [place] : [])],
              sentence('"{0}" is no layer of the recording. Name one of {1}, or "X" for the input.', read, listed),
            ),
          ],
    ),
  );
  const circle = Object.keys(layers).find((name) => reached(name).has(name));
  if (unknown.length > 0 || circle === undefined) return unknown;
  const said = sentence('"{0}" reads itself, alone or through others. Name the layers before it.', circle);
  return [error(['data', 'layers', circle, 'reads'], said)];
}

/** Recorded states: a folder of the recorder, or arrays by their names. */
export function checkRecorded(data: Extract<DataConfig, { task: 'activations' }>): Finding[] {
  const { recording, inputs, targets, lengths, mask, layers = {}, epochs } = data;
  if (recording !== undefined) return checkRecording(data);
  if (inputs === undefined || data.layers === undefined)
    return [
      error(
        ['data'],
        sentence(
          'The data name no states. Add "recording" (a folder of the recorder), or "inputs" and "layers" (arrays ' +
            'that you saved).',
        ),
      ),
    ];
  const findings: Finding[] = [];
  const npy = (path: string, place: (string | number)[]): Finding[] =>
    namesArray(path) ? [] : [error(place, noArray(path))];
  findings.push(
    ...npy(inputs, ['data', 'inputs']),
    ...(targets === undefined ? [] : npy(targets, ['data', 'targets'])),
    ...(lengths === undefined ? [] : npy(lengths, ['data', 'lengths'])),
    ...(mask === undefined ? [] : npy(mask, ['data', 'mask'])),
  );
  const names = Object.keys(layers);
  if (names.length === 0)
    findings.push(
      error(
        ['data', 'layers'],
        sentence(
          '"layers" is empty. Add the name of a layer and the file of its states, for example { "lstm": "lstm.npy" }.',
        ),
      ),
    );
  if (names.length > 64)
    findings.push(
      error(
        ['data', 'layers'],
        sentence('There are {0} layers, but at most 64 can be analyzed. Remove some.', names.length),
      ),
    );
  findings.push(...checkReads(layers));
  for (const [name, layer] of Object.entries(layers)) {
    const [path, place] =
      typeof layer === 'string' ? [layer, ['data', 'layers', name]] : [layer.path, ['data', 'layers', name, 'path']];
    findings.push(...npy(path, place));
    if (isReserved(name))
      findings.push(
        error(
          ['data', 'layers', name],
          sentence('"{0}" is the name that charts use for {1}. Give the layer another name.', name, reservedFor(name)),
        ),
      );
    if (epochs && epochs.length > 1 && !hasEpoch(path))
      findings.push(
        error(
          place,
          sentence(
            '"{0}" names one file for {1} epochs. Write {epoch} in the path, where the number of the epoch belongs.',
            path,
            epochs.length,
          ),
        ),
      );
    if (!epochs && hasEpoch(path))
      findings.push(
        error(
          place,
          sentence(
            'The path "{0}" stands for several epochs, but "epochs" is missing. Add it to the data, for ' +
              'example "epochs": [0, 1, 10].',
            path,
          ),
        ),
      );
  }
  const unordered = epochs?.findIndex((epoch, i) => i > 0 && epoch <= epochs[i - 1]) ?? -1;
  if (epochs && unordered > 0)
    findings.push(
      error(
        ['data', 'epochs', unordered],
        sentence(
          'Epoch {0} comes after epoch {1}. List every epoch once, in ascending order.',
          epochs[unordered],
          epochs[unordered - 1],
        ),
      ),
    );
  return findings;
}
