import { describe, expect, it } from 'vitest';
import { dataSchema } from '../../../src/config/schema/data';
import { inputSource } from '../../../src/data/inputSource';
import { loadDataset } from '../../../src/data/loadDataset';
import { entropy } from '../../../src/information/exact/discrete/entropyFunctions';

const length = 6;
const load = (data: object) =>
  loadDataset(dataSchema.parse({ task: 'markov', length, samples: 400, ...data }), { seed: 3, configFolder: '/' });

describe.each(['goldenMean', 'even', 'rrxor', 'mess3'])('the process %s', (process) => {
  it('has the block entropies and the information about the next symbol of all its sequences', async () => {
    const { exact } = await load({ process });
    const of = (quantity: string, time: number): number =>
      exact.find((value) => value.quantity === quantity && value.time === time)?.nats ?? NaN;
    const blocks = Array.from({ length: length + 1 }, (_, i) => {
      const source = inputSource(dataSchema.parse({ task: 'markov', process, length: i + 1 }))!;
      const { alphabet } = source;
      return entropy(
        Array.from({ length: alphabet ** (i + 1) }, (__, number) =>
          Math.exp(
            source.logProbability(
              Int32Array.from({ length: i + 1 }, (___, t) => Math.floor(number / alphabet ** t) % alphabet),
              0,
            ),
          ),
        ),
      );
    });
    for (let t = 1; t <= length; t++) {
      expect(of('entropy', t)).toBeCloseTo(blocks[t - 1], 10);
      expect(of('outputInformation', t)).toBeCloseTo(blocks[0] + blocks[t - 1] - blocks[t], 10);
    }
  });
});

describe('processes by name', () => {
  const bitsAt = async (process: string, time: number): Promise<number> => {
    const { exact } = await load({ process, length: 30 });
    const about = exact.find((value) => value.quantity === 'outputInformation' && value.time === time);
    return (about?.nats ?? NaN) / Math.LN2;
  };

  it('leave two thirds of a bit a symbol open where the past is long', async () => {
    const h = -(Math.log2(1 / 3) + 2 * Math.log2(2 / 3)) / 3;
    // The golden mean is a chain: its last symbol is all that counts (Cover and Thomas 2006, example 4.2).
    expect(await bitsAt('goldenMean', 1)).toBeCloseTo(h - 2 / 3, 10);
    expect(await bitsAt('goldenMean', 30)).toBeCloseTo(h - 2 / 3, 10);
    expect(await bitsAt('even', 1)).toBeLessThan(h - 2 / 3 - 0.01);
    // Only an unbroken run of ones leaves its length open, and thirty of them hardly ever come.
    expect(await bitsAt('even', 30)).toBeCloseTo(h - 2 / 3, 4);
    expect(await bitsAt('rrxor', 30)).toBeGreaterThan(1 / 3 - 0.01);
  });

  it('show what their names say', async () => {
    const golden = await load({ process: 'goldenMean', length: 40 });
    const xor = await load({ process: 'rrxor', length: 12 });
    const even = await load({ process: 'even', length: 40 });
    const rows = ({ training: { inputs } }: Awaited<ReturnType<typeof load>>): string[] =>
      Array.from({ length: inputs.samples }, (_, n) =>
        inputs.symbols!.slice(n * inputs.length, (n + 1) * inputs.length).join(''),
      );
    for (const row of rows(golden)) expect(row).not.toContain('00');
    for (const row of rows(even)) for (const run of row.matchAll(/0(1+)(?=0)/g)) expect(run[1].length % 2).toBe(0);
    for (const row of rows(xor))
      expect(
        [0, 1, 2].some((shift) =>
          [0, 3, 6].every((at) => {
            const [a, b, c] = Array.from(row.slice(shift + at, shift + at + 3), Number);
            return (a ^ b) === c;
          }),
        ),
      ).toBe(true);
  });
});
