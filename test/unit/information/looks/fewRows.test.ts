import { describe, expect, it } from 'vitest';
import { Random } from '../../../../src/base/random';
import { distinctRows } from '../../../../src/information/looks/distinctRows';
import { areSymbols, asSymbols } from '../../../../src/information/looks/fewRows';
import { mutualInformation } from '../../../../src/information/mutualInformation';
import type { Variable } from '../../../../src/information/types/variable';
import { continuous, discrete, normals, symmetricChannelInformation, symmetricChannel } from '../samplers';

const few = (variable: Variable): boolean => areSymbols(variable, distinctRows(variable));

/** Columns that are 1 for their symbol and 0 otherwise. */
const oneHot = ({ name, values }: Variable, symbols: number): Variable =>
  continuous(
    name,
    [...values].flatMap((symbol) => Array.from({ length: symbols }, (_, j) => (j === symbol ? 1 : 0))),
    symbols,
  );

/** States of 16 units, most of them saturated in single precision, that three bits drive. */
function saturated({ name, values }: Variable): Variable {
  const random = new Random(7);
  const weights = normals(random, 48).map((weight) => 20 * weight);
  const unit = (symbol: number, j: number): number =>
    Math.fround(Math.tanh([0, 1, 2].reduce((sum, bit) => sum + weights[3 * j + bit] * ((symbol >> bit) & 1), -5)));
  return continuous(
    name,
    [...values].flatMap((symbol) => Array.from({ length: 16 }, (_, j) => unit(symbol, j))),
    16,
  );
}

describe('numbers with few different rows', () => {
  const random = new Random(5);
  const symbols = discrete(
    'X',
    Array.from({ length: 1500 }, () => random.integer(8)),
  );

  it.each([
    ['one-hot columns', oneHot(symbols, 8)],
    [
      'one-hot columns of many symbols',
      oneHot(
        discrete(
          'X',
          symbols.values.map((v, i) => v + 8 * (i % 32)),
        ),
        256,
      ),
    ],
    ['saturated units', saturated(symbols)],
    [
      'a number of few values',
      continuous(
        'X',
        symbols.values.map((value) => value / 10),
      ),
    ],
  ])('are symbols: %s', (_, variable) => {
    expect(few(variable)).toBe(true);
  });

  it.each([
    ['normal numbers', continuous('X', normals(random, 1500), 3)],
    [
      'rounded numbers, whose order says more',
      continuous(
        'X',
        normals(random, 1500).map((v) => Math.round(10 * v)),
      ),
    ],
    [
      'sixteen independent bits',
      continuous(
        'X',
        Array.from({ length: 16 * 1500 }, () => random.integer(2)),
        16,
      ),
    ],
    [
      'zeros of rectifiers',
      continuous(
        'X',
        normals(random, 3000).map((value) => Math.max(0, value)),
        2,
      ),
    ],
  ])('are not: %s', (_, variable) => {
    expect(few(variable)).toBe(false);
  });

  it('keep their identity, and in one column their order', () => {
    const { kind, dimensions, values } = asSymbols(...withRows(continuous('X', [0.3, -1, 0.3, 0.5, -1])));
    expect([kind, dimensions, ...values]).toEqual(['discrete', 1, 1, 0, 1, 2, 0]);
    const rows = asSymbols(...withRows(continuous('X', [1, 2, 1, 3, 1, 2, 0, 0], 2)));
    expect([...rows.values]).toEqual([0, 1, 0, 2]);
  });

  it('read as the symbols that they are, and never above their entropy', async () => {
    const [x, y] = symmetricChannel(8, 0.2, 1500, 6);
    const truth = symmetricChannelInformation(8, 0.2);
    const counted = await mutualInformation(x, y, { estimator: 'auto', seed: 1 });
    for (const encoded of [[oneHot(x, 8), oneHot(y, 8)] as const, [saturated(x), saturated(y)] as const]) {
      const estimate = await mutualInformation(...encoded, { estimator: 'auto', seed: 1 });
      expect(estimate.nats).toBeCloseTo(counted.nats, 12);
      expect(estimate.low).toBeLessThan(truth);
      expect(estimate.high).toBeGreaterThan(truth);
      expect(estimate.reason?.map(({ code }) => code)).toContain('fewRows');
    }
  });
});

const withRows = (variable: Variable): [Variable, ReturnType<typeof distinctRows>] => [
  variable,
  distinctRows(variable),
];
