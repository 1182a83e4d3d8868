import { access, readdir } from 'node:fs/promises';
import path from 'node:path';
import { sentence } from '../../base/sentence';
import { InputError } from '../../base/userError';
import { isReserved } from '../../config/checks/reservedNames';
import { epochOfWidth } from '../../config/text/epochPlace';
import { recordName } from '../../data/recorded/recording';
import { type FolderArray, folderArrays } from './folderArrays';

const inputNames = /^(?:x|inputs?|data|tokens|input_ids|sequences?|seqs)(?:[-_]?(?:test|val|valid|eval|heldout))?$/i;
const targetNames = /^(?:y|targets?|labels?|classes)(?:[-_]?(?:test|val|valid|eval|heldout))?$/i;
const lengthNames = /^(?:lengths?|lens?|seq_?lens?|seq_?lengths?)$/i;
const maskNames = /^(?:masks?|attention_mask)$/i;
const roleNames = [inputNames, targetNames, lengthNames, maskNames];

/** "epoch-3", "ep3", "step_100" or "10": the number of an epoch, as subfolders and archives are named. */
const epochName = /^(?:.*[-_])?(?:epoch|ep|step|e)?[-_]?(\d+)$/i;
/** "hidden_epoch3": a name that says that its number is an epoch. */
const saysEpoch = /^(.*?)[-_]?(?:epoch|ep|step)[-_]?(\d+)$/i;
/** "epoch003_h": a name in front of which its epoch stands. */
const epochAhead = /^((?:epoch|ep|step)[-_]?)(\d+)([-_.])(.+)$/i;
const numbered = /^(.*?)[-_]?(\d+)$/;

/** Consecutive numbers of more files than this are epochs; fewer may number layers. */
const mostLayers = 4;

/** A layer's array, with {epoch} for the number of an epoch where there are several. */
interface Layer {
  readonly name: string;
  readonly place: string;
  readonly epochs?: readonly number[];
}

/**
 * The config that opens a folder of recorded states, which stands beside it: a recording of the recorder, or arrays
 * that somebody saved, whose parts are known by their names ("x.npy", "y.npy", "hidden_10.npy", "epoch-3/h.npy").
 * @throws InputError with the line that makes the folder right
 */
export async function folderConfig(folder: string): Promise<string> {
  const own = path.basename(folder);
  const inside = await recordingsIn(folder);
  if (inside.length > 0)
    throw new InputError(
      sentence(
        '"{0}" holds no {1} of its own, but the recordings {2}. Open one of them.',
        own,
        recordName,
        inside.join(', '),
      ),
    );
  const data = (await exists(path.join(folder, recordName)))
    ? { task: 'activations', recording: own }
    : dataOf(await folderArrays(folder), own);
  return `${JSON.stringify({ data }, undefined, 2)}\n`;
}

/** The recordings that lie in a folder, where it is none itself. */
async function recordingsIn(folder: string): Promise<string[]> {
  if (await exists(path.join(folder, recordName))) return [];
  const inside = await readdir(folder, { withFileTypes: true });
  const folders = inside.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  const areRecordings = await Promise.all(folders.map((name) => exists(path.join(folder, name, recordName))));
  return folders.filter((_, i) => areRecordings[i]).sort();
}

const exists = (file: string): Promise<boolean> =>
  access(file).then(
    () => true,
    () => false,
  );

function dataOf(arrays: readonly FolderArray[], own: string): object {
  if (arrays.length === 0)
    throw new InputError(
      sentence(
        '"{0}" holds neither a {1} nor arrays (.npy, .npz), so it is no recording, or nothing is recorded yet. ' +
          'rec(epoch) of python/rnn_infoflow.py writes one.',
        own,
        recordName,
      ),
    );
  const find = (pattern: RegExp): FolderArray | undefined =>
    arrays.find(({ name, shape }) => pattern.test(name) && shape.length > 0);
  const inputs = find(inputNames);
  const states = arrays.filter(
    ({ name, shape, integers }) =>
      !integers && (shape.length === 2 || shape.length === 3) && !roleNames.some((role) => role.test(name)),
  );
  if (states.length === 0)
    throw new InputError(
      sentence(
        '"{0}" holds no states: arrays of floats [sequences, steps, units]. In Python: numpy.save("{0}/h.npy", h).',
        own,
      ),
    );
  if (!inputs)
    throw new InputError(
      sentence(
        '"{0}" holds states ({1}), but not the inputs that they are of. In Python: numpy.save("{0}/x.npy", x), and ' +
          'numpy.save("{0}/y.npy", y) for the targets.',
        own,
        states[0].place,
      ),
    );
  const layers = layersOf(states);
  const named = (array: FolderArray | undefined): string | undefined => array && `${own}/${array.place}`;
  const epochs = layers.find((layer) => layer.epochs)?.epochs;
  return {
    task: 'activations',
    inputs: named(inputs),
    targets: named(find(targetNames)),
    lengths: named(find(lengthNames)),
    mask: find(lengthNames) ? undefined : named(find(maskNames)),
    epochs,
    layers: Object.fromEntries(layers.map(({ name, place }) => [name, `${own}/${place}`])),
  };
}

function layersOf(states: readonly FolderArray[]): Layer[] {
  const groups = new Map<string, Numbered[]>();
  const single: Layer[] = [];
  for (const { place, name, holder } of states) {
    const of = epochOf(place, name, holder, states);
    if (!of) {
      single.push({ name, place });
      continue;
    }
    const group = groups.get(of.place) ?? [];
    group.push(of);
    groups.set(of.place, group);
  }
  const layers = [...groups.values()].flatMap((group) =>
    ofOneWidth(group).map(({ width, members }): Layer => {
      const epochs = members.map(({ digits }) => Number(digits)).sort((a, b) => a - b);
      return { name: group[0].name, place: group[0].place.replace(numberMark, epochOfWidth(width)), epochs };
    }),
  );
  // One list of epochs serves all layers: those with other epochs, and arrays of one time, are left out beside it.
  const most = layers.reduce<readonly number[]>(
    (all, { epochs = [] }) => (epochs.length > all.length ? epochs : all),
    [],
  );
  const chosen = layers.length > 0 ? layers.filter(({ epochs }) => String(epochs) === String(most)) : single;
  const names = new Set<string>();
  return chosen.map((layer) => ({ ...layer, name: unused(layer.name, names) }));
}

/** Stands in a place for the number of its epoch. No file's name holds it. */
const numberMark = '\0';

/** An array whose name or holder tells an epoch. */
interface Numbered {
  readonly digits: string;
  /** With the mark in the stead of the digits. */
  readonly place: string;
  readonly name: string;
}

/** Numbers with zeros in front to one width are of one layer; those without zeros fit among them if as wide. */
function ofOneWidth(group: readonly Numbered[]): { width: number; members: readonly Numbered[] }[] {
  const padded = group.find(({ digits }) => hasZeros(digits));
  if (!padded) return group.length > 0 ? [{ width: 0, members: group }] : [];
  const width = padded.digits.length;
  const fits = ({ digits }: Numbered): boolean => String(Number(digits)).padStart(width, '0') === digits;
  const members = group.filter(fits);
  return [{ width, members }, ...ofOneWidth(group.filter((one) => !fits(one)))];
}

const hasZeros = (digits: string): boolean => digits.length > 1 && digits.startsWith('0');

/** The epoch of an array; undefined where its name tells none. */
function epochOf(
  place: string,
  name: string,
  holder: string | undefined,
  states: readonly FolderArray[],
): Numbered | undefined {
  const held = holder === undefined ? null : epochName.exec(holder);
  if (holder !== undefined && held) {
    const pattern = holder.slice(0, -held[1].length) + numberMark;
    return { digits: held[1], place: place.replace(holder, pattern), name };
  }
  const at = place.lastIndexOf(name);
  const marked = (pattern: string): string => place.slice(0, at) + pattern + place.slice(at + name.length);
  const ahead = epochAhead.exec(name);
  if (ahead) {
    const [, before, digits, between, own] = ahead;
    return { digits, place: marked(before + numberMark + between + own), name: own };
  }
  const said = saysEpoch.exec(name);
  const parts = said ?? numbered.exec(name);
  if (!parts || (!said && !numbersEpochs(parts[1], states))) return undefined;
  const [, own, digits] = parts;
  return { digits, place: marked(name.slice(0, -digits.length) + numberMark), name: own || 'states' };
}

/** Whether the numbers behind a name are those of epochs: with gaps, with zeros in front, or too many for layers. */
function numbersEpochs(prefix: string, states: readonly FolderArray[]): boolean {
  const digits = states.flatMap(({ name }) => {
    const parts = numbered.exec(name);
    return parts?.[1] === prefix ? [parts[2]] : [];
  });
  if (digits.length < 2) return false;
  // Few people write zeros in front of the numbers of layers, and all programs that save epochs can.
  if (digits.some((one) => one.length > 2 && hasZeros(one))) return true;
  const own = digits.map(Number).sort((a, b) => a - b);
  const consecutive = own.every((number, i) => number === own[0] + i) && own[0] <= 1;
  return !consecutive || own.length > mostLayers;
}

/** A name that a config may give to a layer, and that no other has. */
function unused(name: string, names: Set<string>): string {
  const plain = name.replace(/[^\w-]+/g, '-').replace(/^(?![A-Za-z])/, 'layer-');
  const base = isReserved(plain) ? `${plain}-states` : plain;
  let own = base;
  for (let number = 2; names.has(own); number++) own = `${base}-${number}`;
  names.add(own);
  return own;
}
