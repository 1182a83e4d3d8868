import { sentence } from '../base/sentence';
import * as tf from '@tensorflow/tfjs-core';
import { UserError } from '../base/userError';
import { registerNativeBackend } from './nativeBackend';
import { findInstallation, nativeFolder } from './nativeInstallation';
import { prepareTensorFlow } from './tfjs';
import { registerBundledBackends } from './wasmBackend';

export type BackendName = 'tensorflow' | 'wasm' | 'cpu';

export interface SelectedBackend {
  readonly backend: BackendName;
  /** 'TensorFlow 2.15.1, tfjs 4.22.0' */
  readonly version: string;
  /** Why a faster backend was passed over, for a person. */
  readonly note?: string;
}

/**
 * Registers a tfjs backend and makes it the current one. `auto` takes the native one where it is installed and loads,
 * then WebAssembly, then plain JavaScript.
 *
 * @throws UserError when the backend that was asked for by name cannot run here
 */
export async function selectBackend(choice: 'auto' | BackendName): Promise<SelectedBackend> {
  prepareTensorFlow();
  if (choice !== 'auto') return start(choice);
  const notes: string[] = [];
  if (await findInstallation()) {
    try {
      return await start('tensorflow');
    } catch (error) {
      notes.push(messageOf(error));
    }
  }
  try {
    return withNotes(await start('wasm'), notes);
  } catch (error) {
    notes.push(messageOf(error));
    return withNotes(await start('cpu'), notes);
  }
}

async function start(backend: BackendName): Promise<SelectedBackend> {
  if (backend === 'tensorflow') {
    const installation = await findInstallation();
    if (!installation) {
      throw new UserError(
        sentence(
          'The native TensorFlow runtime is not installed in {0}: run "rnn-infoflow runtime install", or ' +
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

const titles: Record<BackendName, string> = {
  tensorflow: 'native TensorFlow runtime',
  wasm: 'WebAssembly backend',
  cpu: 'plain JavaScript backend',
};

async function become(backend: BackendName, register: () => Promise<void>): Promise<void> {
  try {
    await register();
    if (await tf.setBackend(backend)) return;
    throw new Error('tfjs could not initialise it.');
  } catch (error) {
    const advice = backend === 'tensorflow' ? ' Run "rnn-infoflow runtime install" to install it anew.' : '';
    throw new UserError(sentence('The {0} does not load here: {1}{2}', titles[backend], messageOf(error), advice));
  }
}

function withNotes(selected: SelectedBackend, notes: readonly string[]): SelectedBackend {
  return notes.length ? { ...selected, note: notes.join(' ') } : selected;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
