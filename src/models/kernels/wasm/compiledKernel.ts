import { platform } from '#platform';
import { recurrentPlainKernel } from '../../../generated/recurrentPlainKernel';
import { recurrentRelaxedKernel } from '../../../generated/recurrentRelaxedKernel';

/** `relaxed` multiplies and adds with a single rounding; `plain` runs wherever WebAssembly has SIMD. */
export type KernelForm = 'relaxed' | 'plain';

export interface CompiledKernel {
  readonly form: KernelForm;
  readonly module: WebAssembly.Module;
}

const compiled = new Map<KernelForm, CompiledKernel>();

/** The fastest form of kernels/recurrent that this engine runs, or the requested one. Compiled once per process. */
export function compileKernel(form: KernelForm = fastestForm()): CompiledKernel {
  let kernel = compiled.get(form);
  if (!kernel) {
    const base64 = form === 'relaxed' ? recurrentRelaxedKernel : recurrentPlainKernel;
    kernel = { form, module: new WebAssembly.Module(platform.bytesOf(base64)) };
    compiled.set(form, kernel);
  }
  return kernel;
}

function fastestForm(): KernelForm {
  const bytes = platform.bytesOf(recurrentRelaxedKernel);
  if (WebAssembly.validate(bytes)) return 'relaxed';
  platform.enableRelaxedSimd();
  return WebAssembly.validate(bytes) ? 'relaxed' : 'plain';
}
