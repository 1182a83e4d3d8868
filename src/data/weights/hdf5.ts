import { platform } from '#platform';
import type { Dataset, File as Hdf5File, Group } from 'h5wasm';
import { sentence } from '../../base/sentence';
import { InputError } from '../../base/userError';
import { halfFloats } from '../npy/halfFloats';
import { elementCount } from '../npy/ndArray';
import { hdf5Library, type Hdf5Module } from './hdf5Library';
import { plainPaths } from './kerasPaths';
import { weightArray, type WeightArray } from './weightFile';

const signature = Buffer.from('\x89HDF\r\n\x1a\n', 'latin1');

export const isHdf5 = (bytes: Buffer): boolean => bytes.subarray(0, 8).equals(signature);

export interface Hdf5Content {
  readonly arrays: Map<string, WeightArray>;
  /** Names that groups have in an attribute, by their paths. */
  readonly labels: Map<string, string>;
  /** The byte of the file at which a group begins, by its path. */
  readonly places: Map<string, number>;
  /** The attribute `layer_names` of the file: all layers in their order, in the older format of Keras. */
  readonly layerNames: readonly string[] | undefined;
  /** The attribute `model_config` of the file: the description of a model in the older format of Keras. */
  readonly modelConfig: string | undefined;
}

/** Number of the next file in the library's memory. */
let next = 0;

/**
 * The arrays of numbers in an HDF5 file by their paths. The library sees these bytes alone, so a link to another file
 * leads nowhere.
 * @throws InputError where the bytes are damaged, and in a browser
 */
export async function readHdf5(bytes: Buffer, file: string): Promise<Hdf5Content> {
  if (!platform.loadsLibraries)
    throw new InputError(
      sentence(
        '{0} holds HDF5, which cannot be read in a browser: save the weights as .safetensors, or open the folder in ' +
          'Visual Studio Code on the desktop.',
        file,
      ),
      file,
    );
  const { library, module } = await hdf5Library();
  const { File, FS } = library;
  if (!FS) throw new Error('The HDF5 library has no memory for files.');
  const name = `weights-${next++}.h5`;
  FS.writeFile(name, bytes);
  const content: Hdf5Content = {
    arrays: new Map(),
    labels: new Map(),
    places: new Map(),
    layerNames: undefined,
    modelConfig: undefined,
  };
  let opened: Hdf5File | undefined;
  try {
    opened = new File(name, 'r');
    collect(opened, '', content, module);
    const { model_config: config, layer_names: names } = opened.attrs as Partial<typeof opened.attrs>;
    const layerNames = names === undefined ? undefined : strings(names.value);
    const plain = plainPaths(content.places.keys());
    return {
      arrays: renamed(content.arrays, plain),
      labels: renamed(content.labels, plain),
      places: renamed(content.places, plain),
      modelConfig: config === undefined ? undefined : strings(config.value)?.[0],
      layerNames,
    };
  } catch (failure) {
    if (failure instanceof InputError) throw failure;
    throw new InputError(
      sentence(
        '{0} is damaged: the HDF5 file in it cannot be read. Save it again: model.save_weights("model.weights.h5").',
        file,
      ),
      file,
    );
  } finally {
    opened?.close();
    FS.unlink(name);
  }
}

function collect(group: Group, prefix: string, content: Hdf5Content, module: Hdf5Module): void {
  for (const key of group.keys()) {
    const entity = group.get(key);
    // Keras 2 on Windows writes the paths of its layers with backslashes, as names of groups.
    const path = `${prefix}${key}`.replaceAll('\\', '/');
    if (entity === null) continue;
    if ('keys' in entity) {
      content.places.set(path, addressIn(entity.create_reference().ref_data));
      const label = 'name' in entity.attrs ? entity.attrs.name.value : undefined;
      if (typeof label === 'string') content.labels.set(path, label);
      collect(entity, `${path}/`, content, module);
    } else if ('shape' in entity) {
      const array = numbers(entity, path, module);
      if (array) content.arrays.set(path, array);
    }
  }
}

const renamed = <T>(all: ReadonlyMap<string, T>, name: (path: string) => string): Map<string, T> =>
  new Map(Array.from(all, ([path, one]) => [name(path), one]));

/** A reference to an object holds its address in the file, as 64 bits in the order of WebAssembly. */
const addressIn = (reference: ArrayLike<number>): number =>
  Number(new DataView(Uint8Array.from(reference).buffer).getBigUint64(0, true));

/** The text or texts of an attribute; undefined where it is no text. */
function strings(value: unknown): readonly string[] | undefined {
  const all: readonly unknown[] = Array.isArray(value) ? value : [value];
  return all.every((one) => typeof one === 'string') ? all : undefined;
}

/** The array of a dataset; undefined where it holds no real numbers, such as the state of a random generator. */
function numbers(dataset: Dataset, path: string, module: Hdf5Module): WeightArray | undefined {
  const { dtype, shape } = dataset;
  if (typeof dtype !== 'string' || shape === null) return undefined;
  if (/^[<>]e$/.test(dtype)) {
    const count = elementCount(shape);
    return weightArray(shape, halfFloats(rawBytes(dataset, path, 2 * count, module), true, count));
  }
  if (!/^[<>][fd]$/.test(dtype)) return undefined;
  const { value } = dataset;
  return value instanceof Float32Array || value instanceof Float64Array ? weightArray(shape, value) : undefined;
}

/** The bytes of a dataset, which the library puts in its own order, the little-endian one of WebAssembly. */
function rawBytes(dataset: Dataset, path: string, size: number, module: Hdf5Module): Buffer {
  const place = module._malloc(Math.max(1, size));
  if (place === 0) throw new RangeError('The HDF5 library has no memory left.');
  try {
    module.get_dataset_data(dataset.file_id, path, null, null, null, BigInt(place));
    return Buffer.from(module.HEAPU8.slice(place, place + size));
  } finally {
    module._free(place);
  }
}
