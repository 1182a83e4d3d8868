import '@tensorflow/tfjs-backend-cpu';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { sentence, type Sentence } from '../base/sentence';
import { causeOf, UserError } from '../base/userError';
import { prepareTensorFlow } from './tfjs';

export interface SelectedWebBackend {
  readonly backend: 'wasm' | 'cpu';
  /** 'tfjs 4.22.0' */
  readonly version: string;
  /** Why a faster backend was not used. */
  readonly notes?: readonly Sentence[];
}

/**
 * Makes one of the bundled tfjs backends the current one in a browser; `auto` takes WebAssembly, then plain JavaScript.
 * @param bytes of tfjs-backend-wasm-simd.wasm
 * @throws UserError if the requested backend cannot run here
 */
export async function selectWebBackend(
  choice: 'auto' | 'wasm' | 'cpu',
  bytes: Uint8Array<ArrayBuffer>,
): Promise<SelectedWebBackend> {
  prepareTensorFlow();
  const version = `tfjs ${tf.version_core}`;
  if (choice !== 'cpu') {
    try {
      await startWasm(bytes);
      return { backend: 'wasm', version };
    } catch (error) {
      const note = sentence('The WebAssembly backend does not load here: {0}', causeOf(error));
      if (choice === 'wasm') throw new UserError(note);
      await tf.setBackend('cpu');
      return { backend: 'cpu', version, notes: [note] };
    }
  }
  await tf.setBackend('cpu');
  return { backend: 'cpu', version };
}

async function startWasm(bytes: Uint8Array<ArrayBuffer>): Promise<void> {
  if (!('wasm' in tf.engine().registry)) {
    // tfjs would wait for ever for a module that cannot be compiled.
    if (!WebAssembly.validate(bytes)) throw new Error('The browser lacks SIMD for WebAssembly.');
    // tfjs would start threads wherever a page is isolated; the recurrent kernels have their own.
    tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
    // tfjs asks its platform for the file, which the extension has read: a page may load nothing from elsewhere.
    tf.env().platform.fetch = () => Promise.resolve(new Response(bytes));
    setWasmPaths('', true);
  }
  if (!(await tf.setBackend('wasm'))) throw new Error('tfjs could not initialise it.');
}
