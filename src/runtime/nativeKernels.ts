import { existsSync } from 'node:fs';
import { constants } from 'node:os';
import { join } from 'node:path';

/** Files for this kind of machine, which scripts/native.mjs and native-all.mjs build; the second for musl's systems. */
const names = ['', '-musl'].map((library) => `${process.platform}-${process.arch}${library}.node`);

/**
 * The addon of kernels/native, next to the bundle (`dist/kernels`), or, when the program runs from its sources, among
 * the generated files. It stays loaded until the process ends.
 *
 * @returns its exports; undefined where there is none for this kind of machine
 * @throws Error if none of the files can be loaded
 */
export function loadNativeKernels(): unknown {
  const folders = [join(__dirname, 'kernels'), join(__dirname, '../generated/native')];
  const paths = folders.flatMap((folder) => names.map((name) => join(folder, name))).filter(existsSync);
  const failures: unknown[] = [];
  for (const path of paths) {
    const loaded: { exports: unknown } = { exports: {} };
    try {
      process.dlopen(loaded, path, constants.dlopen.RTLD_NOW);
      return loaded.exports;
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 0) throw failures[0];
  return undefined;
}
