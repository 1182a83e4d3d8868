import { sentence } from '../../base/sentence';
import { UserError } from '../../base/userError';
import type { RunningBackend } from '../../analysis/run/runningBackend';
import { chooseRecurrentKernel } from '../../models/kernels/chooseRecurrentKernel';
import { selectWebBackend } from '../../runtime/webBackend';
import type { BackendChoice } from '../process/protocol';

/**
 * The backend that trains and runs networks in a browser, with its recurrent kernel.
 * @param wasm the bytes of TensorFlow's WebAssembly
 * @throws UserError where a backend of Node is asked for
 */
export async function startWebBackend(choice: BackendChoice, wasm: Uint8Array<ArrayBuffer>): Promise<RunningBackend> {
  if (choice === 'tensorflow' || choice === 'native')
    throw new UserError(
      sentence(
        'The backend "{0}" does not run in a browser. Choose "auto" or "wasm" in the settings, or open the folder in ' +
          'Visual Studio Code on the desktop.',
        choice,
      ),
    );
  const selected = await selectWebBackend(choice, wasm);
  return { ...selected, kernel: await chooseRecurrentKernel(selected.backend) };
}
