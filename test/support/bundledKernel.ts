import { chooseRecurrentKernel } from '../../src/models/kernels/chooseRecurrentKernel';
import type { RecurrentKernel } from '../../src/models/kernels/recurrentKernel';
import { selectBackend } from '../../src/runtime/selectBackend';

/** Starts the bundled backend. @returns the kernel that networks run on there: several times as fast as plain arrays */
export async function bundledKernel(): Promise<RecurrentKernel> {
  const { backend } = await selectBackend('wasm');
  return chooseRecurrentKernel(backend);
}
