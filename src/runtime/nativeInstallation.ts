import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { userCacheFolder } from '../base/userCacheFolder';

/** The installed release of TensorFlow. */
export const tensorflowVersion = '2.15.1';

export interface NativeInstallation {
  readonly folder: string;
  /** Absolute path of the Node-API addon; the libraries are in the same folder. */
  readonly addon: string;
  readonly version: string;
  readonly bytes: number;
  /** SHA-256 of its files by their names, in hexadecimal. */
  readonly hashes: Readonly<Record<string, string>>;
}

/** SHA-256 of TensorFlow's libraries, as the wheel has them. */
export const libraryHashes: Readonly<Record<string, string>> = {
  'libtensorflow_cc.so.2': '26c52413c74ae9495f742c93b87fcb515c9010627f3feb5ad29b65dff901a2ee',
  'libtensorflow_framework.so.2': '1ed1f34811d338f934cb01155be51963f7a8ef4155cd201d0fba34b27425fc6b',
};

const addonName = 'tfjs_binding.node';
const recordName = 'installation.json';

/** Folder of the native runtime, installed or not; `RNN_INFOFLOW_RUNTIME` sets another one. */
export function nativeFolder(environment: NodeJS.ProcessEnv = process.env): string {
  return (
    environment.RNN_INFOFLOW_RUNTIME ??
    join(userCacheFolder(environment), `tensorflow-${tensorflowVersion}-${process.platform}-${process.arch}`)
  );
}

export function addonPath(folder: string): string {
  return join(folder, addonName);
}

export function recordPath(folder: string): string {
  return join(folder, recordName);
}

/**
 * Content of `installation.json`: every file that the addon needs, with its size, so that an incomplete copy is
 * detected.
 */
export interface InstallationRecord {
  readonly version: string;
  readonly files: Readonly<Record<string, number>>;
  /** SHA-256 of the files that were built here; those of the libraries are known. */
  readonly hashes?: Readonly<Record<string, string>> | undefined;
}

/** The installation in `folder`; undefined if there is none, or only part of one. */
export async function findInstallation(folder: string = nativeFolder()): Promise<NativeInstallation | undefined> {
  const record = await readRecord(folder);
  if (!record) return undefined;
  let bytes = 0;
  for (const [name, size] of Object.entries(record.files)) {
    const found = await stat(join(folder, name)).catch(() => undefined);
    if (found?.size !== size) return undefined;
    bytes += size;
  }
  if (!(addonName in record.files)) return undefined;
  const hashes = { ...record.hashes, ...libraryHashes };
  return { folder, addon: addonPath(folder), version: record.version, bytes, hashes };
}

async function readRecord(folder: string): Promise<InstallationRecord | undefined> {
  try {
    const value: unknown = JSON.parse(await readFile(recordPath(folder), 'utf8'));
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is InstallationRecord {
  return (
    typeof value === 'object' &&
    value !== null &&
    'version' in value &&
    typeof value.version === 'string' &&
    'files' in value &&
    typeof value.files === 'object' &&
    value.files !== null &&
    Object.values(value.files).every((size) => typeof size === 'number') &&
    (!('hashes' in value) || isTexts(value.hashes))
  );
}

function isTexts(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.values(value).every((text) => typeof text === 'string');
}
