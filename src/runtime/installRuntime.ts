import { sentence } from '../base/sentence';
import { mkdir, readdir, rename, rm, stat, statfs, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { CancelledError, throwIfCancelled } from '../base/cancellation';
import { UserError } from '../base/userError';
import { compileAddon } from './compileAddon';
import { downloadWheel } from './downloadWheel';
import { withLock } from './installLock';
import {
  addonPath,
  findInstallation,
  libraryHashes,
  nativeFolder,
  recordPath,
  tensorflowVersion,
  type InstallationRecord,
  type NativeInstallation,
} from './nativeInstallation';
import { verifyAddon } from './verifyAddon';
import { fileHash } from './verifyFiles';
import { entryTarget, extractZipEntry, readZipDirectory } from './zip';

export interface InstallProgress {
  readonly phase: 'download' | 'unpack' | 'build' | 'verify';
  /** Finished share of the whole installation, 0 ... 1. */
  readonly fraction: number;
}

export interface InstallOptions {
  readonly folder?: string;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: InstallProgress) => void;
}

const libraries = Object.keys(libraryHashes);
const headerFolders = [
  'tensorflow/include/tensorflow/c/',
  'tensorflow/include/tensorflow/core/platform/',
  'tensorflow/include/tsl/',
];
/** Disk space for the wheel, the unpacked libraries and a margin, bytes. */
const neededBytes = 900_000_000;

/** Whether the native runtime exists for this kind of machine. */
export function nativeRuntimeSupported(): boolean {
  return process.platform === 'linux' && process.arch === 'x64';
}

/**
 * Installs the native TensorFlow runtime into the user's cache, completely or not at all: TensorFlow's libraries from
 * its wheel, and tfjs-node's addon compiled against them. Returns at once if it is already installed.
 *
 * @throws UserError if a prerequisite is missing, with what to install; CancelledError
 */
export async function installRuntime(options: InstallOptions = {}): Promise<NativeInstallation> {
  const folder = options.folder ?? nativeFolder();
  const present = await findInstallation(folder);
  if (present) return present;
  if (!nativeRuntimeSupported()) {
    throw new UserError(
      sentence(
        'The native TensorFlow runtime can only be installed on Linux x64, not on {0} {1}. The bundled ' +
          'WebAssembly backend runs here.',
        process.platform,
        process.arch,
      ),
    );
  }
  try {
    await mkdir(dirname(folder), { recursive: true });
    return await withLock(
      `${folder}.lock`,
      options.signal,
      async () => (await findInstallation(folder)) ?? (await installInto(folder, options)),
    );
  } catch (error) {
    throwIfCancelled(options.signal);
    throw explained(error, folder);
  }
}

async function installInto(folder: string, options: InstallOptions): Promise<NativeInstallation> {
  await removeLeftovers(folder);
  await requireSpace(dirname(folder));
  const staging = `${folder}.installing-${process.pid}`;
  const scratch = join(staging, 'scratch');
  const report = (phase: InstallProgress['phase'], fraction: number): void => {
    options.onProgress?.({ phase, fraction });
  };
  try {
    await mkdir(scratch, { recursive: true });
    report('download', 0);
    const wheel = await downloadWheel(
      scratch,
      (fraction) => {
        report('download', 0.6 * fraction);
      },
      options.signal,
    );
    report('unpack', 0.6);
    await unpack(
      wheel,
      staging,
      scratch,
      (fraction) => {
        report('unpack', 0.6 + 0.2 * fraction);
      },
      options.signal,
    );
    report('build', 0.8);
    await compileAddon(addonPath(staging), staging, join(scratch, 'tensorflow/include'), options.signal);
    report('verify', 0.95);
    await verifyAddon(addonPath(staging), options.signal);
    await rm(scratch, { recursive: true });
    await writeRecord(staging);
    await rm(folder, { recursive: true, force: true });
    await rename(staging, folder);
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
  const installed = await findInstallation(folder);
  if (!installed) throw new Error(`${folder} does not hold what was just installed there.`);
  report('verify', 1);
  return installed;
}

async function unpack(
  wheel: string,
  staging: string,
  scratch: string,
  onFraction: (fraction: number) => void,
  signal?: AbortSignal,
): Promise<void> {
  const wanted = (await readZipDirectory(wheel)).filter(
    ({ name }) =>
      !name.endsWith('/') &&
      (libraries.some((library) => name === `tensorflow/${library}`) ||
        headerFolders.some((start) => name.startsWith(start))),
  );
  const total = wanted.reduce((sum, entry) => sum + entry.compressedSize, 0);
  let done = 0;
  for (const entry of wanted) {
    const library = libraries.find((name) => entry.name === `tensorflow/${name}`);
    const target = library ? join(staging, library) : entryTarget(scratch, entry.name);
    if (!target) throw new Error(`${wheel} holds a file with an unusable name.`);
    await extractZipEntry(wheel, entry, target, signal);
    done += entry.compressedSize;
    onFraction(done / total);
  }
}

async function writeRecord(staging: string): Promise<void> {
  const files: Record<string, number> = {};
  for (const name of [...libraries, basename(addonPath(staging))]) files[name] = (await stat(join(staging, name))).size;
  const addon = addonPath(staging);
  const hashes = { [basename(addon)]: await fileHash(addon) };
  const record: InstallationRecord = { version: tensorflowVersion, files, hashes };
  await writeFile(recordPath(staging), JSON.stringify(record));
}

/** Removes the native runtime; returns whether there was one. */
export async function removeRuntime(folder: string = nativeFolder()): Promise<boolean> {
  const present = await stat(folder).then(
    () => true,
    () => false,
  );
  await rm(folder, { recursive: true, force: true });
  await removeLeftovers(folder);
  return present;
}

async function removeLeftovers(folder: string): Promise<void> {
  const names = await readdir(dirname(folder)).catch(() => []);
  for (const name of names) {
    if (name.startsWith(`${basename(folder)}.installing-`))
      await rm(join(dirname(folder), name), { recursive: true, force: true });
  }
}

async function requireSpace(folder: string): Promise<void> {
  const { bavail, bsize } = await statfs(folder);
  if (bavail * bsize < neededBytes) {
    throw new UserError(
      sentence(
        '{0} has {1} MB of free space, but installing the native TensorFlow runtime needs {2} MB.',
        folder,
        Math.round((bavail * bsize) / 1e6),
        neededBytes / 1e6,
      ),
    );
  }
}

function explained(error: unknown, folder: string): Error {
  if (error instanceof UserError || error instanceof CancelledError) return error;
  const message = error instanceof Error ? error.message : String(error);
  return new UserError(sentence('The native TensorFlow runtime could not be installed in {0}: {1}', folder, message));
}
