import { createHash } from 'node:crypto';
import type { BigIntStats } from 'node:fs';
import type { DataConfig } from '../config/schema/data';
import { arrayPlace } from './files/arrayPlace';
import { type DataFolders, resolveDataPath } from './files/dataPath';
import { openRegularFile, readPieces } from './files/openFile';
import { hashRecorded } from './recorded/hashRecorded';
import { type ActivationsConfig, recordedEpochs, recordedLayers, recordedPath } from './recorded/recordedPaths';

/** The files that a config's data are read from, as the config names them; none for generated tasks. */
export function dataFiles(config: DataConfig): string[] {
  if (config.task === 'activations') return recordedFiles(config);
  if (config.task === 'text' || config.task === 'pairs') return [config.path];
  if (config.task !== 'file') return [];
  const { path, inputs, targets, lengths, mask, furtherTargets = {} } = config;
  if (inputs === undefined) return path === undefined ? [] : [path];
  return arrayFiles([inputs, targets, lengths, mask, ...Object.values(furtherTargets)]);
}

/** Each file once, whatever arrays of it are named. */
function arrayFiles(texts: readonly (string | undefined)[]): string[] {
  const named = texts.filter((text) => text !== undefined);
  return [...new Set(named.map((text) => arrayPlace(text).path))];
}

/** A recording has been opened before (`withRecording`), so that its arrays are named. */
function recordedFiles(config: ActivationsConfig): string[] {
  const states = recordedEpochs(config).flatMap((epoch) => stateFiles(config, epoch));
  return [...new Set([...sequenceFiles(config), ...states])];
}

const sequenceFiles = ({ inputs, targets, lengths, mask }: ActivationsConfig): string[] =>
  arrayFiles([inputs, targets, lengths, mask]);

/** The files of the states of one epoch. */
export function stateFiles(config: ActivationsConfig, epoch: number): string[] {
  return [...new Set(recordedLayers(config).map(({ path }) => arrayPlace(recordedPath(path, epoch)).path))];
}

/**
 * SHA-256, in hexadecimal, over the contents of the files of a config's sequences, in order; a part of the dataset's
 * cache key. Of recorded arrays, over what is read. Epochs of a recording are named by their own files (`stateFiles`),
 * so that a new one leaves the numbers of those before as they are.
 * @throws InputError where a file is missing or lies outside the folders; CancelledError
 */
export async function hashDataFiles(
  config: DataConfig,
  context: DataFolders & { readonly seed?: number; readonly samples?: number; readonly signal?: AbortSignal },
): Promise<string> {
  const { signal, seed = 0 } = context;
  if (config.task !== 'activations') return hashFiles(dataFiles(config), context, signal);
  const hash = createHash('sha256');
  await hashRecorded(hash, config, { ...context, seed });
  return hash.digest('hex');
}

/** SHA-256, in hexadecimal, over the names and contents of files, in order. @throws as `hashDataFiles` */
export async function hashFiles(names: readonly string[], folders: DataFolders, signal?: AbortSignal): Promise<string> {
  const hash = createHash('sha256');
  for (const name of names)
    hash.update(`${name}\0${await contentHash(await resolveDataPath(name, folders), signal)}\0`);
  return hash.digest('hex');
}

/** Hashes of files that this process has read: a training that is followed has every earlier epoch again. */
const known = new Map<string, { readonly identity: string; readonly digest: string }>();
const mostKnown = 10_000;

/**
 * SHA-256, in hexadecimal, of a file's content. A file that has not changed is read once.
 * @throws InputError where it cannot be read; CancelledError
 */
export async function contentHash(path: string, signal?: AbortSignal): Promise<string> {
  const handle = await openRegularFile(path);
  try {
    const identity = identityOf(await handle.stat({ bigint: true }));
    const before = known.get(path);
    if (before?.identity === identity) return before.digest;
    const hash = createHash('sha256');
    for await (const piece of readPieces(handle, signal)) hash.update(piece);
    const digest = hash.digest('hex');
    if (known.size >= mostKnown) known.clear();
    // A file that was written to meanwhile is read again the next time.
    if (identityOf(await handle.stat({ bigint: true })) === identity) known.set(path, { identity, digest });
    return digest;
  } finally {
    await handle.close();
  }
}

/** Changes with every write, and with every file that is renamed into the place. */
const identityOf = ({ dev, ino, size, mtimeNs, ctimeNs }: BigIntStats): string =>
  [dev, ino, size, mtimeNs, ctimeNs].join('/');
