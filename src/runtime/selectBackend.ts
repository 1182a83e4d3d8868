import { sentence, type Sentence } from '../base/sentence';
import * as tf from '@tensorflow/tfjs-core';
import { causeOf, UserError } from '../base/userError';
import { registerNativeBackend } from './nativeBackend';
import { findInstallation, nativeFolder } from './nativeInstallation';
import { prepareTensorFlow } from './tfjs';
import { registerBundledBackends } from './wasmBackend';

export type BackendName = 'tensorflow' | 'wasm' | 'cpu';

export interface SelectedBackend {
  readonly backend: BackendName;
  /** 'TensorFlow 2.15.1, tfjs 4.22.0' */
  readonly version: string;
  /** The reasons why faster backends were not used, one sentence each. */
  readonly notes?: readonly Sentence[];
}

/**
 * Registers a tfjs backend and makes it the current one. `auto` takes the native one if it is installed and loads, then
 * WebAssembly, then plain JavaScript.
 *
 * @param native whether `auto` looks for the native one
 * @throws UserError if the requested backend cannot run here
 */
export async function selectBackend(
  choice: 'auto' | BackendName,
  { native = true }: { readonly native?: boolean } = {},
): Promise<SelectedBackend> {
  prepareTensorFlow();
  if (choice !== 'auto') return start(choice);
  const notes: Sentence[] = [];
  if (native && (await findInstallation())) {
    try {
      return await start('tensorflow');
    } catch (error) {
      notes.push(causeOf(error));
    }
  }
  try {
    return withNotes(await start('wasm'), notes);
  } catch (error) {
    notes.push(causeOf(error));
    return withNotes(await start('cpu'), notes);
  }
}

async function start(backend: BackendName): Promise<SelectedBackend> {
  if (backend === 'tensorflow') {
    const installation = await findInstallation();
    if (!installation) {
      throw new UserError(
        sentence(
          'The native TensorFlow runtime is not installed in {0}. Run "rnn-infoflow runtime install", or ' +
            'choose the backend "wasm".',
          nativeFolder(),
        ),
      );
    }
    await become(backend, () => registerNativeBackend(installation));
    return { backend, version: `TensorFlow ${installation.version}, tfjs ${tf.version_core}` };
  }
  await become(backend, registerBundledBackends);
  return { backend, version: `tfjs ${tf.version_core}` };
}

function doesNotLoad(backend: BackendName, cause: Sentence): Sentence {
  switch (backend) {
    case 'tensorflow':
      return sentence(
        'The native TensorFlow runtime does not load here: {0} Run "rnn-infoflow runtime install" to reinstall it.',
        cause,
      );
    case 'wasm':
      return sentence('The WebAssembly backend does not load here: {0}', cause);
    case 'cpu':
      return sentence('The plain JavaScript backend does not load here: {0}', cause);
  }
}

async function become(backend: BackendName, register: () => Promise<void>): Promise<void> {
  try {
    await register();
    if (await tf.setBackend(backend)) return;
    throw new Error('tfjs could not initialise it.');
  } catch (error) {
    throw new UserError(doesNotLoad(backend, causeOf(error)));
  }
}

function withNotes(selected: SelectedBackend, notes: readonly Sentence[]): SelectedBackend {
  return notes.length ? { ...selected, notes } : selected;
}
