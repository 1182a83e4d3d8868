import { describe, expect, it } from 'vitest';
import { Random } from '../../../../src/base/random';
import { distinctRows } from '../../../../src/information/looks/distinctRows';
import { samplesWithoutCopies, type Side } from '../../../../src/information/looks/repeatedRows';
import { mutualInformation } from '../../../../src/information/mutualInformation';
import type { Variable } from '../../../../src/information/types/variable';
import { codesOf, continuous, discrete, gaussianPair, normals } from '../samplers';

const side = (variable: Variable): Side => ({
  isSymbolic: variable.kind === 'discrete',
  kind: variable.kind,
  rows: distinctRows(variable),
});
const kept = (x: Variable, y: Variable): number => samplesWithoutCopies(side(x), side(y))?.length ?? x.samples;

/** Rows of both variables taken in this order, some of them more than once. */
function taken(variables: readonly Variable[], order: readonly number[]): Variable[] {
  return variables.map((variable) => ({
    ...variable,
    samples: order.length,
    values: Float64Array.from(
      order.flatMap((row) => [...variable.values.subarray(row * variable.dimensions, (row + 1) * variable.dimensions)]),
    ),
  }));
}

const each = (samples: number, times: number): number[] =>
  Array.from({ length: samples * times }, (_, i) => Math.floor(i / times));
const tiled = (samples: number, times: number): number[] =>
  Array.from({ length: samples * times }, (_, i) => i % samples);

describe('rows that are copies', () => {
  const pair = gaussianPair(0.6, 300, 1);

  it.each([
    ['every row five times in a row', each(300, 5), 300],
    ['all rows five times over', tiled(300, 5), 300],
    ['every row of a second class three times more', [...tiled(300, 1), ...each(100, 3)], 300],
  ])('are left out: %s', (_, order, different) => {
    const [x, y] = taken(pair, order);
    expect(kept(x, y)).toBe(different);
  });

  it('are left out of rows that were drawn with replacement', () => {
    const random = new Random(2);
    const order = Array.from({ length: 900 }, () => random.integer(300));
    const [x, y] = taken(pair, order);
    expect(kept(x, y)).toBe(new Set(order).size);
  });

  it('are left out beside the symbol that each row has', () => {
    const [x] = pair;
    const labels = discrete(
      'Y',
      x.values.map((value) => (value > 0 ? 1 : 0)),
    );
    const random = new Random(3);
    const order = Array.from({ length: 900 }, () => random.integer(300));
    const [a, b] = taken([x, labels], order);
    expect(kept(a, b)).toBe(new Set(order).size);
  });

  it('are no symbols, however few of them differ: sixty rows of nothing, twenty times over', async () => {
    const of = (name: string, seed: number): Variable => ({
      name,
      kind: 'continuous',
      values: normals(new Random(seed), 120),
      samples: 60,
      dimensions: 2,
    });
    const [x, y] = taken([of('X', 5), of('Y', 6)], tiled(60, 20));
    const { low } = await mutualInformation(x, y, { estimator: 'auto', seed: 1 });
    expect(low).toBeLessThan(0.1);
  });

  it('do not multiply the samples of an estimate: five of each row read .23 +- .07, not 5.8', async () => {
    const [x, y] = taken(pair, each(300, 5));
    const estimate = await mutualInformation(x, y, { estimator: 'auto', seed: 1 });
    const once = await mutualInformation(...pair, { estimator: 'auto', seed: 1 });
    expect(estimate.samples).toBe(300);
    expect([estimate.nats, estimate.low, estimate.high]).toEqual([once.nats, once.low, once.high]);
    expect(codesOf(estimate)).toContain('repeatedRows');
  });
});

describe('rows that repeat by their nature', () => {
  const random = new Random(4);
  const noise = (samples: number): number[] => [...normals(random, samples)];

  it('stay: zeros of two rectifiers', () => {
    const x = noise(1500);
    const y = x.map((value) => 0.9 * value + 0.4 * random.normal());
    expect(
      kept(
        continuous(
          'X',
          x.map((v) => Math.max(0, v)),
        ),
        continuous(
          'Y',
          y.map((v) => Math.max(0, v)),
        ),
      ),
    ).toBe(1500);
  });

  it('stay: numbers that were rounded', () => {
    const x = noise(1500);
    const y = x.map((value) => 0.8 * value + 0.6 * random.normal());
    const round = (value: number): number => Math.round(value * 10) / 10;
    expect(kept(continuous('X', x.map(round)), continuous('Y', y.map(round)))).toBe(1500);
  });

  it('stay: a table of two discrete variables', () => {
    const x = Array.from({ length: 640 }, (_, i) => i % 8);
    const y = Array.from({ length: 640 }, (_, i) => Math.floor(i / 8) % 8);
    expect(kept(discrete('X', x), discrete('Y', y))).toBe(640);
  });

  it('stay: numbers that symbols determine', () => {
    const x = Array.from({ length: 900 }, () => random.integer(300));
    expect(
      kept(
        discrete('X', x),
        continuous(
          'Y',
          x.map((symbol) => Math.sin(symbol)),
        ),
      ),
    ).toBe(900);
  });
});
