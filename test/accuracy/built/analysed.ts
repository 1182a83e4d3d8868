import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeNpz } from '../../../src/data/npy/npz';
import type { AnalysisResult, Estimate } from '../../../src/result/result';
import { documentOf } from '../documentOf';

/** Rows of numbers, or a vector. */
export type Weights = readonly (readonly number[])[] | readonly number[];

/** What the command says about a network whose weights are given, untrained. */
export async function analysed(
  data: object,
  layers: readonly object[],
  weights: Readonly<Record<string, Weights>>,
  analysis: object,
): Promise<AnalysisResult> {
  const folder = await mkdtemp(join(tmpdir(), 'built-'));
  try {
    await writeNpz(
      join(folder, 'built.npz'),
      new Map(Object.entries(weights).map(([name, values]) => [name, arrayOf(values)])),
    );
    const path = join(folder, 'built.rnn.json');
    const model = { layers, weights: 'built.npz' };
    await writeFile(path, JSON.stringify({ data, model, training: { epochs: 0 }, analysis }));
    return await documentOf(['analyze', path]);
  } finally {
    await rm(folder, { recursive: true });
  }
}

function arrayOf(values: Weights): { shape: number[]; data: Float64Array } {
  const rows = values.map((row) => (typeof row === 'number' ? [row] : [...row]));
  const shape = typeof values[0] === 'number' ? [rows.length] : [rows.length, rows[0].length];
  return { shape, data: Float64Array.from(rows.flat()) };
}

/** The estimates of a quantity about a layer, oldest lag last. */
export const estimatesOf = ({ estimates }: AnalysisResult, quantity: Estimate['quantity'], layer: string): Estimate[] =>
  estimates
    .filter((one) => one.quantity === quantity && one.target === layer)
    .toSorted((a, b) => (a.lag ?? 0) - (b.lag ?? 0));
