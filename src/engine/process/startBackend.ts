import { sentence, type Sentence } from '../../base/sentence';
import { causeOf, UserError } from '../../base/userError';
import type { RunningBackend } from '../../analysis/run/runningBackend';
import { chooseRecurrentKernel } from '../../models/kernels/chooseRecurrentKernel';
import type { NativeKernel } from '../../models/kernels/native';
import { openNativeKernel } from '../../models/kernels/native/openNativeKernel';
import { loadNativeKernels } from '../../runtime/nativeKernels';
import { selectBackend } from '../../runtime/selectBackend';
import type { BackendChoice } from './protocol';

/**
 * The backend that trains and runs networks in this process, with its recurrent kernel. `native` is the WebAssembly
 * backend with recurrent layers in machine code; `auto` takes it where it would take WebAssembly, if the kernels were
 * built and agree with those in WebAssembly.
 *
 * @param native whether `auto` looks for anything but the bundled backends
 * @throws UserError if the requested backend cannot run here
 */
export async function startBackend(
  choice: BackendChoice,
  options: { readonly native: boolean },
): Promise<RunningBackend> {
  const selected = await selectBackend(choice === 'native' ? 'wasm' : choice, options);
  const wanted = choice === 'native' || (choice === 'auto' && options.native && selected.backend === 'wasm');
  if (!wanted) return { ...selected, kernel: await chooseRecurrentKernel(selected.backend) };
  const { kernel, cause } = await nativeKernel();
  if (kernel) return { ...selected, backend: 'native', kernel };
  if (choice === 'native') throw new UserError(doesNotRun(cause));
  const notes = [...(selected.notes ?? []), ...(cause ? [doesNotRun(cause)] : [])];
  return { ...selected, kernel: await chooseRecurrentKernel(selected.backend), ...(notes.length > 0 && { notes }) };
}

interface Opened {
  readonly kernel?: NativeKernel;
  /** Why the kernels that are here are not used. */
  readonly cause?: Sentence;
}

let opened: Promise<Opened> | undefined;

/** Loaded and tested once per process. */
function nativeKernel(): Promise<Opened> {
  opened ??= open();
  return opened;
}

async function open(): Promise<Opened> {
  try {
    const addon = loadNativeKernels();
    return addon === undefined ? {} : { kernel: await openNativeKernel(addon) };
  } catch (error) {
    return { cause: causeOf(error) };
  }
}

function doesNotRun(cause: Sentence | undefined): Sentence {
  return cause
    ? sentence('The native recurrent kernels are left aside: {0}', cause)
    : sentence(
        'The native recurrent kernels are not here. "npm run build" makes them where there is a C++ compiler; the ' +
          'backend "wasm" needs none.',
      );
}
