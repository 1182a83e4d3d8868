import { access, readdir } from 'node:fs/promises';
import path from 'node:path';
import { inEnglish, sentence, type Sentence } from '../../base/sentence';
import { InputError } from '../../base/userError';
import { recordName } from '../../data/recorded/recording';
import { type FolderArray, folderArrays, type FolderContent } from './folderArrays';
import { layersOf } from './folderLayers';
import { leftOut } from './leftOut';

const inputNames = /^(?:x|inputs?|data|tokens|input_ids|sequences?|seqs)(?:[-_]?(?:test|val|valid|eval|heldout))?$/i;
const targetNames = /^(?:y|targets?|labels?|classes)(?:[-_]?(?:test|val|valid|eval|heldout))?$/i;
const lengthNames = /^(?:lengths?|lens?|seq_?lens?|seq_?lengths?)$/i;
const maskNames = /^(?:masks?|attention_mask)$/i;
const roleNames = [inputNames, targetNames, lengthNames, maskNames];

/** A config, and what of the folder it leaves out; its comments say that too. */
export interface FolderConfig {
  readonly text: string;
  readonly left: readonly Sentence[];
}

/**
 * The config that opens a folder of recorded states, which stands beside it: a recording of the recorder, or arrays
 * that somebody saved, whose parts are known by their names ("x.npy", "y.npy", "hidden_10.npy", "epoch-3/h.npy").
 * @throws InputError with the line that makes the folder right
 */
export async function folderConfig(folder: string): Promise<FolderConfig> {
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
  const isRecorded = await exists(path.join(folder, recordName));
  const { data, left } = isRecorded
    ? { data: { task: 'activations', recording: own }, left: [] }
    : dataOf(await folderArrays(folder), own);
  const notes = left.map((said) => `// ${inEnglish(said)}\n`).join('');
  return { text: `${notes}${JSON.stringify({ data }, undefined, 2)}\n`, left };
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

function dataOf(content: FolderContent, own: string): { data: object; left: Sentence[] } {
  const { arrays } = content;
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
  const { layers, epochs, left } = layersOf(states);
  const targets = find(targetNames);
  const lengths = find(lengthNames);
  const mask = lengths ? undefined : find(maskNames);
  const named = (array: FolderArray | undefined): string | undefined => array && `${own}/${array.place}`;
  const data = {
    task: 'activations',
    inputs: named(inputs),
    targets: named(targets),
    lengths: named(lengths),
    mask: named(mask),
    epochs,
    layers: Object.fromEntries(layers.map(({ name, place }) => [name, `${own}/${place}`])),
  };
  const taken = new Set([inputs, targets, lengths, mask, ...states]);
  const others = arrays.filter((array) => !taken.has(array)).map(({ place }) => place);
  return { data, left: leftOut(content, left, others) };
}
