import { isNativeAddon, type NativeAddon } from '../../src/models/kernels/native/addon';
import { loadNativeKernels } from '../../src/runtime/nativeKernels';

function load(): NativeAddon | undefined {
  const found = loadNativeKernels();
  if (isNativeAddon(found)) return found;
  console.warn('The native recurrent kernels were not built: their tests are skipped. They need a C++ compiler.');
  return undefined;
}

/** The addon of kernels/native; undefined where it was not built. */
export const nativeAddon = load();
