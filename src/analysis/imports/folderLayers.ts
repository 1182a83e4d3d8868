import { sentence } from '../../base/sentence';
import { InputError } from '../../base/userError';
import { isReserved } from '../../config/checks/reservedNames';
import { epochWritten } from '../../config/text/epochPlace';
import type { FolderArray } from './folderArrays';

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
}

/** The layers of a folder, their epochs where they have such, and the files that neither names. */
export interface FolderLayers {
  readonly layers: readonly Layer[];
  readonly epochs?: readonly number[];
  readonly left: {
    /** Of epochs that not all layers have. */
    readonly otherEpochs: readonly string[];
    /** Of no epoch, where others have epochs. */
    readonly ofNoEpoch: readonly string[];
  };
}

/**
 * The layers that arrays of states are of, by their names.
 * @throws InputError where two are of one layer and one epoch
 */
export function layersOf(states: readonly FolderArray[]): FolderLayers {
  const groups = new Map<string, Numbered[]>();
  const single: Layer[] = [];
  for (const { place, name, holder } of states) {
    const of = epochOf(place, name, holder, states);
    if (!of) {
      single.push({ name, place });
      continue;
    }
    groups.set(of.place, [...(groups.get(of.place) ?? []), of]);
  }
  const names = new Set<string>();
  if (groups.size === 0) {
    const layers = single.map((layer) => ({ ...layer, name: unused(layer.name, names) }));
    return { layers, left: { otherEpochs: [], ofNoEpoch: [] } };
  }
  const lists = [...groups.values()].map((group) => group.sort((a, b) => epochIn(a) - epochIn(b)));
  for (const list of lists) checkOnce(list);
  const epochs = commonEpochs(lists.map((list) => list.map(epochIn)));
  const whole = lists.filter((list) => epochs.every((epoch) => list.some((one) => epochIn(one) === epoch)));
  const kept = whole.map((list) => list.filter((one) => epochs.includes(epochIn(one))));
  const files = new Set(kept.flat());
  return {
    layers: kept.map((list) => ({
      name: unused(list[0].name, names),
      place: list[0].place.replace(numberMark, epochWritten(list.map(({ digits }) => digits))),
    })),
    epochs,
    left: {
      otherEpochs: lists.flat().flatMap((one) => (files.has(one) ? [] : [one.file])),
      ofNoEpoch: single.map(({ place }) => place),
    },
  };
}

/**
 * The epochs of the config: one list serves all layers. It is that of one layer, or those that all have; of these, with
 * the layers that have all of its epochs, the one that keeps most arrays, and the one of more layers among equals.
 */
function commonEpochs(lists: readonly (readonly number[])[]): readonly number[] {
  const layersWith = (epochs: readonly number[]): number =>
    epochs.length === 0 ? 0 : lists.filter((list) => epochs.every((epoch) => list.includes(epoch))).length;
  const shared = lists[0].filter((epoch) => lists.every((list) => list.includes(epoch)));
  const scored = [shared, ...lists].map((epochs) => {
    const layers = layersWith(epochs);
    return { epochs, layers, arrays: layers * epochs.length };
  });
  return scored.reduce((best, one) =>
    one.arrays > best.arrays || (one.arrays === best.arrays && one.layers > best.layers) ? one : best,
  ).epochs;
}

/** @param list in the order of its epochs */
function checkOnce(list: readonly Numbered[]): void {
  const second = list.findIndex((one, i) => i > 0 && epochIn(one) === epochIn(list[i - 1]));
  if (second > 0)
    throw new InputError(
      sentence(
        '"{0}" and "{1}" are both of epoch {2}. Remove one of them, or give it another name.',
        list[second - 1].file,
        list[second].file,
        epochIn(list[second]),
      ),
    );
}

const epochIn = ({ digits }: Numbered): number => Number(digits);

/** Stands in a place for the number of its epoch. No file's name holds it. */
const numberMark = '\0';

/** An array whose name or holder tells an epoch. */
interface Numbered {
  /** The place of its file. */
  readonly file: string;
  readonly digits: string;
  /** With the mark in the stead of the digits. */
  readonly place: string;
  readonly name: string;
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
    return { file: place, digits: held[1], place: place.replace(holder, pattern), name };
  }
  const at = place.lastIndexOf(name);
  const marked = (pattern: string): string => place.slice(0, at) + pattern + place.slice(at + name.length);
  const ahead = epochAhead.exec(name);
  if (ahead) {
    const [, before, digits, between, own] = ahead;
    return { file: place, digits, place: marked(before + numberMark + between + own), name: own };
  }
  const said = saysEpoch.exec(name);
  const parts = said ?? numbered.exec(name);
  if (!parts || (!said && !numbersEpochs(parts[1], states))) return undefined;
  const [, own, digits] = parts;
  return { file: place, digits, place: marked(name.slice(0, -digits.length) + numberMark), name: own || 'states' };
}

/** Whether the numbers behind a name are those of epochs: with gaps, with zeros in front, or too many for layers. */
function numbersEpochs(prefix: string, states: readonly FolderArray[]): boolean {
  const digits = states.flatMap(({ name }) => {
    const parts = numbered.exec(name);
    return parts?.[1] === prefix ? [parts[2]] : [];
  });
  if (digits.length < 2) return isOfAnother(prefix, digits[0], states);
  // Few people write zeros in front of the numbers of layers, and all programs that save epochs can.
  if (digits.some((one) => one.length > 2 && hasZeros(one))) return true;
  const own = digits.map(Number).sort((a, b) => a - b);
  const consecutive = own.every((number, i) => number === own[0] + i) && own[0] <= 1;
  return !consecutive || own.length > mostLayers;
}

/** Whether a number with zeros in front, the only one behind its name, stands behind another name too. */
const isOfAnother = (prefix: string, digits: string, states: readonly FolderArray[]): boolean =>
  digits.length > 2 &&
  hasZeros(digits) &&
  states.some(({ name }) => {
    const parts = numbered.exec(name);
    return parts !== null && parts[1] !== prefix && parts[2] === digits;
  });

/** A name that a config may give to a layer, and that no other has. */
function unused(name: string, names: Set<string>): string {
  const plain = name.replace(/[^\w-]+/g, '-').replace(/^(?![A-Za-z])/, 'layer-');
  const base = isReserved(plain) ? `${plain}-states` : plain;
  let own = base;
  for (let number = 2; names.has(own); number++) own = `${base}-${number}`;
  names.add(own);
  return own;
}
