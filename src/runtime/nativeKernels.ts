import { existsSync } from 'node:fs';
import { constants } from 'node:os';
import { join } from 'node:path';

/** Name of the file for this kind of machine, which scripts/native.mjs builds. */
const name = `${process.platform}-${process.arch}.node`;

/**
 * The addon of kernels/native, next to the bundle (`dist/kernels`), or, when the program runs from its sources, among
 * the generated files. It stays loaded until the process ends.
 *
 * @returns its exports; undefined where there is none for this kind of machine
 * @throws Error if it cannot be loaded
 */
export function loadNativeKernels(): unknown {
  const path = [join(__dirname, 'kernels', name), join(__dirname, '../generated/native', name)].find(existsSync);
  if (path === undefined) return undefined;
  const loaded: { exports: unknown } = { exports: {} };
  process.dlopen(loaded, path, constants.dlopen.RTLD_NOW);
  return loaded.exports;
}
