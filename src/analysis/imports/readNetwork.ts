import { basename } from 'node:path';
import { readWeights } from '../../data/weights/readWeights';
import { importNetwork, type ImportedNetwork } from '../../models/weights/importNetwork';

/**
 * The network of a file that PyTorch or Keras saved.
 * @throws InputError where the file cannot be read, or holds other layers than those here
 */
export async function readNetwork(path: string): Promise<ImportedNetwork> {
  const { file } = await readWeights(path);
  return importNetwork(file, basename(path));
}
