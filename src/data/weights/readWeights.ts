import { createHash } from 'node:crypto';
import { sentence } from '../../base/sentence';
import { InputError } from '../../base/userError';
import { foundInstead, lookedAt } from '../files/foundInstead';
import { openRegularFile } from '../files/openFile';
import { decodeNpy } from '../npy/readNpy';
import { unzip } from '../npy/zip';
import { isHdf5, readHdf5 } from './hdf5';
import { isSafetensors, readSafetensors } from './safetensors';
import { readTorch, saveTensors, torchPickle } from './torchArchive';
import { largestWeights, weightArray, type WeightArray, type WeightFile } from './weightFile';

/**
 * The arrays of a file of weights. Its format is known by its first bytes, not by its name.
 * @returns the file, and the SHA-256 of its bytes in hexadecimal
 * @throws InputError where it is missing, damaged, or of no format that is read
 */
export async function readWeights(path: string): Promise<{ readonly file: WeightFile; readonly hash: string }> {
  const bytes = await wholeFile(path);
  return { file: await decodeWeights(bytes, path), hash: createHash('sha256').update(bytes).digest('hex') };
}

async function wholeFile(path: string): Promise<Buffer> {
  const handle = await openRegularFile(path);
  try {
    const { size } = await handle.stat();
    if (size > largestWeights)
      throw new InputError(
        sentence(
          '{0} has a size of {1} MB, but at most {2} MB can be read. Save the recurrent layers alone: ' +
            'torch.save(model.rnn.state_dict(), "weights.pt").',
          path,
          (size / 1e6).toFixed(0),
          (largestWeights / 1e6).toFixed(0),
        ),
        path,
      );
    return await handle.readFile();
  } finally {
    await handle.close();
  }
}

async function decodeWeights(bytes: Buffer, path: string): Promise<WeightFile> {
  if (bytes.length >= 4 && bytes.readUInt32LE(0) === 0x04034b50) return decodeArchive(bytes, path);
  if (isHdf5(bytes)) {
    const { modelConfig, ...content } = await readHdf5(bytes, path);
    return { format: 'hdf5', ...content, ...(modelConfig !== undefined && { architecture: json(modelConfig) }) };
  }
  if (isSafetensors(bytes)) return { format: 'safetensors', arrays: readSafetensors(bytes, path) };
  // A pickle of protocol 2 or later, or the tar of early versions.
  const old = bytes[0] === 0x80 && bytes[1] >= 2 && bytes[1] <= 5;
  throw new InputError(
    old
      ? sentence(
          '{0} is a pickle, or of PyTorch before 1.6, and reading it would run code. {1}',
          path,
          saveTensors(path),
        )
      : sentence(
          '{0} is no file of weights that can be read. {1} Save a .safetensors, .pt, .keras, .weights.h5 or .npz.',
          path,
          foundInstead(bytes.subarray(0, lookedAt)),
        ),
    path,
  );
}

async function decodeArchive(bytes: Buffer, path: string): Promise<WeightFile> {
  const files = await unzip(bytes, path, largestWeights);
  const pickle = torchPickle(files.keys());
  if (pickle !== undefined) return { format: 'pytorch', arrays: readTorch(files, pickle, path) };
  const hdf5 = files.get('model.weights.h5');
  if (hdf5) {
    const { arrays, labels, places } = await readHdf5(hdf5, path);
    const architecture = json(files.get('config.json')?.toString() ?? '');
    return { format: 'keras', arrays, labels, places, architecture };
  }
  const arrays = new Map<string, WeightArray>();
  for (const [name, content] of files) {
    if (!name.endsWith('.npy')) continue;
    const key = name.slice(0, -'.npy'.length);
    const { shape, data } = named(path, () => decodeNpy(content, `${key} in ${path}`));
    arrays.set(key, weightArray(shape, data));
  }
  return { format: 'npz', arrays };
}

/** A description of a model; undefined where it is no JSON. */
function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Names the archive in the error of any of its arrays. */
function named<T>(path: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw error instanceof InputError ? new InputError(error.sentence, path) : error;
  }
}
