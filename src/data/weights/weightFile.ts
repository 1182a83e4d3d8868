import { elementCount } from '../npy/ndArray';

/** One array of a file of weights, row-major. */
export interface WeightArray {
  readonly shape: readonly number[];
  /** In single precision, whatever the file holds. */
  readonly values: Float32Array;
}

/** Formats by what the file holds, whatever its name ends in. */
export type WeightFormat = 'npz' | 'safetensors' | 'pytorch' | 'hdf5' | 'keras';

export interface WeightFile {
  readonly format: WeightFormat;
  /** By name, in the order of the file; safetensors keeps none, so its order means nothing. */
  readonly arrays: ReadonlyMap<string, WeightArray>;
  /** Of a model of Keras: its description, as its config.json has it. */
  readonly architecture?: unknown;
  /** Of a .weights.h5: the names of layers, by their paths. */
  readonly labels?: ReadonlyMap<string, string>;
  /** Of an HDF5 file: the bytes at which its groups begin, by their paths. */
  readonly places?: ReadonlyMap<string, number> | undefined;
  /** Of the older .h5 of Keras: all layers in the order of the model, those without weights too. */
  readonly layerNames?: readonly string[] | undefined;
}

/** Bytes of a file, and of its arrays together, that are read at most. */
export const largestWeights = 2 ** 31;

export function weightArray(shape: readonly number[], values: ArrayLike<number>): WeightArray {
  if (elementCount(shape) !== values.length)
    throw new RangeError(`A shape of [${shape.join(', ')}] does not hold ${values.length} values.`);
  return { shape, values: values instanceof Float32Array ? values : Float32Array.from(values) };
}
