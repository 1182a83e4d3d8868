import { readFileSync } from 'node:fs';
import { constants } from 'node:os';
import util from 'node:util';
import * as tf from '@tensorflow/tfjs-core';
import type { NodeJSKernelBackend as NodeBackend } from '@tensorflow/tfjs-node/dist/nodejs_kernel_backend';
import type { NativeInstallation } from './nativeInstallation';
import { verifyFiles } from './verifyFiles';

/**
 * Loads the native addon into this process and registers it as tfjs's backend 'tensorflow'. It stays loaded until the
 * process ends.
 *
 * @throws Error if the libraries are not those that were installed or cannot be loaded, or the processor cannot run
 * them
 */
export async function registerNativeBackend(installation: NativeInstallation): Promise<void> {
  if ('tensorflow' in tf.engine().registryFactory) return;
  const unfit = unfitProcessor();
  if (unfit) throw new Error(unfit);
  await verifyFiles(installation);
  // TensorFlow's own log lines are of no use to users.
  process.env.TF_CPP_MIN_LOG_LEVEL ??= '2';
  // tfjs-node still calls this function; Node 23 removed it.
  const utilities: { isNullOrUndefined?: (value: unknown) => boolean } = util;
  utilities.isNullOrUndefined ??= (value) => value === null || value === undefined;

  const loaded: { exports: unknown } = { exports: {} };
  process.dlopen(loaded, installation.addon, constants.dlopen.RTLD_NOW);
  const binding = loaded.exports;
  if (!isBinding(binding)) throw new Error(`${installation.addon} is not tfjs-node's addon.`);
  const { NodeJSKernelBackend } = await import('@tensorflow/tfjs-node/dist/nodejs_kernel_backend');
  await import('@tensorflow/tfjs-node/dist/register_all_kernels');
  tf.registerBackend('tensorflow', () => createBackend(NodeJSKernelBackend, binding), 3);
}

/**
 * Does the work of the constructor, which cannot be called here: compiled to ES5, it calls its base class as a
 * function, but in a bundle that base is an ES2015 class.
 */
function createBackend(type: typeof NodeBackend, binding: Binding): tf.KernelBackend {
  const backend = new tf.KernelBackend();
  Object.setPrototypeOf(backend, type.prototype);
  return Object.assign(backend, {
    binding,
    isGPUPackage: false,
    isUsingGpuDevice: false,
    tensorMap: new tf.DataStorage(backend, tf.engine()),
  });
}

type Binding = ConstructorParameters<typeof NodeBackend>[0];

function isBinding(value: unknown): value is Binding {
  return typeof value === 'object' && value !== null && 'executeOp' in value && 'createTensor' in value;
}

/** TensorFlow's binaries need AVX and crash the process without it, so this is checked first. */
function unfitProcessor(): string | undefined {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined;
  try {
    const flags = /^flags\s*:(.*)$/m.exec(readFileSync('/proc/cpuinfo', 'utf8'));
    return flags && !/\bavx\b/.test(flags[1]) ? 'TensorFlow needs a processor with AVX.' : undefined;
  } catch {
    return undefined;
  }
}
