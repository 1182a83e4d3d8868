import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { applyEdits, modify } from 'jsonc-parser';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AnalysisConfig } from '../../src/config/schema/config';
import type { AnalysisResult, Estimate, NetworkResult } from '../../src/result/result';
import { root } from '../unit/cli/command';
import { documentOf } from './documentOf';

type Network = Pick<NetworkResult, 'estimates' | 'training'>;

let copies: string;
beforeAll(async () => {
  copies = await mkdtemp(join(tmpdir(), 'networks-'));
});
afterAll(() => rm(copies, { recursive: true }));

async function analyse(
  example: string,
  backend: 'wasm' | 'auto',
  analysis: Partial<Record<keyof AnalysisConfig['analysis'], unknown>> = {},
  command: readonly string[] = ['analyze'],
): Promise<AnalysisResult> {
  const [name, ...more] = command;
  const shipped = await readFile(join(root, 'examples', example, `${example}.rnn.json`), 'utf8');
  const path = join(copies, `${example}-${backend}.rnn.json`);
  const text = Object.entries(analysis).reduce(
    (edited, [key, value]) => applyEdits(edited, modify(edited, ['analysis', key], value, {})),
    shipped,
  );
  await writeFile(path, text);
  return documentOf([name, path, ...more], backend);
}

function beside(result: AnalysisResult, name: string): Network {
  const network = result.networks?.find((candidate) => candidate.name === name);
  if (!network) throw new Error(`no network "${name}"`);
  return network;
}

function last({ estimates }: Network, quantity: Estimate['quantity'], layer: string): Estimate[] {
  const epoch = Math.max(...estimates.map((estimate) => estimate.epoch));
  return estimates
    .filter(
      (estimate) =>
        estimate.quantity === quantity &&
        estimate.epoch === epoch &&
        !estimate.beside &&
        (estimate.source === layer || estimate.target === layer),
    )
    .toSorted((a, b) => (a.time ?? 0) - (b.time ?? 0) || (a.lag ?? 0) - (b.lag ?? 0));
}

const atEnd = (network: Network, quantity: Estimate['quantity'], layer: string): number =>
  last(network, quantity, layer).at(-1)!.value;
const memory = (network: Network, layer: string): number[] => last(network, 'memory', layer).map(({ value }) => value);
const accuracy = ({ training }: Network): number => training.at(-1)!.validationAccuracy!;

/**
 * The networks are trained as they ship; of the last epoch's numbers only those are made that a test looks at. All
 * others are made by the tests of the examples' sentences.
 */
const only = (...quantities: Estimate['quantity'][]) => ({ snapshots: 1, quantities });
const unsharpened = { budget: 0 };

// A decoder is a lower bound: what it misses of a symbol is its own cross-entropy, here under a tenth of a bit.
describe.each(['wasm', 'auto'] as const)('examples on the %s backend', (backend) => {
  it('ib-rnn keeps the three bits that it needs, and its rate bounds them', async () => {
    const result = await analyse('ib-rnn', backend, only('memory', 'rate', 'inputInformation'));
    expect(accuracy(result)).toBeGreaterThan(0.97);
    const lags = memory(result, 'memory');
    for (const lag of lags.slice(0, 3)) expect(lag).toBeGreaterThan(0.9);
    for (const lag of lags.slice(3)) expect(lag).toBeLessThan(0.1);
    // The plain network is not charged for the fourth.
    expect(memory(beside(result, 'plain'), 'memory')[3]).toBeGreaterThan(0.2);
    // The bits are independent: what the state holds of each adds up to no more than what it holds of all, and that to
    // no more than its rate.
    const rates = last(result, 'rate', 'memory');
    expect(rates).toHaveLength(12);
    expect(lags.reduce((a, b) => a + b)).toBeLessThan(rates.at(-1)!.value);
    // Seen from both sides by fresh inputs and noise: one bit at the first step, three (and some of the fourth) later.
    const held = last(result, 'inputInformation', 'memory');
    for (const { time, bound, low, high } of held) {
      expect(bound, `step ${time}`).toBe('none');
      expect(high! - low, `step ${time}`).toBeLessThan(0.4);
    }
    expect(Math.abs(held[0].value - 1)).toBeLessThan(0.1);
    expect(held.at(-1)!.value).toBeGreaterThan(2.9);
    expect(held.at(-1)!.value).toBeLessThan(3.5);
    // The first state can hold one bit alone.
    expect(rates[0].value).toBeLessThan(0.7 * rates.at(-1)!.value);
  });

  it('attention looks exactly as far back as the target is', async () => {
    const result = await analyse('attention', backend, only('memory'));
    expect(accuracy(result)).toBeGreaterThan(0.99);
    const map = result.attention!.at(-1)!;
    expect(map.peak.back).toBe(12);
    expect(map.peak.weight).toBeGreaterThan(0.5);
    for (const [row, weights] of map.weights.entries()) {
      expect(weights.reduce((a, b) => a + b)).toBeCloseTo(1, 2);
      if (row >= 12) expect(weights.indexOf(Math.max(...weights))).toBe(row - 12);
    }
    const lags = memory(result, 'attend');
    expect(lags[12]).toBeGreaterThan(1.9);
    // The other steps keep a fiftieth of the weight each. Four symbols span three dimensions, in which one of eighteen
    // equal summands holds at most 3/2 log2(18/17) = .12 bits of a Gaussian sum; the intervals are .08 wide.
    for (const [lag, value] of lags.entries()) if (lag !== 12) expect(value, `lag ${lag}`).toBeLessThan(0.2);
  });

  it('modern-cells: a linear recurrence keeps seventeen bits apart', async () => {
    const result = await analyse('modern-cells', backend, { ...only('memory'), ...unsharpened });
    expect(accuracy(result)).toBeGreaterThan(0.99);
    for (const lag of memory(result, 'memory').slice(0, 17)) expect(lag).toBeGreaterThan(0.9);
    expect(accuracy(beside(result, 'lstm'))).toBeLessThan(0.95);
  });

  it('skip-connection: no more passes a noisy unit than its capacity, and all of it round it', async () => {
    const result = await analyse('skip-connection', backend, { ...only('outputInformation'), ...unsharpened });
    expect(accuracy(result)).toBeGreaterThan(0.99);
    expect(atEnd(result, 'outputInformation', 'out')).toBeGreaterThan(1.9);
    // log2(1 + 1/.25)/2 for power at most 1; the estimate's own error is some hundredths of a bit.
    expect(atEnd(beside(result, 'without'), 'outputInformation', 'out')).toBeLessThan(Math.log2(5) / 2 + 0.05);
    expect(atEnd(beside(result, 'without'), 'outputInformation', 'out')).toBeGreaterThan(0.6);
  });

  it('layernorm-lstm counts thirty bits after five epochs, of which no single one tells', async () => {
    const result = await analyse('layernorm-lstm', backend, { ...only('memory', 'outputInformation'), ...unsharpened });
    expect(accuracy(result)).toBeGreaterThan(0.99);
    expect(atEnd(result, 'outputInformation', 'counter')).toBeGreaterThan(0.97);
    for (const value of memory(result, 'counter').slice(4)) expect(Math.abs(value)).toBeLessThan(0.1);
    expect(accuracy(beside(result, 'plain'))).toBeLessThan(0.7);
  });
});

it(
  'a bottleneck inside a recurrence: nothing below the beta at which the target is worth its rate, then ' +
    'the three bits that are needed',
  async () => {
    const { curves } = await analyse('ib-rnn', 'wasm', {}, ['sweep', '--beta', '2.5:30:2']);
    const [low, high] = curves.bottleneck!;
    expect(low.rate).toBeLessThan(0.1);
    expect(low.relevance).toBeLessThan(0.1);
    // The mixture bound of a code of 3 bits that is told rightly nearly always; 1000 samples leave some .03 bits.
    expect(high.rate).toBeGreaterThan(2.9);
    expect(high.rate).toBeLessThan(3.5);
    expect(high.relevance).toBeGreaterThan(0.9);
    expect(high.rateLower).toBeUndefined();
  },
);
