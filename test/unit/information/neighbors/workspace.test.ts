import { codesOf } from '../samplers';
import { describe, expect, it } from 'vitest';
import { CancelledError } from '../../../../src/base/cancellation';
import { Random } from '../../../../src/base/random';
import type { EstimatorName } from '../../../../src/information/types/estimate';
import { createNeighborWorkspace } from '../../../../src/information/estimators/neighbors';
import {
  continuous,
  discrete,
  distances,
  gaussianPair,
  joint,
  kth,
  maxNorm,
  mean,
  psi,
  referenceKsg1,
  standardised,
} from './reference';

const random = new Random(5);
const samples = 120;
const symbols = Array.from({ length: samples }, () => random.integer(4));
const states = symbols.map((symbol) => [symbol + random.normal(), random.normal()]);

async function nats(
  x: ReturnType<typeof continuous>,
  y: ReturnType<typeof continuous>,
  estimator: EstimatorName,
  neighbors = 3,
): Promise<number> {
  return (await createNeighborWorkspace([x, y]).estimate(0, 1, { estimator, seed: 1, neighbors })).nats;
}

describe('ross', () => {
  it('is the formula of Ross 2014 over all pairs, in either order', async () => {
    const d = distances(standardised(states), maxNorm);
    const terms = d.map((row, i) => {
      const own = row.filter((_, j) => symbols[j] === symbols[i]);
      const k = Math.min(3, own.length - 1);
      return psi(k) - psi(own.length) - psi(row.filter((v) => v < kth(own, k)).length + 1);
    });
    const expected = psi(samples) + mean(terms);
    expect(await nats(discrete('s', symbols), continuous('h', states), 'ross')).toBeCloseTo(expected, 11);
    expect(await nats(continuous('h', states), discrete('s', symbols), 'ross')).toBeCloseTo(expected, 11);
  });

  it('leaves out samples that are alone in their class, and says so', async () => {
    const alone = createNeighborWorkspace([discrete('s', [...symbols, 99]), continuous('h', [...states, [0, 0]])]);
    const estimate = await alone.estimate(0, 1, { estimator: 'ross', seed: 1 });
    expect(estimate.local).toHaveLength(samples);
    expect(codesOf(estimate)).toContain('aloneInClass');
    await expect(nats(discrete('s', [1, 2, 3, 4]), continuous('h', [[1], [2], [3], [4.5]]), 'ross')).rejects.toThrow(
      'occurs once',
    );
  });

  it('is for one discrete variable and one continuous', async () => {
    await expect(nats(discrete('s', symbols), discrete('t', symbols), 'ross')).rejects.toThrow('both are discrete');
    await expect(nats(continuous('h', states), continuous('g', states), 'ross')).rejects.toThrow('both are continuous');
  });
});

describe('mixed KSG', () => {
  it('is KSG 1 with ln N where nothing ties', async () => {
    const { x, y } = gaussianPair(samples, 2, 1, 0.7, 3);
    const shift = Math.log(samples) - psi(samples);
    expect(await nats(continuous('x', x), continuous('y', y), 'mixedKsg')).toBeCloseTo(
      referenceKsg1(x, y, 3) + shift,
      11,
    );
  });

  it('counts cells where both are discrete, whether they are called so or not', async () => {
    const other = symbols.map((symbol, i) => (symbol + (i % 2)) % 4);
    const terms = symbols.map((symbol, i) => {
      const inX = symbols.filter((s) => s === symbol).length;
      const inY = other.filter((s) => s === other[i]).length;
      const both = symbols.filter((s, j) => s === symbol && other[j] === other[i]).length;
      return psi(both) - psi(inX) - psi(inY);
    });
    const expected = Math.log(samples) + mean(terms);
    expect(await nats(discrete('s', symbols), discrete('t', other), 'mixedKsg')).toBeCloseTo(expected, 11);
    expect(
      await nats(
        continuous(
          's',
          symbols.map((s) => [s]),
        ),
        continuous(
          't',
          other.map((s) => [s]),
        ),
        'mixedKsg',
      ),
    ).toBeCloseTo(expected, 11);
  });

  it('does not depend on what symbols are called', async () => {
    const renamed = symbols.map((symbol) => [17, -3, 250, 4][symbol]);
    expect(await nats(discrete('s', renamed), continuous('h', states), 'mixedKsg')).toBe(
      await nats(discrete('s', symbols), continuous('h', states), 'mixedKsg'),
    );
  });
});

describe('LNC', () => {
  it('is KSG 2 where neighbourhoods are uniform', async () => {
    const x = Array.from({ length: 800 }, () => [random.uniform()]);
    const y = Array.from({ length: 800 }, () => [random.uniform()]);
    const plain = await nats(continuous('x', x), continuous('y', y), 'ksg2', 5);
    // One neighbourhood in two hundred is corrected by chance, each by the logarithm of a ratio around 1/alpha: .005 x
    // 3 nats.
    const corrected = await nats(continuous('x', x), continuous('y', y), 'lnc', 5);
    expect(corrected).toBeGreaterThanOrEqual(plain);
    expect(corrected - plain).toBeLessThan(0.05);
  });

  it('sees a nearly deterministic relation that KSG 2 cannot resolve', async () => {
    const noise = 1e-4;
    const x = Array.from({ length: 500 }, () => [random.uniform()]);
    const y = x.map(([v]) => [v + noise * (random.uniform() - 0.5)]);
    // I = h(Y) - h(Y|X), up to the edges h(Y) = 0.
    const truth = -Math.log(noise);
    expect(Math.abs((await nats(continuous('x', x), continuous('y', y), 'lnc', 5)) - truth)).toBeLessThan(0.5);
    expect(await nats(continuous('x', x), continuous('y', y), 'ksg2', 5)).toBeLessThan(truth - 2);
  });

  it('asks for more neighbours than dimensions', async () => {
    const { x, y } = gaussianPair(50, 2, 2, 0.5, 1);
    await expect(nats(continuous('x', x), continuous('y', y), 'lnc', 4)).rejects.toThrow(
      'more neighbours than joint dimensions',
    );
    const chosen = await createNeighborWorkspace([continuous('x', x), continuous('y', y)]).estimate(0, 1, {
      estimator: 'lnc',
      seed: 1,
    });
    expect(chosen.nats).toBeGreaterThan(-1);
  });
});

describe('conditional information and entropy', () => {
  it('are the formulas of Frenzel and Pompe 2007 and of Kozachenko and Leonenko 1987 over all pairs', async () => {
    const { x, y } = gaussianPair(150, 1, 2, 0.7, 8);
    const z = gaussianPair(150, 1, 1, 0, 9).x;
    const workspace = createNeighborWorkspace([continuous('x', x), continuous('y', y), continuous('z', z)]);
    const [dx, dy, dz] = [x, y, z].map((rows) => distances(standardised(rows), maxNorm));
    const terms = joint(dx, dy, dz).map((row, i) => {
      const radius = kth(row, 3);
      const count = (of: number[][]): number => of[i].filter((v) => v < radius).length + 1;
      return psi(count(dz)) - psi(count(joint(dx, dz))) - psi(count(joint(dy, dz)));
    });
    expect((await workspace.estimateConditional(0, 1, 2, { estimator: 'ksg1' })).nats).toBeCloseTo(
      psi(3) + mean(terms),
      11,
    );

    const deviations = [0, 1].map((c) =>
      Math.sqrt(y.reduce((sum, row) => sum + (row[c] - mean(y.map((r) => r[c]))) ** 2, 0) / 149),
    );
    const radii = dy.map((row) => kth(row, 3));
    const expected =
      psi(150) - psi(3) + 2 * Math.LN2 + 2 * mean(radii.map(Math.log)) + mean(deviations.map(Math.log)) * 2;
    expect((await workspace.entropy(1, { estimator: 'ksg1' })).nats).toBeCloseTo(expected, 10);
  });

  it('gives no entropy to what has atoms', async () => {
    const workspace = createNeighborWorkspace([
      continuous(
        's',
        symbols.map((s) => [s]),
      ),
      continuous(
        'c',
        symbols.map((s) => [s + random.normal(), 1]),
      ),
    ]);
    await expect(workspace.entropy(0, { estimator: 'ksg1' })).rejects.toThrow('no differential entropy');
    await expect(workspace.entropy(1, { estimator: 'ksg1' })).rejects.toThrow('constant column');
  });
});

describe('a workspace', () => {
  it('gives the mean of the contributions', async () => {
    const { x, y } = gaussianPair(100, 1, 3, 0.5, 2);
    for (const estimator of ['ksg1', 'ksg2', 'mixedKsg'] as const) {
      const estimate = await createNeighborWorkspace([continuous('x', x), continuous('y', y)]).estimate(0, 1, {
        estimator,
        seed: 1,
      });
      expect(mean(estimate.local ?? [])).toBeCloseTo(estimate.nats, 12);
    }
  });

  it('has an answer for constants and ties, with a warning', async () => {
    const constant = createNeighborWorkspace([
      continuous(
        'c',
        states.map(() => [0.1, 0.3]),
      ),
      continuous('h', states),
      discrete(
        'one',
        symbols.map(() => 7),
      ),
    ]);
    for (const [x, estimator] of [
      [0, 'ksg1'],
      [0, 'mixedKsg'],
      [2, 'ross'],
      [2, 'mixedKsg'],
    ] as const) {
      const estimate = await constant.estimate(x, 1, { estimator, seed: 1 });
      expect(estimate.nats).toBe(0);
      expect(codesOf(estimate)).toContain('constant');
    }
    const rectified = createNeighborWorkspace([
      continuous(
        'r',
        states.map(([v]) => [Math.max(0, v)]),
      ),
      continuous(
        's',
        symbols.map((s) => [s]),
      ),
    ]);
    const tied = await rectified.estimate(0, 1, { estimator: 'ksg1', seed: 1 });
    expect(codesOf(tied)).toEqual(['tiedDistances', 'tiedDistances', 'coincident']);
    expect(tied.warnings.slice(0, 2).map(({ args }) => args[0])).toEqual(['r', 's']);
    expect(Number.isFinite(tied.nats)).toBe(true);
  });

  it('says what is wrong with the input', async () => {
    const few = createNeighborWorkspace([
      continuous('a', [[1], [2], [3]]),
      continuous('b', [[1], [2], [4]]),
      continuous('c', [[1], [2]]),
      continuous('n', [[1], [NaN], [2]]),
    ]);
    const options = { estimator: 'ksg1', seed: 1 } as const;
    await expect(few.estimate(0, 1, options)).rejects.toThrow('3 neighbours need at least 4 samples');
    await expect(few.estimate(0, 2, options)).rejects.toThrow('the same samples');
    await expect(few.estimate(0, 3, { ...options, neighbors: 2 })).rejects.toThrow('NaN in sample 1');
    await expect(few.estimate(0, 1, { ...options, neighbors: 1.5 })).rejects.toThrow('whole number');
    expect((await few.estimate(0, 1, { ...options, neighbors: 2 })).nats).toBeCloseTo(
      referenceKsg1([[1], [2], [3]], [[1], [2], [4]], 2),
      12,
    );
  });

  it.each(['ksg1', 'ksg2', 'lnc', 'mixedKsg', 'ross'] as const)('stops when it is cancelled: %s', async (estimator) => {
    const { x, y } = gaussianPair(12_000, 1, 4, 0.5, 6);
    const first =
      estimator === 'ross'
        ? discrete(
            's',
            x.map(([v]) => (v > 0 ? 1 : 0)),
          )
        : continuous('x', x);
    const workspace = createNeighborWorkspace([first, continuous('y', y)]);
    const controller = new AbortController();
    const running = workspace.estimate(0, 1, { estimator, seed: 1, neighbors: 8 }, controller.signal);
    setTimeout(() => {
      controller.abort();
    }, 5);
    await expect(running).rejects.toThrow(CancelledError);
    await expect(workspace.estimate(0, 1, { estimator, seed: 1, neighbors: 8 }, controller.signal)).rejects.toThrow(
      CancelledError,
    );
  });
});

describe('workspaces at work side by side', () => {
  it('read what each reads alone, though they share the memory of their distances', async () => {
    const variables = Array.from({ length: 4 }, (_, v) =>
      continuous(
        `v${v}`,
        Array.from({ length: 300 }, () => Array.from({ length: 3 + v }, () => random.normal())),
      ),
    );
    const options = { estimator: 'ksg1', neighbors: 3 } as const;
    const pairs = [
      [0, 1],
      [1, 2],
      [2, 3],
      [3, 0],
    ] as const;
    const alone: number[] = [];
    for (const [x, y] of pairs)
      alone.push((await createNeighborWorkspace([variables[x], variables[y]]).estimate(0, 1, options)).nats);
    const [first, second] = [createNeighborWorkspace(variables), createNeighborWorkspace(variables)];
    const both = await Promise.all(
      pairs.flatMap(([x, y]) => [first.estimate(x, y, options), second.estimate(x, y, options)]),
    );
    expect(both.map(({ nats }) => nats)).toEqual(alone.flatMap((nats) => [nats, nats]));
  });
});

describe('pairs of different numbers of samples in one workspace', () => {
  const draws = (count: number): ReturnType<typeof continuous> =>
    continuous(
      'X',
      states.slice(0, count).map(([a, b]) => [a, b, a * b]),
    );
  it.each([
    [50, 120],
    [120, 50],
  ])('%d, then %d: each is what it is alone', async (first, then) => {
    const pairs = [first, then].map((count) => [
      draws(count),
      continuous(
        'Y',
        states.slice(0, count).map(([a, b]) => [b, a - b]),
      ),
    ]);
    const together = createNeighborWorkspace(pairs.flat());
    for (const [place, [x, y]] of pairs.entries()) {
      const options = { estimator: 'ksg1', seed: 1, neighbors: 3 } as const;
      const { nats: found } = await together.estimate(2 * place, 2 * place + 1, options);
      expect(found).toBe(await nats(x, y, 'ksg1'));
    }
  });
});
