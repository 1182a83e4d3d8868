import { basename } from 'node:path';
import { sentence, type Sentence } from '../../base/sentence';
import { InputError } from '../../base/userError';
import { cleanPart } from './cleanPart';
import { type Pickled, type PickledMap, PickleRefusal, readPickle } from './pickle';
import { decodeTensor, tensorBytes } from './tensorBytes';
import { gathered, torchObject, torchStorage, TorchTensor } from './torchTensor';
import { weightArray, type WeightArray } from './weightFile';

/** The pickle of an archive that torch.save wrote; undefined in any other archive. */
export const torchPickle = (names: Iterable<string>): string | undefined =>
  [...names].find((name) => /(^|\/)data\.pkl$/.test(name));

/**
 * The tensors of a .pt file by their names: a state_dict, or the one in a checkpoint. Its pickle is read as data, and
 * any class but those of tensors and dictionaries is refused.
 * @param pickle the name of the pickle
 * @throws InputError
 */
export function readTorch(files: ReadonlyMap<string, Buffer>, pickle: string, file: string): Map<string, WeightArray> {
  const folder = pickle.slice(0, -'data.pkl'.length);
  const fail = (said: Sentence): never => {
    throw new InputError(said, file);
  };
  if (files.get(`${folder}byteorder`)?.toString() === 'big')
    return fail(sentence('{0} is of a machine with another order of bytes. {1}', file, saveTensors(file)));
  const tensors = tensorsOf(pickled(files.get(pickle) ?? Buffer.alloc(0), file), file);
  const storages = new Map<string, Float32Array>();
  const arrays = new Map<string, WeightArray>();
  for (const [name, tensor] of tensors) {
    const { key, type, count } = tensor.storage;
    let elements = storages.get(`${key} ${type}`);
    if (!elements) {
      const bytes = files.get(`${folder}data/${key}`);
      if (!bytes || bytes.length < count * tensorBytes(type))
        return fail(
          sentence('{0} is cut short or damaged: "{1}" does not fit in it. {2}', file, name, saveTensors(file)),
        );
      elements = decodeTensor(bytes, type, count, file);
      storages.set(`${key} ${type}`, elements);
    }
    arrays.set(name, weightArray(tensor.shape, gathered(tensor, elements)));
  }
  return arrays;
}

function pickled(bytes: Buffer, file: string): Pickled {
  try {
    return readPickle(bytes, { object: torchObject, persistent: torchStorage });
  } catch (failure) {
    if (failure instanceof PickleRefusal) {
      const part = cleanPart(bytes);
      throw new InputError(
        sentence(
          '{0} holds more than tensors ({1}), and reading that would run code. {2}',
          file,
          failure.what,
          part === undefined ? saveTensors(file) : savePart(file, part),
        ),
        file,
      );
    }
    if (failure instanceof RangeError)
      throw new InputError(
        sentence('{0} is damaged: its list of tensors cannot be read. {1}', file, saveTensors(file)),
        file,
      );
    throw failure;
  }
}

/** The line of Python that makes a file right. */
export const saveTensors = (file: string): Sentence =>
  sentence('In Python: torch.save(model.state_dict(), "{0}").', basename(file));

/** The line that saves the part of a checkpoint which holds tensors alone. */
const savePart = (file: string, part: string): Sentence =>
  sentence(
    'Only tensors are in checkpoint{0}. Where you trust the file, in Python: torch.save(torch.load("{1}", ' +
      'weights_only=False){0}, "weights.pt").',
    part,
    basename(file),
  );

type Named = readonly (readonly [string, TorchTensor])[];

/** The dictionary of tensors that the file is, or the only one in it, to the second level. */
function tensorsOf(root: Pickled, file: string): Named {
  if (!(root instanceof Map))
    throw new InputError(sentence('{0} holds no dictionary of tensors. {1}', file, saveTensors(file)), file);
  const own = namedTensors(root);
  if (own.length > 0) return own;
  const inside = dictionariesIn(root, '', 2);
  if (inside.length === 1) return inside[0].tensors;
  throw new InputError(
    inside.length === 0
      ? sentence('{0} holds no tensors. {1}', file, saveTensors(file))
      : sentence(
          '{0} holds several dictionaries of tensors: {1}. Save one of them in a file of its own: ' +
            'torch.save(checkpoint{2}, "weights.pt").',
          file,
          inside.map(({ path }) => path).join(', '),
          inside[0].path,
        ),
    file,
  );
}

function dictionariesIn(map: PickledMap, path: string, depth: number): { path: string; tensors: Named }[] {
  if (depth === 0) return [];
  return [...map].flatMap(([key, value]) => {
    if (typeof key !== 'string' || !(value instanceof Map)) return [];
    const own = `${path}["${key}"]`;
    const tensors = namedTensors(value);
    return tensors.length > 0 ? [{ path: own, tensors }] : dictionariesIn(value, own, depth - 1);
  });
}

const namedTensors = (map: PickledMap): Named =>
  [...map].flatMap(([key, value]) =>
    typeof key === 'string' && value instanceof TorchTensor ? [[key, value] as const] : [],
  );
