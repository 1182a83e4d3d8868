import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { kerasPython, torchPython } from '../../scripts/python.mjs';
import { parseResultText } from '../../src/result/resultText';
import { warningsInEnglish } from '../../src/result/warningSentence';
import { migrate } from '../../src/result/migration/migrate';
import type { AnalysisResult, Estimate, Quantity } from '../../src/result/result';

const root = path.join(import.meta.dirname, '../..');
const pythons = { torch: torchPython(), keras: kerasPython() };
const environment = { ...process.env, KERAS_BACKEND: 'jax', PYTHONPATH: path.join(root, 'python') };
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'rnn-recorder-'));
});
afterAll(() => rm(folder, { recursive: true }));

function run(program: string, args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(program, args, { encoding: 'utf8', env: environment, cwd: folder });
  if (status !== 0) throw new Error(`${program} ${args.join(' ')}\n${stdout}\n${stderr}`);
  return stdout;
}

/** Trains by a script of this folder, which records, and analyzes the recording; `data` says more of it. */
async function trained(framework: 'torch' | 'keras', script: string, data: object = {}): Promise<AnalysisResult> {
  run(pythons[framework] ?? '', [path.join(import.meta.dirname, `${script}.py`), path.join(folder, script)]);
  return await analyzed(script, data);
}

async function analyzed(recording: string, data: object = {}): Promise<AnalysisResult> {
  const config = path.join(folder, `${recording.replace('/', '-')}.rnn.json`);
  await writeFile(config, JSON.stringify({ data: { task: 'activations', recording, ...data } }));
  const cli = path.join(root, 'dist/cli.js');
  const migrated = migrate(parseResultText(run(process.execPath, [cli, 'analyze', config, '--json', '--no-cache'])));
  if (!('result' in migrated)) throw new Error('no result');
  return migrated.result;
}

/** Bits at the end of a sequence, at the last epoch. */
const bits = (result: AnalysisResult, quantity: Quantity, layer: string, lag?: number): number =>
  estimateOf(result, quantity, layer, lag).value;

function estimateOf(result: AnalysisResult, quantity: Quantity, layer: string, lag?: number): Estimate {
  const epoch = Math.max(...result.estimates.map((estimate) => estimate.epoch));
  const time = Math.max(...result.estimates.map((estimate) => estimate.time ?? 0));
  const found = result.estimates.find(
    (one) =>
      one.quantity === quantity &&
      one.epoch === epoch &&
      one.time === time &&
      one.lag === lag &&
      (one.source === layer || one.target === layer) &&
      (quantity !== 'layerInformation' || one.source === layer),
  );
  if (!found) throw new Error(`no ${quantity} of ${layer} at lag ${lag}`);
  return found;
}

/**
 * I(X;H) of a layer with two ends that no model is assumed for, within a bit of each other and above the log of 600
 * sequences; and terms of the conditional curve that add up to it.
 */
function aboveTheirLog(result: AnalysisResult, layer: string): void {
  const { value, low, high, assumes } = estimateOf(result, 'inputInformation', layer);
  expect(assumes).toBeUndefined();
  expect(low).toBeGreaterThan(Math.log2(600));
  expect((high ?? Infinity) - low).toBeLessThan(1);
  const terms = result.estimates.filter(({ quantity, target }) => quantity === 'conditionalMemory' && target === layer);
  expect(Math.abs(terms.reduce((sum, term) => sum + term.value, 0) - value)).toBeLessThan(0.5);
  expect(inEnglishOf(result)).not.toContain('not run here');
}

const inEnglishOf = ({ warnings }: AnalysisResult): string => warningsInEnglish(warnings, 'bits').join(' ');

const names = ({ layers }: AnalysisResult): string[] => layers.map(({ name }) => name);

// Targets are one of four symbols, so that 2.00 bits are there. A network of 98 to 100 % accuracy holds, by Fano's
// inequality, 2 - h(.02) - .02 log2 3 = 1.83 bits or more of them; what a probe of 600 states finds is a little less.
const whole = 1.8;

describe.skipIf(!pythons.torch)('recorded from PyTorch', () => {
  it('a packed LSTM of two layers holds the symbol of two steps ago at the own end of every sequence', async () => {
    const result = await trained('torch', 'packed_lstm');
    expect(names(result)).toEqual(['lstm/1', 'lstm/1/c', 'lstm/2', 'lstm/2/c']);
    expect(bits(result, 'outputInformation', 'lstm/2')).toBeGreaterThan(whole);
    expect(bits(result, 'memory', 'lstm/2', 2)).toBeGreaterThan(whole);
    expect(bits(result, 'memory', 'lstm/2', 6)).toBeLessThan(0.2);
    expect([...new Set(result.estimates.map(({ epoch }) => epoch))]).toEqual([0, 3, 15]);
    // Every sequence has an end; only those of seven steps and more have lag 6.
    const samples = (lag: number): number | undefined =>
      result.estimates.find((one) => one.quantity === 'memory' && one.target === 'lstm/2' && one.lag === lag)?.samples;
    expect(samples(0)).toBe(600);
    expect(samples(6)).toBeLessThan(400);
  });

  it('a network whose weights are kept is run here: I(X;H) from both sides above the log of the samples', async () => {
    const result = await trained('torch', 'kept_weights', { source: 'uniform' });
    expect(names(result)).toEqual(['embed', 'lstm', 'head', 'lstm/c']);
    aboveTheirLog(result, 'lstm');
    expect(bits(result, 'memory', 'lstm', 3)).toBeGreaterThan(whole);
  });

  it('stacked layers and both directions of layers are run here, by the weights that are kept', async () => {
    const record = path.join(import.meta.dirname, 'kept_stacks.py');
    run(pythons.torch ?? '', [record, path.join(folder, 'stacks')]);
    const lstm = await analyzed('stacks/lstm');
    expect(names(lstm)).toEqual(['embed', 'rnn/1', 'rnn/2', 'head', 'rnn/1/c', 'rnn/2/c']);
    expect(inEnglishOf(lstm)).not.toContain('not run here');
    const gru = await analyzed('stacks/gru');
    const ways = ['rnn/1/forward', 'rnn/1/backward', 'rnn/2/forward', 'rnn/2/backward'];
    expect(names(gru)).toEqual(['embed', 'rnn/1', 'rnn/2', 'head', ...ways]);
    expect(inEnglishOf(gru)).not.toContain('not run here');
  });

  it('a bidirectional GRU names an early symbol by the final state of its backward direction', async () => {
    const result = await trained('torch', 'bidirectional_gru');
    expect(names(result)).toEqual(['gru/forward', 'gru/backward', 'head']);
    expect(bits(result, 'outputInformation', 'gru/backward')).toBeGreaterThan(whole);
    // Its lags are counted from the first step on, wherever the sequences end.
    expect(bits(result, 'memory', 'gru/backward', 1)).toBeGreaterThan(whole);
    for (const lag of [3, 5, 8]) expect(bits(result, 'memory', 'gru/backward', lag)).toBeLessThan(0.2);
    expect(bits(result, 'outputInformation', 'head')).toBeGreaterThan(whole);
  });

  it('an LSTMCell in a loop holds the symbol of three steps ago, in h and in c', async () => {
    const result = await trained('torch', 'lstm_cell');
    expect(names(result)).toEqual(['cell', 'cell/c']);
    for (const layer of ['cell', 'cell/c']) {
      expect(bits(result, 'outputInformation', layer)).toBeGreaterThan(whole);
      expect(bits(result, 'memory', layer, 3)).toBeGreaterThan(whole);
      expect(bits(result, 'memory', layer, 8)).toBeLessThan(0.2);
    }
  });

  it('a notebook shows the self-contained report', () => {
    const shown = `
import sys
import numpy as np
from rnn_infoflow import Recorder
x = np.random.default_rng(1).integers(0, 3, (64, 4))
rec = Recorder("shown", x=x)
rec.add({"one": np.eye(3)[x]}, 0)
report = rec.show([${JSON.stringify(process.execPath)}, ${JSON.stringify(path.join(root, 'dist/cli.js'))}])
print(len(report.html), "<iframe srcdoc=" in report._repr_html_(), "I(X;H)" in str(report))`;
    expect(run(pythons.torch ?? '', ['-c', shown])).toMatch(/^\d{6,} True True\n$/);
  });

  it('its own tests pass', () => {
    run(pythons.torch ?? '', ['-m', 'pytest', '-q', path.join(root, 'python'), '-p', 'no:cacheprovider']);
  });

  it('says what it costs beside training', () => {
    const told = run(pythons.torch ?? '', [path.join(root, 'python/overhead.py')]);
    process.stdout.write(told);
    expect(told).toMatch(/^recording 1000 sequences: [\d.]+ s; an epoch of 50000 sequences: .* overhead [\d.]+ %/);
  });
});

describe.skipIf(!pythons.keras)('recorded from Keras', () => {
  it('a masked LSTM holds the symbol before the last two, wherever the padding stands', async () => {
    const result = await trained('keras', 'masked_lstm');
    expect(names(result)).toEqual(['lstm', 'lstm/c']);
    expect(bits(result, 'outputInformation', 'lstm')).toBeGreaterThan(whole);
    expect(bits(result, 'memory', 'lstm', 2)).toBeGreaterThan(whole);
    expect(bits(result, 'memory', 'lstm', 6)).toBeLessThan(0.2);
  });

  it('a GRU with returned sequences holds the symbol of two steps ago', async () => {
    const result = await trained('keras', 'returned_gru');
    expect(bits(result, 'outputInformation', 'gru')).toBeGreaterThan(whole);
    expect(bits(result, 'memory', 'gru', 2)).toBeGreaterThan(whole);
    expect(bits(result, 'memory', 'gru', 6)).toBeLessThan(0.2);
  });

  it('a GRU whose model is kept is run here: I(X;H) from both sides above the log of the sequences', async () => {
    const result = await trained('keras', 'kept_gru', { source: 'uniform' });
    expect(names(result)).toEqual(['embedding', 'gru', 'dense']);
    aboveTheirLog(result, 'gru');
    expect(bits(result, 'memory', 'gru', 2)).toBeGreaterThan(whole);
  });

  it('directions that are added are what the next layer reads, alone and run here', async () => {
    run(pythons.keras ?? '', [path.join(import.meta.dirname, 'merged_gru.py'), path.join(folder, 'merged')]);
    const last = await analyzed('merged/last');
    expect(names(last)).toEqual(['bi/forward', 'bi/backward', 'bi']);
    expect(bits(last, 'outputInformation', 'bi')).toBeGreaterThan(whole);
    expect(inEnglishOf(last)).toContain('Every unit of bi holds both directions');
    const steps = await analyzed('merged/sequences');
    expect(names(steps)).toEqual(['bi/forward', 'bi/backward', 'bi', 'top']);
    expect(bits(steps, 'outputInformation', 'top')).toBeGreaterThan(whole);
    for (const [kept, layers] of [
      ['merged/last-kept', ['embedding', 'bi', 'dense']],
      ['merged/sequences-kept', ['embedding_1', 'bi', 'top', 'dense_1']],
    ] as const) {
      const result = await analyzed(kept);
      expect(inEnglishOf(result)).not.toContain('not run here');
      expect(names(result).filter((name) => !name.includes('/'))).toEqual(layers);
    }
  });

  it('its own tests pass', () => {
    run(pythons.keras ?? '', [
      '-m',
      'pytest',
      '-q',
      path.join(root, 'python'),
      '-p',
      'no:cacheprovider',
      '-W',
      'ignore',
    ]);
  });
});
