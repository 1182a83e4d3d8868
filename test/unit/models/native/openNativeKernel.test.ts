import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { createNativeKernel } from '../../../../src/models/kernels/native';
import { openNativeKernel } from '../../../../src/models/kernels/native/openNativeKernel';
import { nativeAddon } from '../../../support/nativeAddon';
import { problemOf, solveByKernel } from '../wasm/problems';

const root = join(import.meta.dirname, '../../../..');

it('refuses what is no addon of kernels', async () => {
  await expect(openNativeKernel({ paths: () => [] })).rejects.toThrow('is not theirs');
});

describe.skipIf(!nativeAddon)('the native kernel', () => {
  const addon = nativeAddon!;

  it('is taken where it agrees with WebAssembly, and named', async () => {
    const kernel = await openNativeKernel(addon);
    expect(kernel.name).toMatch(/^native \((AVX-512|AVX2|NEON), \d+ threads?\)$/);
    kernel.dispose();
  });

  it('is refused where one of its numbers is wrong', async () => {
    // Adds to a number in the middle of the memory in use after every program.
    const wrong: typeof addon = {
      paths: () => addon.paths(),
      start: (path, threads) => addon.start(path, threads),
      run: (threads, memory, start, end, alone) => {
        addon.run(threads, memory, start, end, alone);
        const numbers = new Float32Array(memory.buffer, 4096, (memory.length - 4096) / 4);
        for (let i = 0; i < numbers.length; i++) if (numbers[i] > 0.5) numbers[i] += 1e-3;
      },
      stop: (threads) => addon.stop(threads),
    };
    await expect(openNativeKernel(wrong)).rejects.toThrow('differ on lstm');
  });

  it('does not work after it was disposed of', () => {
    const kernel = createNativeKernel(addon, { threads: 2 });
    const problem = problemOf({ cell: 'lstm', activation: 'tanh', steps: 2, rows: 20, inputs: 2, units: 3 }, 1);
    solveByKernel(kernel.machine, problem, true);
    kernel.dispose();
    expect(() => solveByKernel(kernel.machine, problem, true)).toThrow('have been stopped');
  });

  it('throws on a program that it does not know', () => {
    const kernel = createNativeKernel(addon, { threads: 1 });
    const block = kernel.machine.arena.allocate(2);
    kernel.machine.arena.words(block, 2).set([99, 0]);
    expect(() => kernel.machine.pool.run(block.offset, block.offset + 8, true)).toThrow('unknown operation');
    expect(() => kernel.machine.pool.run(block.offset, 2 ** 31, true)).toThrow('not in the memory');
    kernel.dispose();
  });

  it('refuses a form that this processor does not run, and numbers of threads that no machine has', () => {
    expect(() => createNativeKernel(addon, { path: 'none' })).toThrow('does not run this form');
    expect(() => createNativeKernel(addon, { threads: 0 })).toThrow('number of threads');
  });

  it('lets the process end', () => {
    const { outputFiles } = buildSync({
      stdin: {
        contents: `import { createNativeKernel } from './src/models/kernels/native';
          import { loadNativeKernels } from './src/runtime/nativeKernels';
          console.log(createNativeKernel(loadNativeKernels(), { threads: 3 }).machine.pool.threads);`,
        resolveDir: root,
        loader: 'ts',
      },
      bundle: true,
      platform: 'node',
      format: 'cjs',
      write: false,
      external: ['@tensorflow/*'],
      define: { __dirname: JSON.stringify(join(root, 'src/runtime')) },
    });
    const output = execFileSync(process.execPath, ['-e', outputFiles[0].text], {
      cwd: root,
      encoding: 'utf8',
      timeout: 25_000,
    });
    expect(output.trim()).toBe('3');
  });
});
