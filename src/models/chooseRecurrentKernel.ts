import { coreKernel } from './coreKernel';
import type { RecurrentKernel } from './recurrentKernel';
import { tensorflowKernel } from './tensorflowKernel';

/** Fastest first. */
const kernels: readonly RecurrentKernel[] = [tensorflowKernel, coreKernel];

/** The fastest kernel that runs on a backend. */
export function chooseRecurrentKernel(backend: string): Promise<RecurrentKernel> {
  return Promise.resolve(kernels.find((kernel) => kernel.supports(backend)) ?? coreKernel);
}
