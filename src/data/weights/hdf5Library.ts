import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type * as h5wasm from 'h5wasm';

type Library = typeof h5wasm;
/** The library's own functions on its own memory. */
export type Hdf5Module = Awaited<Library['ready']>;

interface Loaded {
  readonly library: Library;
  readonly module: Hdf5Module;
}

let loaded: Promise<Loaded> | undefined;

/**
 * The HDF5 library, as WebAssembly. It has 4 MB, so it is loaded when a file needs it: from next to the bundle, or,
 * when the program runs from its sources, from its package.
 */
export function hdf5Library(): Promise<Loaded> {
  loaded ??= load();
  return loaded;
}

async function load(): Promise<Loaded> {
  const beside = join(__dirname, 'hdf5', 'hdf5_hl.js');
  const place = existsSync(beside) ? pathToFileURL(beside).href : 'h5wasm';
  const library = (await import(place)) as Library;
  const module = await library.ready;
  module.activate_throwing_error_handler();
  return { library, module };
}
