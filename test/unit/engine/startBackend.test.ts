import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs-core';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { startBackend } from '../../../src/engine/process/startBackend';
import { nativeAddon } from '../../support/nativeAddon';

describe('startBackend', () => {
  afterEach(() => {
    vi.unstubAllEnvs();
  });

  it('takes the bundled kernels on the backends that are named', async () => {
    for (const backend of ['wasm', 'cpu'] as const) {
      const started = await startBackend(backend, { native: true });
      expect(started.backend).toBe(backend);
      expect(started.kernel.name).toMatch(/^wasm/);
    }
  });

  it.skipIf(!nativeAddon)('takes native kernels where they are named, and by itself without TensorFlow', async () => {
    vi.stubEnv('RNN_INFOFLOW_RUNTIME', join(tmpdir(), 'no such folder'));
    for (const choice of ['native', 'auto'] as const) {
      const started = await startBackend(choice, { native: true });
      expect(started).toMatchObject({ backend: 'native', version: `tfjs ${tf.version_core}` });
      expect(started.kernel.name).toMatch(/^native/);
      expect(started.notes).toBeUndefined();
      expect(tf.getBackend()).toBe('wasm');
    }
    expect((await startBackend('auto', { native: false })).backend).toBe('wasm');
  });

  it.skipIf(nativeAddon)('says what to do where native kernels are asked for and were not built', async () => {
    await expect(startBackend('native', { native: true })).rejects.toThrow('npm run build');
  });
});
