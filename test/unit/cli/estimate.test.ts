import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Random } from '../../../src/base/random';
import { writeNpy } from '../../../src/data/npy/writeNpy';
import { estimatorNames } from '../../../src/information/types/estimate';
import { rnnInfoflow, type Outcome } from './command';

const samples = 240;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rnn-infoflow-estimate-'));
  const random = new Random(3);
  const x = Float64Array.from({ length: samples }, () => random.normal());
  const y = x.map((value) => 0.8 * value + 0.6 * random.normal());
  const symbols = Int32Array.from({ length: samples }, () => random.integer(3));
  await writeNpy(join(folder, 'x.npy'), { shape: [samples], data: x });
  await writeNpy(join(folder, 'y.npy'), { shape: [samples], data: y });
  await writeNpy(join(folder, 'means.npy'), { shape: [samples], data: x.map((value) => 0.8 * value) });
  await writeNpy(join(folder, 'symbols.npy'), { shape: [samples], data: symbols });
  await writeNpy(join(folder, 'groups.npy'), { shape: [samples], data: symbols.map((_, i) => i % 80) });
  await writeNpy(join(folder, 'pair.npy'), {
    shape: [samples, 2],
    data: Float64Array.from({ length: 2 * samples }, (_, i) => (i % 2 === 0 ? x[i / 2] : random.normal())),
  });
  await writeNpy(join(folder, 'nan.npy'), { shape: [samples], data: x.map((value, i) => (i === 6 ? NaN : value)) });
  await writeNpy(join(folder, 'few.npy'), { shape: [3], data: x.slice(0, 3) });
  await writeNpy(join(folder, 'cube.npy'), { shape: [2, 2, 2], data: x.slice(0, 8) });
  await writeNpy(join(folder, 'none.npy'), { shape: [0], data: x.slice(0, 0) });
  await writeFile(join(folder, 'text.npy'), 'not an array');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Runs `estimate`, names of files being those of the folder. */
async function estimate(...args: string[]): Promise<Outcome> {
  return rnnInfoflow(['estimate', ...args], { cwd: folder });
}
async function json(...args: string[]): Promise<Record<string, unknown>> {
  const { status, stdout, stderr } = await estimate('--json', ...args);
  expect(status, stderr).toBe(0);
  return JSON.parse(stdout) as Record<string, unknown>;
}

describe('estimate on the command line', () => {
  it('takes every estimator by its name', async () => {
    const more: Record<string, string[]> = {
      kdeLower: ['--noise', '0.1'],
      kdeUpper: ['--noise', '0.1'],
      knownConditional: ['--means', 'means.npy', '--noise', '0.36'],
    };
    const quick = [
      '--steps',
      '20',
      '--hidden',
      '8',
      '--batch',
      '16',
      '--critic',
      'separable',
      '--learning-rate',
      '0.01',
      '--clip',
      '3',
    ];
    const open = ['probe', 'mine', 'infoNCE', 'nwj', 'dv', 'js'];
    for (const name of estimatorNames) {
      const answer = await json('--x', 'x.npy', '--y', 'y.npy', '--estimator', name, ...(more[name] ?? quick));
      expect(answer, name).toMatchObject({ unit: 'bits', samples, quantity: 'mutualInformation' });
      expect(Number(answer.low), name).toBeLessThanOrEqual(Number(answer.value));
      // A decoder of a number and a critic may miss any amount.
      if (open.includes(name)) expect(answer.high, name).toBeNull();
      else expect(Number(answer.high), name).toBeGreaterThanOrEqual(Number(answer.value));
    }
  }, 120_000);

  it('gives the estimate on quarters and halves of the rows with --parts', async () => {
    const pair = ['--x', 'x.npy', '--y', 'y.npy', '--estimator', 'ksg1', '--parts'];
    expect(await json(...pair)).toMatchObject({
      samples,
      onParts: [
        { samples: 60, parts: 4, value: expect.any(Number) as number },
        { samples: 120, parts: 2, value: expect.any(Number) as number },
      ],
    });
    expect((await estimate(...pair)).stdout).toMatch(/ 60 rows {2}[\d.]+ bits \(mean of 4\)\n +120 rows/);
  });

  it('counts rows of one label as one with --groups, whatever the quantity', async () => {
    const rows = ['--x', 'x.npy', '--groups', 'groups.npy'];
    const pair = [...rows, '--y', 'y.npy', '--estimator', 'ksg1'];
    expect(await json(...pair)).toMatchObject({
      samples: 80,
      warningCodes: expect.arrayContaining([{ code: 'groupsGiven', args: [samples, 80, 3] }]) as unknown[],
    });
    expect(await json(...pair, '--parts')).toMatchObject({ samples: 80, onParts: [{ parts: 4 }, { parts: 2 }] });
    expect(await json(...rows, '--quantity', 'entropy')).toMatchObject({ samples: 80 });
    const wrong = await estimate(...pair, '--compare', 'ksg,gaussian');
    expect(wrong.status).toBe(2);
    expect(wrong.stderr).toContain('remove --compare');
    expect((await estimate('--x', 'x.npy', '--y', 'y.npy', '--groups', 'few.npy')).status).toBe(2);
  });

  it('says what a limit assumes, and calls no interval of a model 95 %', async () => {
    const pair = ['--x', 'x.npy', '--y', 'y.npy', '--estimator'];
    const line = async (name: string): Promise<string> => (await estimate(...pair, name)).stdout.split('\n')[0];
    expect(await line('ksg1')).toMatch(/ \[.*, .*\]~ in the model {2}\(ksg1, assumes even densities between neigh/);
    expect(await line('gaussianCopula')).toMatch(
      / \[≥ .*\]~ 95 % {2}\(gaussianCopula, lower bound, assumes a Gaussian/,
    );
    expect(await line('probe')).toMatch(/ \[≥ [\d.]+\] 95 % {2}\(probe, lower bound, \d+ samples\)/);
    expect(await json(...pair, 'ksg1')).toMatchObject({ assumes: 'nearestNeighbors', certified: 'none' });
  });

  it('has each parameter reach its estimator', async () => {
    const pair = ['--x', 'x.npy', '--y', 'y.npy'];
    const value = async (...args: string[]): Promise<number> => Number((await json(...args)).value);
    for (const [plain, changed] of [
      [
        ['--estimator', 'ksg'],
        ['--neighbors', '9'],
      ],
      [
        ['--x', 'pair.npy', '--estimator', 'ksg'],
        ['--metric', 'euclidean'],
      ],
      [
        ['--estimator', 'binning'],
        ['--bins', '11'],
      ],
      [
        ['--estimator', 'binning'],
        ['--binning', 'equalCount'],
      ],
      [
        ['--estimator', 'binning'],
        ['--binning', 'adaptive'],
      ],
      [
        ['--estimator', 'kdeLower', '--noise', '0.1'],
        ['--noise', '0.2'],
      ],
      [
        ['--estimator', 'probe'],
        ['--folds', '3'],
      ],
      [
        ['--estimator', 'smile', '--steps', '60', '--hidden', '8'],
        ['--clip', '0.1'],
      ],
      [
        ['--estimator', 'infoNCE', '--steps', '20', '--hidden', '8'],
        ['--critic', 'joint'],
      ],
      [
        ['--estimator', 'infoNCE', '--steps', '20', '--hidden', '8'],
        ['--batch', '8'],
      ],
      [
        ['--estimator', 'infoNCE', '--steps', '20', '--hidden', '8'],
        ['--seed', '2'],
      ],
    ])
      expect(await value(...pair, ...plain), changed.join(' ')).not.toBe(await value(...pair, ...plain, ...changed));
  }, 120_000);

  it('estimates entropies and conditional quantities', async () => {
    expect(await json('--x', 'symbols.npy', '--quantity', 'entropy')).toMatchObject({
      quantity: 'entropy',
      source: 'X',
      target: 'X',
      estimator: 'grassberger',
    });
    expect(await json('--x', 'x.npy', '--y', 'y.npy', '--quantity', 'conditionalEntropy')).toMatchObject({
      quantity: 'conditionalEntropy',
    });
    const given = await json(
      '--x',
      'x.npy',
      '--y',
      'y.npy',
      '--z',
      'pair.npy',
      '--quantity',
      'conditionalMutualInformation',
      '--unit',
      'nats',
    );
    // Z determines X, so that Y adds no information about it.
    expect(given).toMatchObject({ given: 'Z', unit: 'nats' });
    expect(Math.abs(Number(given.value))).toBeLessThan(0.02);
  });

  it('holds estimators side by side, with the reasons of those that decline', async () => {
    const answer = (await json(
      '--x',
      'x.npy',
      '--y',
      'y.npy',
      '--compare',
      'ksg,gaussianCopula,knownConditional',
    )) as unknown as {
      estimates: { asked: string; estimator: string }[];
      declined: { asked: string; reason: string }[];
    };
    expect(answer.estimates.map(({ asked }) => asked)).toEqual(['ksg1', 'gaussianCopula']);
    expect(answer.declined).toHaveLength(1);
    expect(answer.declined[0].reason).toContain('known conditional density');
    const { stdout } = await estimate(
      '--x',
      'x.npy',
      '--y',
      'y.npy',
      '--compare',
      'kdeLower,gaussian',
      '--noise',
      '0.01',
    );
    expect(stdout).toMatch(/disagreement: The lower bound kdeLower/);
  });

  it("gives ReBMI's matrix in the requested unit", async () => {
    const answer = await json('--x', 'pair.npy', '--y', 'y.npy', '--estimator', 'rebmi');
    const { matrix, rowMaxima, value } = answer as unknown as {
      matrix: number[][];
      rowMaxima: number[];
      value: number;
    };
    expect(matrix).toHaveLength(2);
    expect(matrix.every((row) => row.length === 1)).toBe(true);
    expect(value).toBeCloseTo((matrix[0][0] + matrix[1][0]) / 2, 12);
    expect(rowMaxima).toEqual(matrix.map(([only]) => only));
    // -log2(1 - .64)/2 = .737 bits.
    expect(Math.abs(matrix[0][0] - 0.737)).toBeLessThan(0.25);
  });

  it.each([
    ['NaN', ['--x', 'nan.npy', '--y', 'y.npy'], /nan\.npy: "X" is NaN at sample 7, column 1/],
    ['lengths', ['--x', 'few.npy', '--y', 'y.npy'], /few\.npy has 3 rows and this file has 240/],
    [
      'fewer samples than neighbours',
      ['--x', 'few.npy', '--y', 'few.npy', '--estimator', 'ksg'],
      /3 neighbours need at least 4 samples/,
    ],
    ['three axes', ['--x', 'cube.npy', '--y', 'y.npy'], /must be \[N\] or \[N, d\]/],
    ['no rows', ['--x', 'none.npy', '--y', 'none.npy'], /at least 2 rows/],
    ['no array', ['--x', 'text.npy', '--y', 'y.npy'], /is not a \.npy file/],
    ['no file', ['--x', 'gone.npy', '--y', 'y.npy'], /gone\.npy does not exist/],
    ['a copy', ['--x', 'x.npy', '--y', 'x.npy'], /infinite/],
    ['numbers called symbols', ['--x', 'x.npy', '--y', 'y.npy', '--x-kind', 'discrete'], /"X" is discrete but holds/],
    [
      'a batch larger than the split',
      ['--x', 'x.npy', '--y', 'y.npy', '--estimator', 'mine', '--batch', '200'],
      /larger than the training split of 120/,
    ],
    ['one bin', ['--x', 'x.npy', '--y', 'y.npy', '--estimator', 'binning', '--bins', '1'], /bins is 1/],
    [
      'one fold',
      ['--x', 'x.npy', '--y', 'symbols.npy', '--estimator', 'probe', '--folds', '1'],
      /number of folds of the probe is 1/,
    ],
    [
      'an unknown name in a comparison',
      ['--x', 'x.npy', '--y', 'y.npy', '--compare', 'ksg,magic'],
      /no estimator "magic"/,
    ],
    ['a missing Z', ['--x', 'x.npy', '--y', 'y.npy', '--quantity', 'conditionalMutualInformation'], /add --z/],
    ['means without their noise', ['--x', 'x.npy', '--y', 'y.npy', '--means', 'means.npy'], /add --noise/],
    ['a negative noise', ['--x', 'x.npy', '--y', 'y.npy', '--noise', '-1'], /Give a positive number/],
  ])('declines %s in a sentence, with exit status 2', async (_, args, expected) => {
    const { status, stdout, stderr } = await estimate(...args);
    expect(status).toBe(2);
    expect(stderr).toMatch(expected);
    expect(stderr).not.toMatch(/^\s+at /m);
    expect(stdout).toBe('');
  });

  it('names flags that no estimator reads', async () => {
    expect(
      (await estimate('--x', 'x.npy', '--y', 'y.npy', '--estimator', 'gaussian', '--neighbors', '5')).stderr,
    ).toContain('--neighbors has no effect on gaussian');
  });
});

describe('exact on the command line', () => {
  it.each([
    ['{ "channel": [[0.5, 0.5],\n  [0.7, 0.4]] }', 'capacity', /p\.json:2:3: channel\[1\]: must sum to 1/],
    [
      '{ "channel": [[0.5, 0.5], [1.2, -0.2]] }',
      'capacity',
      /p\.json:1:33: channel\[1\]\[1\] is -0\.2, but must be at least 0/,
    ],
    [
      '{ "joint": [[0.5, 0], [0, 0.5]], "betas": [2, 0] }',
      'bottleneck',
      /p\.json:1:47: betas\[1\] is 0, but must be more than 0/,
    ],
    ['{ "joint": [[0.5, 0], [0, 0.5]] }', 'bottleneck', /betas is missing: it must be a list/],
    [
      '{ "source": [0.5, 0.5], "distortion": [[0.1, 1], [1, 0.1]], "atDistortion": [0.05] }',
      'rate-distortion',
      /p\.json:1:78: .*least distortion of this source is 0\.1/,
    ],
    ['{ "channel": [[NaN, 1]] }', 'capacity', /p\.json:1:16: This is not JSON/],
    ['', 'capacity', /p\.json:1:1: /],
  ])('%s is declined where the mistake stands', async (text, kind, expected) => {
    await writeFile(join(folder, 'p.json'), text);
    const { status, stderr } = await rnnInfoflow(['exact', kind, 'p.json'], { cwd: folder });
    expect(status).toBe(2);
    expect(stderr).toMatch(expected);
  });
});
