import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inEnglish } from '../../../src/base/sentence';
import { validateConfig } from '../../../src/analysis/run/validate';
import { encodeNpy } from '../../../src/data/npy/writeNpy';

const [samples, length, columns] = [40, 3, 4];

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'rnn-validate-'));
  const values = Float32Array.from({ length: samples * length * columns }, (_, i) => Math.sin(i));
  await writeFile(path.join(folder, 'x.npy'), encodeNpy({ shape: [samples, length, columns], data: values }));
  const symbols = Int32Array.from({ length: samples * length }, (_, i) => (i * 7) % 3);
  await writeFile(path.join(folder, 'symbols.npy'), encodeNpy({ shape: [samples, length], data: symbols }));
  const classes = Int32Array.from({ length: samples }, (_, i) => i % 2);
  await writeFile(path.join(folder, 'y.npy'), encodeNpy({ shape: [samples], data: classes }));
});
afterAll(() => rm(folder, { recursive: true }));

async function errors(data: object, more: object = {}): Promise<{ said: string; path: unknown }[]> {
  const configText = JSON.stringify({
    data: { task: 'file', inputs: 'x.npy', targets: 'y.npy', ...data },
    model: {
      layers: [
        { type: 'gru', name: 'state', units: 4 },
        { type: 'dense', name: 'out', units: 2, activation: 'softmax' },
      ],
    },
    ...more,
  });
  const problems = await validateConfig({ configPath: path.join(folder, 'a.rnn.json'), configText });
  return problems
    .filter(({ severity }) => severity === 'error')
    .map((problem) => ({ said: inEnglish(problem.sentence), path: problem.path }));
}

describe('what is asked of a file that does not have it is said before anything is trained', () => {
  it('more columns to select than there are, at the number', async () => {
    expect(await errors({}, { select: { counts: [2] } })).toEqual([]);
    const [problem] = await errors({}, { select: { counts: [2, 4] } });
    expect(problem.path).toEqual(['select', 'counts', 1]);
    expect(problem.said).toMatch(/4 columns/);
  });

  it('columns of symbols', async () => {
    const [problem] = await errors({ inputs: 'symbols.npy' }, { select: {} });
    expect(problem.path).toEqual(['select']);
    expect(problem.said).toMatch(/Remove "select"/);
  });

  it('numbers to substitute, and noise on symbols', async () => {
    const [numbers] = await errors({ corrupt: { by: 'substitute', training: 0.1 } });
    expect(numbers.path).toEqual(['data', 'corrupt', 'by']);
    expect(numbers.said).toMatch(/Set "by" to "noise"/);
    const [symbols] = await errors({ inputs: 'symbols.npy', corrupt: { by: 'noise', training: 0.1 } });
    expect(symbols.path).toEqual(['data', 'corrupt', 'by']);
    expect(symbols.said).toMatch(/Set "by" to "substitute"/);
    expect(await errors({ corrupt: { by: 'noise', training: 0.1 } })).toEqual([]);
  });
});
