import { describe, expect, it } from 'vitest';
import { Random } from '../../../../src/base/random';
import { distinctRows } from '../../../../src/information/looks/distinctRows';
import { areSymbolsTogether, areWholeNumbers, type WholeSide } from '../../../../src/information/looks/wholeNumbers';
import { mutualInformation } from '../../../../src/information/mutualInformation';
import type { Variable } from '../../../../src/information/types/variable';
import { codesOf, continuous, normals } from '../samplers';

const side = (variable: Variable): WholeSide => {
  const rows = distinctRows(variable);
  return { rows, isWhole: areWholeNumbers(variable, rows) };
};
const random = new Random(3);
const symbols = Array.from({ length: 300 }, () => random.integer(100));
const order = Array.from({ length: 300 }, () => random.integer(100));
const drawn = normals(random, 100);
const again = order.map((row) => drawn[row]);
const signs = again.map((value) => (value + random.normal() > 0 ? 1 : 0));
const oneHot = symbols.flatMap((symbol) => Array.from({ length: 100 }, (_, j) => (j === symbol ? 1 : 0)));

describe('whole numbers', () => {
  it.each([
    ['codes of symbols', continuous('X', symbols)],
    [
      'tenths in single precision',
      continuous(
        'X',
        Float64Array.from(symbols, (symbol) => Math.fround(symbol / 10)),
      ),
    ],
    ['one-hot columns', continuous('X', oneHot, 100)],
  ])('repeat by their nature: %s', (_, variable) => {
    expect(side(variable).isWhole).toBe(true);
  });

  it.each([
    ['numbers of a density that were drawn again', continuous('X', again)],
    [
      'whole numbers that leave most places empty',
      continuous(
        'X',
        symbols.map((symbol) => symbol ** 3),
      ),
    ],
    [
      'twelve bits, most of whose rows never occur',
      continuous(
        'X',
        Array.from({ length: 3600 }, () => random.integer(2)),
        12,
      ),
    ],
  ])('do not: %s', (_, variable) => {
    expect(side(variable).isWhole).toBe(false);
  });

  it('are symbols where they determine the other side, and not where rows of a density were drawn again', () => {
    const whole = side(continuous('X', symbols));
    expect(
      areSymbolsTogether(
        whole,
        side(
          continuous(
            'Y',
            symbols.map((symbol) => Math.sin(symbol)),
          ),
        ),
      ),
    ).toBe(true);
    expect(areSymbolsTogether(side(continuous('X', again)), side(continuous('Y', signs)))).toBe(false);
    expect(areSymbolsTogether(whole, side(continuous('Y', normals(random, 300))))).toBe(false);
  });

  it.each([
    ['one column', continuous('X', symbols)],
    ['one-hot columns', continuous('X', oneHot, 100)],
  ])('share the entropy of their symbols, which is not infinite: %s', async (_, x) => {
    const y = continuous(
      'Y',
      symbols.map((symbol) => 2 * symbol),
    );
    const { nats, low, high, warnings } = await mutualInformation(x, y, { estimator: 'auto', seed: 1 });
    const truth = Math.log(100);
    expect(Math.abs(nats - truth)).toBeLessThan(0.1);
    expect(low).toBeLessThan(truth);
    expect(high).toBeGreaterThan(truth);
    expect(codesOf({ warnings })).toContain('unseenSymbols');
  });
});
