import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { runAnalysis } from '../../../src/analysis/run/runAnalysis';
import { Random } from '../../../src/base/random';
import { writeNpy } from '../../../src/data/npy/writeNpy';
import { runEstimationJob } from '../../../src/information/runJob';
import { coreKernel } from '../../../src/models/kernels/typescript/coreKernel';
import type { AnalysisResult } from '../../../src/result/result';
import { warningsInEnglish } from '../../../src/result/warningSentence';

const [samples, length, units] = [240, 6, 2];
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'rnn-dependent-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** Bits that repeat the one before but for one in `flip`, with states that hold the last one. */
async function analyzed(flip: number): Promise<AnalysisResult> {
  const random = new Random(1);
  const symbols = new Int32Array(samples * length);
  for (let i = 0; i < symbols.length; i++)
    symbols[i] = i % length && random.uniform() >= flip ? symbols[i - 1] : random.integer(2);
  const states = Float32Array.from({ length: symbols.length * units }, (_, i) => symbols[Math.floor(i / units)]);
  await writeNpy(path.join(folder, 'x.npy'), { shape: [samples, length], data: symbols });
  await writeNpy(path.join(folder, 'h.npy'), { shape: [samples, length, units], data: states });
  return runAnalysis(
    {
      configPath: path.join(folder, 'a.rnn.json'),
      configText: JSON.stringify({
        data: { task: 'activations', inputs: 'x.npy', symbols: 2, layers: { h: 'h.npy' } },
        analysis: { quantities: ['conditionalMemory'] },
      }),
    },
    {
      startBackend: () => Promise.resolve({ backend: 'cpu', version: '', kernel: coreKernel }),
      runJob: runEstimationJob,
      cache: { read: () => Promise.resolve(undefined), write: () => Promise.resolve() },
    },
    { started: () => undefined, progress: () => undefined, delta: () => undefined },
    new AbortController().signal,
  );
}

it('says why there is no conditional memory curve where inputs depend on each other', async () => {
  const { estimates, warnings } = await analyzed(0.2);
  expect(estimates).toEqual([]);
  expect(warnings.map(({ code, args }) => [code, args])).toContainEqual(['dependentInputs', ['h']]);
  expect(warningsInEnglish(warnings, 'bits').join(' ')).toContain('no curve of the memory of h given all later inputs');
});

it('has the curve, and says nothing, where they are independent', async () => {
  const { estimates, warnings } = await analyzed(1);
  expect(estimates.map(({ quantity }) => quantity)).toContain('conditionalMemory');
  expect(warnings.map(({ code }) => code)).not.toContain('dependentInputs');
});
