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
}

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
  return addonName in record.files ? { folder, addon: addonPath(folder), version: record.version, bytes } : undefined;
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
    Object.values(value.files).every((size) => typeof size === 'number')
  );
}
