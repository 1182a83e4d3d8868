import type { WeightFile } from '../../data/weights/weightFile';
import type { FoundNetwork } from './foundLayer';
import { isKeras, kerasNetwork } from './kerasModules';
import { isTorch, torchNetwork } from './torchModules';

export const isOfKeras = ({ format, arrays }: Pick<WeightFile, 'format' | 'arrays'>): boolean =>
  format === 'keras' || format === 'hdf5' || isKeras([...arrays.keys()]);

/** The layers of a file that PyTorch or Keras wrote; undefined where the names of its arrays are our own. */
export function foundNetwork(file: WeightFile): FoundNetwork | undefined {
  const names = [...file.arrays.keys()];
  if (isOfKeras(file)) return kerasNetwork(file);
  if (file.format === 'pytorch' || isTorch(names)) return torchNetwork(file.arrays);
  return file.format === 'npz' ? undefined : { layers: [], rest: names, strange: [] };
}
