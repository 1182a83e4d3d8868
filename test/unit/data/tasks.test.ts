import { describe, expect, it } from 'vitest';
import { dataSchema } from '../../../src/config/schema/data';
import type { Dataset } from '../../../src/data/dataset';
import { loadDataset } from '../../../src/data/loadDataset';
import { type AutomatonConfig, automatonOf } from '../../../src/data/tasks/automatonTable';

const load = (data: unknown, seed = 1): Promise<Dataset> =>
  loadDataset(dataSchema.parse(data), { seed, configFolder: '/' });

function automatonConfig(data: object): AutomatonConfig {
  const config = dataSchema.parse({ task: 'automaton', ...data });
  if (config.task !== 'automaton') throw new Error('It is another task.');
  return config;
}

function known(
  dataset: Dataset,
  quantity: string,
  where: Partial<{ time: number; lag: number; source: string; target: string }>,
): number[] {
  return dataset.exact
    .filter(
      (value) =>
        value.quantity === quantity && Object.entries(where).every(([key, wanted]) => value[key as 'time'] === wanted),
    )
    .map((value) => value.nats);
}

describe('every generated task', () => {
  const tasks = [
    { task: 'delayedCopy', length: 6, delay: 2 },
    { task: 'parity', length: 6 },
    { task: 'markov', length: 6, symbols: 3 },
    { task: 'markov', length: 6, hidden: true },
    { task: 'automaton', length: 6 },
    { task: 'automaton', automaton: 'A5', length: 3 },
    { task: 'copyMemory', symbols: 4, tokens: 2, delay: 2 },
    { task: 'mqar', vocabulary: 16, pairs: 4, gap: 1 },
    { task: 'selectiveCopy', symbols: 4, tokens: 2, blanks: 3 },
    { task: 'inductionHead', symbols: 4, length: 7 },
    { task: 'adding', length: 6 },
    { task: 'trials', dt: 100 },
    { task: 'trials', trial: 'context', dt: 100 },
    { task: 'trials', trial: 'multisensory', dt: 100 },
    { task: 'trials', trial: 'delayedMatch', stimuli: 40, dt: 100 },
    { task: 'trials', trial: 'delayedComparison', stimuli: 40, dt: 100 },
    { task: 'trials', trial: 'intervals', dt: 100 },
    { task: 'narma', length: 20 },
    { task: 'mackeyGlass', length: 6 },
    { task: 'lorenz', length: 6 },
    { task: 'gaussianProcess', length: 6, coefficients: [0.5, -0.3] },
    { task: 'gaussianNoise', length: 6, features: 3 },
  ];

  it.each(tasks)('$task: the size of the held-out set never changes the training set', async (data) => {
    const one = await load({ ...data, samples: 20 });
    const other = await load({ ...data, samples: 20, heldOut: 50 });
    expect(one.heldOut.inputs.samples).toBe(20);
    expect(other.heldOut.inputs.samples).toBe(50);
    expect(other.training).toEqual(one.training);
    expect(one.heldOut.inputs.values).not.toEqual(one.training.inputs.values);
    expect(other.heldOut.inputs.values.slice(0, one.heldOut.inputs.values.length)).toEqual(one.heldOut.inputs.values);
  });

  it.each(tasks)('$task: the same seed gives the same sequences, another seed others', async (data) => {
    const [one, again, other] = [
      await load({ ...data, samples: 9 }),
      await load({ ...data, samples: 9 }),
      await load({ ...data, samples: 9 }, 2),
    ];
    expect(again).toEqual(one);
    expect(other.training.inputs.values).not.toEqual(one.training.inputs.values);
  });

  it.each(tasks)('$task: one-hot vectors and symbols agree, and exact values are finite', async (data) => {
    const { training, exact } = await load({ ...data, samples: 8 });
    for (const part of [training.inputs, ...(training.targets ? [training.targets] : [])]) {
      expect(part.values.length).toBe(part.samples * part.length * part.features);
      if (!part.symbols) continue;
      part.symbols.forEach((symbol, i) => {
        const row = part.values.slice(i * part.features, (i + 1) * part.features);
        expect([...row]).toEqual(Array.from({ length: part.features }, (_, s) => (s === symbol ? 1 : 0)));
      });
    }
    for (const value of exact) expect(Number.isFinite(value.nats)).toBe(true);
  });

  it('refuses what would not fit in memory before it allocates', async () => {
    await expect(
      load({ task: 'delayedCopy', symbols: 1024, length: 100_000, samples: 10_000_000, delay: 1 }),
    ).rejects.toThrow(/GB/);
  });

  it('stops when it is cancelled', async () => {
    const data = dataSchema.parse({ task: 'gaussianNoise', features: 100, length: 100, samples: 20_000 });
    await expect(loadDataset(data, { seed: 1, configFolder: '/', signal: AbortSignal.timeout(5) })).rejects.toThrow(
      /cancelled/,
    );
  });
});

describe('delayedCopy', () => {
  it('asks at every step for the symbol of delay steps ago, and for nothing before there is one', async () => {
    const { training } = await load({ task: 'delayedCopy', symbols: 5, length: 7, delay: 3, samples: 30 });
    const { inputs, targets } = training;
    expect(targets?.at).toBe('every');
    for (let n = 0; n < 30; n++) {
      for (let t = 0; t < 7; t++) {
        expect(targets?.symbols?.[n * 7 + t]).toBe(t < 3 ? -1 : inputs.symbols?.[n * 7 + t - 3]);
      }
    }
  });

  it('knows what a perfect memory holds', async () => {
    const dataset = await load({ task: 'delayedCopy', symbols: 4, length: 6, delay: 3, samples: 8 });
    const two = 2 * Math.LN2;
    expect(known(dataset, 'memory', {})).toEqual([two, two, two, two, 0, 0]);
    expect(known(dataset, 'inputInformation', { target: 'H' })).toEqual([1, 2, 3, 4, 4, 4].map((n) => n * two));
    expect(known(dataset, 'historyInformation', {})).toEqual([1, 2, 3, 3, 3].map((n) => n * two));
    expect(known(dataset, 'outputInformation', { time: 3 })).toEqual([]);
    expect(known(dataset, 'outputInformation', { time: 4 })).toEqual([two]);
  });
});

describe('parity', () => {
  it('is the running parity, and no single lag tells of it', async () => {
    const dataset = await load({ task: 'parity', length: 5, samples: 20 });
    const { inputs, targets } = dataset.training;
    for (let n = 0; n < 20; n++) {
      let parity = 0;
      for (let t = 0; t < 5; t++) {
        parity = (parity + inputs.symbols![n * 5 + t]) % 2;
        expect(targets?.symbols?.[n * 5 + t]).toBe(parity);
      }
    }
    expect(known(dataset, 'memory', {})).toEqual([0, 0, 0, 0, 0]);
    expect(known(dataset, 'inputInformation', { time: 5 })).toEqual([Math.LN2]);
  });
});

describe('markov', () => {
  it('shows the next symbol as the target and leaves its state as often as `flip` says', async () => {
    const { training } = await load({ task: 'markov', symbols: 3, flip: 0.3, length: 50, samples: 400 });
    const inputs = training.inputs.symbols!;
    const targets = training.targets!.symbols!;
    let left = 0;
    for (let i = 0; i < inputs.length; i++) {
      if (i % 50 < 49) expect(targets[i]).toBe(inputs[i + 1]);
      if (targets[i] !== inputs[i]) left++;
    }
    // 20 000 draws: a standard deviation is .0032.
    expect(Math.abs(left / inputs.length - 0.3)).toBeLessThan(0.015);
  });

  it('flip .1: 0.531004406 bits from one symbol to the next', async () => {
    const dataset = await load({ task: 'markov', length: 4, samples: 8 });
    for (const nats of known(dataset, 'outputInformation', {})) expect(nats / Math.LN2).toBeCloseTo(0.531004406, 9);
  });

  it('hidden: the ceiling grows with time and stays under the chain’s own', async () => {
    const dataset = await load({ task: 'markov', hidden: true, noise: 0.1, length: 12, samples: 8 });
    const ceiling = known(dataset, 'outputInformation', { source: 'X' });
    expect(ceiling).toHaveLength(12);
    for (let t = 1; t < 12; t++) expect(ceiling[t]).toBeGreaterThanOrEqual(ceiling[t - 1]);
    expect(ceiling[11] / Math.LN2).toBeLessThan(0.531);
    // At t = 1 both ends pass the observation channel: flip .1 between, .1 on either side.
    const through = 0.9 * 0.9 * 0.9 + 3 * 0.9 * 0.1 * 0.1;
    expect(ceiling[0]).toBeCloseTo(Math.LN2 + through * Math.log(through) + (1 - through) * Math.log(1 - through), 12);
  });
});

describe('adding', () => {
  it('marks one step a half and asks for the sum of the two', async () => {
    const { training } = await load({ task: 'adding', length: 7, samples: 50 });
    const { inputs, targets } = training;
    expect(targets?.at).toBe('end');
    for (let n = 0; n < 50; n++) {
      const marked = Array.from({ length: 7 }, (_, t) => t).filter((t) => inputs.values[(n * 7 + t) * 2 + 1] === 1);
      expect(marked).toHaveLength(2);
      expect(marked[0]).toBeLessThan(3);
      expect(marked[1]).toBeGreaterThanOrEqual(3);
      expect(targets?.values[n]).toBeCloseTo(
        inputs.values[(n * 7 + marked[0]) * 2] + inputs.values[(n * 7 + marked[1]) * 2],
        6,
      );
    }
  });

  it('takes the shortest sequence', async () => {
    const { training } = await load({ task: 'adding', length: 2, samples: 8 });
    expect(training.targets?.values[0]).toBeCloseTo(training.inputs.values[0] + training.inputs.values[2], 6);
  });
});

describe('gaussianProcess', () => {
  it('starts in its stationary law and moves by its coefficients', async () => {
    const { training } = await load({
      task: 'gaussianProcess',
      coefficients: [0.9],
      noise: 1,
      length: 20,
      samples: 4000,
    });
    const x = training.inputs.values;
    const variance = (t: number): number => {
      let sum = 0;
      for (let n = 0; n < 4000; n++) sum += x[n * 20 + t] ** 2;
      return sum / 4000;
    };
    // 1/(1 - .81) = 5.263; the standard error of a variance from 4000 draws is 2.2 %.
    for (const t of [0, 10, 19]) expect(Math.abs(variance(t) / 5.2632 - 1)).toBeLessThan(0.1);
  });

  it('AR(1): the past tells -ln(1 - a^2)/2 of the next value', async () => {
    const dataset = await load({ task: 'gaussianProcess', coefficients: [0.9], length: 5, samples: 8 });
    for (const nats of known(dataset, 'outputInformation', {})) expect(nats).toBeCloseTo(-0.5 * Math.log(1 - 0.81), 12);
  });

  it.each([[[1]], [[-1.2]], [[0.5, 0.6]], [[1.5, -0.4, 0.2, -0.9]]])(
    'refuses %j, which is not stationary',
    async (coefficients) => {
      await expect(load({ task: 'gaussianProcess', coefficients, length: 5, samples: 8 })).rejects.toThrow(
        /not stationary/,
      );
    },
  );
});

describe('gaussianNoise', () => {
  it('has no target', async () => {
    const { training, heldOut } = await load({ task: 'gaussianNoise', features: 2, length: 3, samples: 5000 });
    expect(training.targets).toBeUndefined();
    expect(heldOut.targets).toBeUndefined();
    const mean = training.inputs.values.reduce((sum, value) => sum + value, 0) / training.inputs.values.length;
    // 30 000 draws: a standard error of .0058.
    expect(Math.abs(mean)).toBeLessThan(0.03);
  });
});

describe('automaton', () => {
  it(
    'A5: lags hold nothing, the block one group element, and the oldest symbol all of it given the later ' + 'ones',
    async () => {
      const dataset = await load({ task: 'automaton', automaton: 'A5', length: 4, samples: 20 });
      const group = Math.log(60);
      for (const nats of known(dataset, 'memory', {})) expect(nats).toBeCloseTo(0, 10);
      for (const nats of known(dataset, 'inputInformation', {})) expect(nats).toBeCloseTo(group, 10);
      for (const nats of known(dataset, 'historyInformation', {})) expect(nats).toBeCloseTo(0, 10);
      const conditional = known(dataset, 'conditionalMemory', {});
      expect(conditional.at(-1)! / Math.LN2).toBeCloseTo(5.907, 3);
      for (const nats of conditional.slice(0, -1)) expect(nats).toBeCloseTo(0, 10);
    },
  );

  it('groups: every product is an element, each symbol permutes the states, and products do not commute', () => {
    for (const [automaton, order] of [
      ['A5', 60],
      ['S5', 120],
      ['Z60', 60],
    ] as const) {
      const { next } = automatonOf(automatonConfig({ automaton }));
      expect(next.length).toBe(order);
      for (let x = 0; x < order; x++) expect(new Set(next.map((to) => to[x])).size).toBe(order);
      // (a b) c = a (b c)
      for (let a = 0; a < order; a += 7)
        for (let b = 0; b < order; b += 5)
          for (let c = 0; c < order; c += 11) expect(next[next[a][b]][c]).toBe(next[a][next[b][c]]);
      const commutes = next.every((to, a) => Array.from(to).every((product, b) => product === next[b][a]));
      expect(commutes).toBe(automaton === 'Z60');
    }
  });

  it('flip-flop: the lags of a channel with pulses at half of the steps', async () => {
    const dataset = await load({ task: 'automaton', length: 30, samples: 8 });
    // Closed form of a fair state: Sussillo and Barak's channel at p = .5, bits.
    const wanted = [0.5, 0.094361, 0.022783, 0.00565];
    const lags = known(dataset, 'memory', {});
    wanted.forEach((bits, lag) => expect(lags[lag] / Math.LN2).toBeCloseTo(bits, 5));
    const [history] = known(dataset, 'historyInformation', { time: 30 });
    expect(history / Math.LN2).toBeCloseTo(0.188722, 5);
    const conditional = known(dataset, 'conditionalMemory', {});
    const [block] = known(dataset, 'inputInformation', { time: 30 });
    expect(conditional.reduce((a, b) => a + b)).toBeCloseTo(block, 10);
    // Half of the time the newest pulse is s steps old with probability 2^-(s+1).
    expect(conditional[3] / Math.LN2).toBeCloseTo(0.5 ** 4, 6);
  });

  it('of a table: parity by another name', async () => {
    const table = await load({
      task: 'automaton',
      automaton: [
        [0, 1],
        [1, 0],
      ],
      length: 5,
      samples: 12,
    });
    const parity = await load({ task: 'parity', length: 5, samples: 12 });
    expect(table.training.targets).toEqual(parity.training.targets);
    for (const quantity of ['inputInformation', 'historyInformation', 'memory', 'conditionalMemory'])
      known(parity, quantity, {}).forEach((nats, i) => expect(known(table, quantity, {})[i]).toBeCloseTo(nats, 10));
  });
});

describe('copyMemory', () => {
  it('shows tokens, blanks and markers, and asks for each token at its marker', async () => {
    const dataset = await load({ task: 'copyMemory', symbols: 8, tokens: 10, delay: 5, samples: 8 });
    const { inputs, targets } = dataset.heldOut;
    for (let n = 0; n < 8; n++)
      for (let t = 0; t < 25; t++) {
        const symbol = inputs.symbols![n * 25 + t];
        if (t < 10) expect(symbol).toBeLessThan(8);
        else expect(symbol).toBe(t < 15 ? 8 : 9);
        expect(targets!.symbols![n * 25 + t]).toBe(t < 15 ? -1 : inputs.symbols![n * 25 + t - 15]);
      }
    const held = known(dataset, 'inputInformation', {}).map((nats) => nats / Math.LN2);
    const wanted = [3, 6, 9, 12, 15, 18, 21, 24, 27, 30, 30, 30, 30, 30, 30, 30, 27, 24, 21, 18, 15, 12, 9, 6, 3];
    held.forEach((bits, t) => expect(bits).toBeCloseTo(wanted[t], 10));
  });
});

describe('mqar', () => {
  it.each([
    [16, 4, 10.714, 5.129],
    [64, 4, 19.72, 14.94],
    [64, 8, 38.63, 22.91],
    [64, 16, 73.41, 28.16],
  ])('a vocabulary of %i, %i pairs: %f bits of values and %f of keys', async (vocabulary, pairs, values, keys) => {
    const dataset = await load({ task: 'mqar', vocabulary, pairs, samples: 8 });
    const [held] = known(dataset, 'inputInformation', { time: 2 * pairs });
    expect(Math.abs(held / Math.LN2 - values - keys)).toBeLessThan(0.011);
    // An ordered choice of values, and an unordered one of keys, as one product of whole numbers.
    let ways = 1;
    for (let i = 0; i < pairs; i++) ways *= ((vocabulary / 2 - i) * (vocabulary / 2 - 1 - i)) / (i + 1);
    expect(held / Math.LN2).toBeCloseTo(Math.log2(ways), 9);
  });

  it('asks for the value of every key once', async () => {
    const { heldOut } = await load({ task: 'mqar', vocabulary: 16, pairs: 3, gap: 2, samples: 30 });
    const length = 11;
    for (let n = 0; n < 30; n++) {
      const row = heldOut.inputs.symbols!.slice(n * length, (n + 1) * length);
      const asked = heldOut.targets!.symbols!.slice(n * length, (n + 1) * length);
      const pairs = new Map([0, 2, 4].map((t) => [row[t], row[t + 1]]));
      expect(pairs.size).toBe(3);
      expect(new Set(pairs.values()).size).toBe(3);
      expect([...asked.slice(0, 8)]).toEqual(new Array(8).fill(-1));
      expect(new Set(row.slice(8))).toEqual(new Set(pairs.keys()));
      for (let t = 8; t < length; t++) expect(asked[t]).toBe(pairs.get(row[t]));
    }
  });
});
