import { sep } from 'node:path';
import * as tf from '@tensorflow/tfjs-core';
import { shippedFolder } from './shippedFiles';

/**
 * Registers tfjs's backends 'wasm' and 'cpu'. The binaries of the first are next to the bundle.
 *
 * @throws Error if the binaries are missing
 */
export async function registerBundledBackends(): Promise<void> {
  await import('@tensorflow/tfjs-backend-cpu');
  const { setWasmPaths } = await import('@tensorflow/tfjs-backend-wasm');
  const folder = shippedFolder('wasm', '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm');
  if (!('wasm' in tf.engine().registry)) setWasmPaths(folder + sep);
}
