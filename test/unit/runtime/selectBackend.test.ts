import { inEnglish } from '../../../src/base/sentence';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs-core';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { addonPath, findInstallation, recordPath } from '../../../src/runtime/nativeInstallation';
import { selectBackend } from '../../../src/runtime/selectBackend';

/** An installation whose addon is not a library. */
async function brokenInstallation(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'runtime-'));
  await writeFile(addonPath(folder), 'not a library');
  await writeFile(recordPath(folder), JSON.stringify({ version: '2.15.1', files: { 'tfjs_binding.node': 13 } }));
  return folder;
}

describe('selectBackend', () => {
  afterEach(() => {
    vi.unstubAllEnvs();
  });

  it.each(['wasm', 'cpu'] as const)('computes and differentiates on %s', async (backend) => {
    expect(await selectBackend(backend)).toMatchObject({ backend, version: `tfjs ${tf.version_core}` });
    expect(tf.getBackend()).toBe(backend);
    const gradient = tf.grad((x) => tf.sum(tf.square(x)))(tf.tensor1d([1, 2, 3]));
    expect(Array.from(gradient.dataSync())).toEqual([2, 4, 6]);
  });

  it('falls through a missing native runtime without a word, and says what to do where it was asked for', async () => {
    vi.stubEnv('RNN_INFOFLOW_RUNTIME', join(tmpdir(), 'no such folder'));
    expect(await selectBackend('auto')).toEqual({ backend: 'wasm', version: `tfjs ${tf.version_core}` });
    await expect(selectBackend('tensorflow')).rejects.toThrow('rnn-infoflow runtime install');
  });

  it('falls through a broken native runtime with a note', async () => {
    vi.stubEnv('RNN_INFOFLOW_RUNTIME', await brokenInstallation());
    const selected = await selectBackend('auto');
    expect(selected.backend).toBe('wasm');
    expect(selected.notes?.map(inEnglish).join()).toContain('does not load here');
  });
});

describe('findInstallation', () => {
  it('sees a torn installation as none', async () => {
    const folder = await brokenInstallation();
    expect(await findInstallation(folder)).toMatchObject({ bytes: 13, version: '2.15.1' });
    await writeFile(addonPath(folder), 'shorter');
    expect(await findInstallation(folder)).toBeUndefined();
    await writeFile(recordPath(folder), '{ torn');
    expect(await findInstallation(folder)).toBeUndefined();
  });
});
