import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { writeNpz } from '../../../src/data/npy/npz';
import type { AnalysisResult } from '../../../src/result/result';
import { documentOf } from '../documentOf';

const steps = 25;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'copy-memory-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** A shift register of 25 cells of `width` numbers, into whose first each token goes by `code`; blanks are zeros. */
async function analysed(width: number, code: (token: number, place: number) => number): Promise<AnalysisResult> {
  const units = steps * width;
  const kernel = new Float64Array(10 * units);
  for (let token = 0; token < 8; token++)
    for (let place = 0; place < width; place++) kernel[token * units + place] = code(token, place);
  const recurrent = new Float64Array(units * units);
  for (let unit = 0; unit + width < units; unit++) recurrent[unit * units + unit + width] = 1;
  await writeNpz(
    join(folder, 'register.npz'),
    new Map([
      ['memory/kernel', { shape: [10, units], data: kernel }],
      ['memory/recurrentKernel', { shape: [units, units], data: recurrent }],
      ['memory/bias', { shape: [units], data: new Float64Array(units) }],
    ]),
  );
  const path = join(folder, 'register.rnn.json');
  await writeFile(
    path,
    JSON.stringify({
      data: { task: 'copyMemory', symbols: 8, tokens: 10, delay: 5, samples: 64, heldOut: 1000 },
      model: { layers: [{ type: 'simpleRNN', name: 'memory', units, activation: 'linear' }], weights: 'register.npz' },
      training: { epochs: 0 },
      analysis: { samples: 1000, quantities: ['inputInformation', 'conditionalMemory'] },
    }),
  );
  return documentOf(['analyze', path]);
}

it.each([
  ['one number a token, ten deviations of the noise apart', 1, (token: number) => token - 3.5],
  ['one-hot', 8, (token: number, place: number) => (token === place ? 1 : 0)],
] as const)('10 tokens of 8 symbols in a shift register, %s: 30 bits within .1', async (_, width, code) => {
  const { estimates } = await analysed(width, code);
  const whole = estimates.find(
    ({ quantity, time, target }) => quantity === 'inputInformation' && time === steps && target === 'memory',
  )!;
  expect(Math.abs(whole.value - 30)).toBeLessThan(0.1);
  expect(whole.low).toBeGreaterThan(29.9);
  expect(whole.high).toBeLessThan(30.1);
  // Each token adds three bits to those after it; the blanks and markers add nothing.
  const terms = estimates.filter(({ quantity }) => quantity === 'conditionalMemory');
  expect(terms).toHaveLength(steps);
  for (const { lag, value, low, high } of terms) {
    const wanted = lag! < 15 ? 0 : 3;
    expect(Math.abs(value - wanted)).toBeLessThan(0.01);
    expect(low).toBeLessThanOrEqual(wanted);
    expect(high).toBeGreaterThanOrEqual(wanted);
  }
});
