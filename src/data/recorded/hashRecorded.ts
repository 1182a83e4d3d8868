import type { Hash } from 'node:crypto';
import { breathe } from '../../base/cancellation';
import { InputError } from '../../base/userError';
import { arrayPlace } from '../files/arrayPlace';
import { type DataFolders, resolveDataPath } from '../files/dataPath';
import { isDiscrete, type NdData } from '../npy/ndArray';
import { NpyFile } from '../npy/npyFile';
import { recordedOrder } from './recordedOrder';
import { type ActivationsConfig, recordedEpochs, recordedLayers, recordedPath } from './recordedPaths';

/**
 * Adds to a hash all that an analysis of recorded states reads: integers as a whole, and of other arrays the rows that
 * are analysed. Arrays that cannot be read are named by their error, which reading them throws again.
 * @throws CancelledError
 */
export async function hashRecorded(
  hash: Hash,
  config: ActivationsConfig,
  context: DataFolders & {
    readonly seed: number;
    readonly samples?: number | undefined;
    readonly signal?: AbortSignal;
  },
): Promise<void> {
  const { inputs, targets, lengths, mask } = config;
  // Epochs of a recording are named by their own files.
  const states = recordedLayers(config).flatMap(({ path }) =>
    config.recording === undefined ? recordedEpochs(config).map((epoch) => recordedPath(path, epoch)) : [],
  );
  let rows: Int32Array | undefined;
  for (const name of [inputs, targets, lengths, mask, ...states]) {
    if (name === undefined) continue;
    try {
      const place = arrayPlace(name);
      const file = await NpyFile.open(await resolveDataPath(place.path, context), place.member);
      try {
        const { header, rows: count } = file;
        hash.update(`${name}\0${header.type}\0${header.shape.join(' ')}\0`);
        rows ??= recordedOrder(count, context.seed).slice(0, context.samples);
        const add = (values: NdData): void => {
          hash.update(new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
        };
        if (isDiscrete(header.type) || rows.some((row) => row >= count))
          await file.eachRow(
            Int32Array.from({ length: count }, (_, row) => row),
            add,
            context.signal,
          );
        else await file.eachRow(rows, add, context.signal);
      } finally {
        await file.close();
      }
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      hash.update(error.message);
    }
    await breathe(context.signal);
  }
}
