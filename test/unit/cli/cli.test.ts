import { parseResultText } from '../../../src/result/resultText';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AnalysisResult } from '../../../src/result/result';
import { Random } from '../../../src/base/random';
import { writeNpy } from '../../../src/data/npy/writeNpy';
import { rnnInfoflow } from './command';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rnn-infoflow-cli-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const config = (changes: { data?: string; layers?: string; epochs?: number; analysis?: string } = {}): string => `{
  "data": ${changes.data ?? '{ "task": "delayedCopy", "symbols": 2, "length": 5, "delay": 1, "samples": 64 }'},
  "model": { "layers": [
    ${changes.layers ?? '{ "type": "gru", "name": "memory", "units": 4 }'},
    { "type": "dense", "name": "out", "units": 2, "activation": "softmax" } ] },
  "training": { "epochs": ${changes.epochs ?? 2} },
  "analysis": ${changes.analysis ?? '{ "samples": 60, "snapshots": 2 }'}
}`;

async function save(name: string, text: string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, text);
  return path;
}

describe('analyze', () => {
  it('prints the result document, reuses its stages, and converts units without computing', async () => {
    const env = { XDG_CACHE_HOME: join(folder, 'cache') };
    const path = await save('a.rnn.json', config());
    const run = async (): Promise<AnalysisResult> => {
      const { status, stdout, stderr } = await rnnInfoflow(['analyze', path, '--json', '--backend', 'wasm'], { env });
      expect(stderr).not.toContain('Error');
      expect(status).toBe(0);
      return parseResultText(stdout) as AnalysisResult;
    };
    const first = await run();
    expect(first.schemaVersion).toBe(2);
    expect(first.environment.backend).toBe('wasm');
    expect(first.stages.map(({ name, reused }) => [name, reused])).toEqual([
      ['dataset', false],
      ['training', false],
      ['activations', false],
      ['estimates', false],
      ['advice', false],
    ]);
    for (const estimate of first.estimates) {
      expect(estimate.low).toBeLessThanOrEqual(estimate.value);
      expect(estimate.high).toBeGreaterThanOrEqual(estimate.value);
      expect(estimate.unit).toBe('bits');
    }
    await save(
      'a.rnn.json',
      `// a comment\n${config({ analysis: '{ "samples": 60, "snapshots": 2, "unit": "nats" }' })}`,
    );
    const second = await run();
    expect(second.stages.every((stage) => stage.reused)).toBe(true);
    second.estimates.forEach((estimate, i) =>
      expect(estimate.value).toBeCloseTo(first.estimates[i].value * Math.LN2, 12),
    );
    await save('a.rnn.json', config({ analysis: '{ "samples": 60, "snapshots": 2, "estimator": "gaussianCopula" }' }));
    const third = await run();
    expect(third.stages.map(({ name, reused }) => [name, reused])).toEqual([
      ['dataset', true],
      ['training', true],
      ['activations', true],
      ['estimates', false],
      ['advice', false],
    ]);
  });

  it('gives the same numbers for the same config', async () => {
    const path = await save('same.rnn.json', config());
    const numbers = async (): Promise<unknown> => {
      const result = JSON.parse(
        (await rnnInfoflow(['analyze', path, '--json', '--no-cache', '--backend', 'wasm'])).stdout,
      ) as AnalysisResult;
      return { ...result, stages: [] };
    };
    expect(JSON.stringify(await numbers())).toBe(JSON.stringify(await numbers()));
  });

  it('is cancelled by Ctrl+C', async () => {
    const path = await save(
      'long.rnn.json',
      config({
        epochs: 100_000,
        data: '{ "task": "delayedCopy", "symbols": 2, "length": 40, "delay": 1, "samples": 2048 }',
      }),
    );
    const { status, stdout, stderr } = await rnnInfoflow(['analyze', path, '--no-cache', '--backend', 'wasm'], {
      killAfter: 3000,
    });
    expect(status).toBe(130);
    expect(stderr).toContain('Cancelled. No stage is kept, because of --no-cache.');
    expect(stdout).toBe('');
  });
});

describe('exit status 2', () => {
  it.each([
    [
      'an unknown key',
      config({ layers: '{ "type": "gru", "name": "memory", "units": 4, "unts": 3 }' }),
      /bad\.rnn\.json:4:\d+: .*no key "unts"/,
    ],
    [
      'a missing file',
      config({ data: '{ "task": "file", "path": "missing.csv" }' }),
      /bad\.rnn\.json:2:\d+: .*missing\.csv/,
    ],
    [
      'a path out of the folder',
      config({ data: '{ "task": "file", "path": "../../etc/passwd.csv" }' }),
      /bad\.rnn\.json:2:\d+: /,
    ],
    ['not JSON', '{ "data": ', /bad\.rnn\.json:1:\d+: /],
  ])('%s', async (_, text, expected) => {
    const path = await save('bad.rnn.json', text);
    for (const command of [
      ['validate', path],
      ['analyze', path, '--json'],
    ]) {
      const { status, stderr, stdout } = await rnnInfoflow(command, { cwd: folder });
      expect(status).toBe(2);
      expect(stderr).toMatch(expected);
      expect(stdout).toBe('');
    }
  });

  it('puts a mistake in a data file on the line of the config that names it', async () => {
    await save('broken.csv', 'sequence,x,y\n1,0.5,1\n1,oops,0\n');
    const path = await save(
      'bad.rnn.json',
      config({ data: '{ "task": "file", "path": "broken.csv", "target": "y" }' }),
    );
    const { status, stderr } = await rnnInfoflow(['validate', path], { cwd: folder });
    expect(status).toBe(2);
    expect(stderr).toMatch(/bad\.rnn\.json:2:\d+: .*broken\.csv:3/);
  });

  it('says what the command line should have been', async () => {
    expect((await rnnInfoflow(['estimate', '--x', 'a.npy'])).status).toBe(2);
    expect((await rnnInfoflow(['exact', 'nonsense', 'a.json'])).status).toBe(2);
    expect((await rnnInfoflow(['sweep', await save('s.rnn.json', config()), '--beta', '5:1:3'])).status).toBe(2);
  });
});

describe('estimate', () => {
  it('reads .npy files and names the estimator, unit and interval', async () => {
    const random = new Random(1);
    const x = new Float64Array(2000);
    const y = new Float64Array(2000);
    for (let i = 0; i < x.length; i++) {
      x[i] = random.normal();
      y[i] = 0.9 * x[i] + Math.sqrt(1 - 0.81) * random.normal();
    }
    await writeNpy(join(folder, 'x.npy'), { shape: [2000], data: x });
    await writeNpy(join(folder, 'y.npy'), { shape: [2000, 1], data: y });
    const { status, stdout } = await rnnInfoflow([
      'estimate',
      '--x',
      join(folder, 'x.npy'),
      '--y',
      join(folder, 'y.npy'),
      '--estimator',
      'ksg',
      '--unit',
      'nats',
      '--json',
    ]);
    expect(status).toBe(0);
    const estimate = JSON.parse(stdout) as Record<string, unknown>;
    expect(estimate).toMatchObject({ estimator: 'ksg1', unit: 'nats', bound: 'none', samples: 2000 });
    // -ln(1 - .81)/2 = .8304 nats; KSG's standard deviation at N = 2000 is about .02.
    expect(Math.abs(Number(estimate.value) - 0.8304)).toBeLessThan(0.08);
    expect(Number(estimate.low)).toBeLessThan(0.8304);
    expect(Number(estimate.high)).toBeGreaterThan(0.8304);
  });
});

describe('estimate of more rows than are held', () => {
  it('reads both files by chunks, and says so as the interval narrows', async () => {
    const random = new Random(2);
    const rows = 260_000;
    const x = new Float32Array(2 * rows);
    const y = new Float32Array(rows);
    for (let i = 0; i < rows; i++) {
      x[2 * i] = random.normal();
      x[2 * i + 1] = random.normal();
      y[i] = 0.6 * x[2 * i] + 0.8 * random.normal();
    }
    await writeNpy(join(folder, 'long-x.npy'), { shape: [rows, 2], data: x });
    await writeNpy(join(folder, 'long-y.npy'), { shape: [rows], data: y });
    const { status, stdout, stderr } = await rnnInfoflow([
      'estimate',
      '--x',
      join(folder, 'long-x.npy'),
      '--y',
      join(folder, 'long-y.npy'),
      '--estimator',
      'gaussian',
      '--unit',
      'nats',
      '--json',
    ]);
    expect(status, stderr).toBe(0);
    expect(stderr).toMatch(/nats/);
    const estimate = JSON.parse(stdout) as { value: number; low: number; high: number; samples: number };
    expect(estimate.samples).toBe(rows);
    // -ln(1 - .36)/2; the standard deviation is rho/sqrt(N) = .0012.
    expect(Math.abs(estimate.value - 0.22314)).toBeLessThan(0.006);
    expect(estimate.high - estimate.low).toBeLessThan(0.01);
  });
});

describe('exact', () => {
  it('answers to 1e-6', async () => {
    const path = await save('bsc.json', '{ "channel": [[0.89, 0.11], [0.11, 0.89]] }');
    const { stdout } = await rnnInfoflow(['exact', 'capacity', path, '--unit', 'bits', '--json']);
    const answer = JSON.parse(stdout) as { capacity: number; gap: number };
    expect(answer.capacity).toBeCloseTo(0.500084042, 7);
    expect(answer.gap).toBeLessThan(1e-9);
  });
});

describe('a config that is not there', () => {
  it('is looked for next to and inside the named path', async () => {
    await save('near.rnn.json', config());
    const said = async (name: string): Promise<string> => {
      const { status, stderr } = await rnnInfoflow(['validate', name], { cwd: folder });
      expect(status).toBe(2);
      return stderr;
    };
    expect(await said('near')).toContain('This file does not exist. Did you mean near.rnn.json?');
    expect(await said('neer.rnn.json')).toContain('Did you mean near.rnn.json?');
    expect(await said('folder/x.rnn.json')).toMatch(/This file does not exist\.\s*$/);
    expect(await said('.')).toMatch(/This is a folder\. Name a config in it, such as \S+\.rnn\.json\./);
  });
});
