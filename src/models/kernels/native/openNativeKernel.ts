import { createWasmKernel } from '../wasm';
import { isNativeAddon } from './addon';
import { disagreement } from './selfTest';
import { createNativeKernel, type NativeKernel } from './index';

/**
 * The native kernel of a loaded addon, if it agrees with the WebAssembly kernels.
 * @param addon what the file exports
 * @throws Error with the reason why it is not used
 */
export async function openNativeKernel(addon: unknown): Promise<NativeKernel> {
  if (!isNativeAddon(addon)) throw new Error('The file of the native recurrent kernels is not theirs.');
  const kernel = createNativeKernel(addon);
  const reference = await createWasmKernel({ threads: 1 });
  try {
    const cell = disagreement(kernel.machine, reference.machine);
    if (cell === undefined) return kernel;
    kernel.dispose();
    throw new Error(`The native recurrent kernels and those in WebAssembly differ on ${cell}.`);
  } finally {
    await reference.dispose();
  }
}
