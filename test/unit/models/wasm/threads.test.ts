import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { buildSync } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { createWasmKernel } from '../../../../src/models/kernels/wasm';
import { problemOf, solveByKernel } from './problems';

const root = join(import.meta.dirname, '../../../..');
const problem = problemOf({ cell: 'lstm', activation: 'tanh', steps: 12, rows: 40, inputs: 4, units: 16 }, 1);

describe("the kernels' threads", () => {
  it('are missed when one of them ends', async () => {
    const kernel = await createWasmKernel({ threads: 2 });
    solveByKernel(kernel.machine, problem, true);
    await kernel.machine.pool.workerThreads[0].terminate();
    expect(() => solveByKernel(kernel.machine, problem, true)).toThrow(/thread of the recurrent kernels was lost/);
    await kernel.dispose();
  });

  it('are done without, byte for byte, until it is known that one has ended', async () => {
    const kernel = await createWasmKernel({ threads: 2 });
    const whole = solveByKernel(kernel.machine, problem, true);
    // The event loop does not run in between.
    const ended = kernel.machine.pool.workerThreads[0].terminate();
    const until = performance.now() + 200;
    while (performance.now() < until);
    expect(solveByKernel(kernel.machine, problem, true)).toEqual(whole);
    await ended;
    expect(() => solveByKernel(kernel.machine, problem, true)).toThrow(/thread of the recurrent kernels was lost/);
    await kernel.dispose();
  });

  it('are missed when one of them ends with a share of the work in its hands', async () => {
    const kernel = await createWasmKernel({ threads: 2 });
    // Takes a share as threads.ts in kernels/recurrent does, and ends.
    const thief = new Worker(
      `
      const { workerData, parentPort } = require('node:worker_threads');
      const words = new Int32Array(workerData.buffer);
      parentPort.postMessage('ready');
      for (;;) {
        const state = Atomics.load(words, 16);
        if ((state & 255) < 2 && Atomics.compareExchange(words, 16, state, state + 1) === state) break;
      }`,
      { eval: true, workerData: kernel.machine.arena.memory },
    );
    await once(thief, 'message');
    expect(() => {
      for (let i = 0; i < 1000; i++) solveByKernel(kernel.machine, problem, true);
    }).toThrow(/no sign of life/);
    await thief.terminate();
    await kernel.dispose();
  });

  it('do not work after they were disposed of', async () => {
    const kernel = await createWasmKernel({ threads: 2 });
    await kernel.dispose();
    expect(() => solveByKernel(kernel.machine, problem, true)).toThrow(/disposed/);
  });

  it('let the process end', () => {
    const { outputFiles } = buildSync({
      stdin: {
        contents: `import { createWasmKernel } from './src/models/kernels/wasm';
          createWasmKernel({ threads: 3 }).then((kernel) => { console.log(kernel.machine.pool.threads); });`,
        resolveDir: root,
        loader: 'ts',
      },
      bundle: true,
      platform: 'node',
      format: 'cjs',
      write: false,
      external: ['@tensorflow/*'],
    });
    const output = execFileSync(process.execPath, ['-e', outputFiles[0].text], {
      cwd: root,
      encoding: 'utf8',
      timeout: 25_000,
    });
    expect(output.trim()).toBe('3');
  });
});

describe("the kernels' memory", () => {
  it('does not grow over ten thousand steps', async () => {
    const kernel = await createWasmKernel({ threads: 1 });
    const small = problemOf({ cell: 'gru', activation: 'tanh', steps: 3, rows: 9, inputs: 2, units: 5 }, 1);
    solveByKernel(kernel.machine, small);
    const size = kernel.machine.arena.size;
    for (let step = 0; step < 10_000; step++) solveByKernel(kernel.machine, small);
    expect(kernel.machine.arena.size).toBe(size);
    await kernel.dispose();
  });
});
