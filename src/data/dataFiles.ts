import { createHash } from 'node:crypto';
import type { DataConfig } from '../config/schema/data';
import { arrayPlace } from './files/arrayPlace';
import { type DataFolders, resolveDataPath } from './files/dataPath';
import { openRegularFile, readPieces } from './files/openFile';
import { type ActivationsConfig, recordedEpochs, recordedLayers, recordedPath } from './recorded/recordedPaths';

/** The files that a config's data are read from, as the config names them; none for generated tasks. */
export function dataFiles(config: DataConfig): string[] {
  if (config.task === 'activations') return recordedFiles(config);
  if (config.task === 'text') return [config.path];
  if (config.task !== 'file') return [];
  return [
    config.path,
    config.inputs,
    config.targets,
    ...(config.inputs === undefined ? [] : Object.values(config.furtherTargets ?? {})),
  ].filter((name) => name !== undefined);
}

/** A recording has been opened before (`withRecording`), so that its arrays are named. */
function recordedFiles(config: ActivationsConfig): string[] {
  const states = recordedLayers(config).flatMap(({ path }) =>
    recordedEpochs(config).map((epoch) => recordedPath(path, epoch)),
  );
  const arrays = [config.inputs, config.targets, config.lengths, ...states].filter((text) => text !== undefined);
  return [...new Set(arrays.map((text) => arrayPlace(text).path))];
}

/**
 * SHA-256, in hexadecimal, over the contents of all files of a config, in order; a part of the dataset's cache key.
 * @throws InputError where a file is missing or lies outside the folders; CancelledError
 */
export async function hashDataFiles(config: DataConfig, folders: DataFolders, signal?: AbortSignal): Promise<string> {
  const hash = createHash('sha256');
  for (const name of dataFiles(config)) {
    const handle = await openRegularFile(await resolveDataPath(name, folders));
    try {
      hash.update(`${name}\0${(await handle.stat()).size}\0`);
      for await (const piece of readPieces(handle, signal)) hash.update(piece);
    } finally {
      await handle.close();
    }
  }
  return hash.digest('hex');
}
