import { describe, expect, it } from 'vitest';
import { Random } from '../../../src/base/random';
import { mutualInformation } from '../../../src/information/mutualInformation';
import { certifiedEnds } from '../../../src/information/types/assumption';
import type { InformationEstimate } from '../../../src/information/types/estimate';
import type { Variable } from '../../../src/information/types/variable';
import { codesOf, continuous, discrete, gaussianPair, normals } from './samplers';

const auto = (x: Variable, y: Variable): Promise<InformationEstimate> =>
  mutualInformation(x, y, { estimator: 'auto', seed: 1 });

/** Points of a square, and a label by `labelOf`. */
function labelled(samples: number, labelOf: (u: number, v: number) => number, seed = 3): [Variable, Variable] {
  const random = new Random(seed);
  const points = Float64Array.from({ length: 2 * samples }, () => random.uniform());
  const labels = Array.from({ length: samples }, (_, i) => labelOf(points[2 * i], points[2 * i + 1]));
  return [continuous('X', points, 2), discrete('Y', labels)];
}

describe('classes that interleave finely', () => {
  it.each([
    ['slanted stripes', (u: number, v: number): number => Math.floor(9 * (u + 0.6 * v)) % 2],
    ['rings', (u: number, v: number): number => Math.floor(14 * Math.hypot(u, v)) % 2],
    ['waves', (u: number, v: number): number => (Math.sin(25 * u) * Math.cos(20 * v) > 0 ? 1 : 0)],
  ])('leave the value open up to the entropy of the label: %s', async (_, labelOf) => {
    const estimate = await auto(...labelled(700, labelOf));
    expect(codesOf(estimate)).toContain('stillRises');
    // The label follows from X, so that the truth is H(Y), here within .01 of ln 2.
    expect(estimate.nats).toBeLessThan(Math.LN2 - 0.05);
    expect(estimate.high).toBeGreaterThan(Math.LN2 - 0.01);
    expect(estimate.high).toBeLessThanOrEqual(Math.LN2);
  });

  it('are told from smooth ones, whose value no longer rises', async () => {
    const random = new Random(5);
    const labels = Array.from({ length: 800 }, () => random.integer(2));
    const x = continuous(
      'X',
      labels.flatMap((label) => [label + random.normal(), random.normal()]),
      2,
    );
    const estimate = await auto(x, discrete('Y', labels));
    expect(codesOf(estimate)).not.toContain('stillRises');
    expect(estimate.high).toBeLessThan(0.25);
  });
});

describe('numbers whose dependence has edges', () => {
  it('leave the value of neighbours open: a torn board of 6 x 6', async () => {
    const random = new Random(7);
    const cells = Array.from({ length: 600 }, () => [random.integer(6), random.integer(3)]);
    const x = continuous(
      'X',
      cells.map(([i]) => i + random.uniform()),
    );
    const y = continuous(
      'Y',
      cells.map(([i, j]) => ((5 * i) % 2) + 2 * j + random.uniform()),
    );
    const estimate = await auto(x, y);
    expect(codesOf(estimate)).toContain('stillRises');
    expect(estimate.high).toBe(Infinity);
  });

  it('leave the value of normal parts open: a band of width .004', async () => {
    const random = new Random(8);
    const x = Float64Array.from({ length: 400 }, () => random.uniform());
    const y = x.map((value) => value + 0.004 * (random.uniform() - 0.5));
    const estimate = await auto(continuous('X', x), continuous('Y', y));
    expect(estimate.high).toBeGreaterThan(0.002 - Math.log(0.004));
    expect(codesOf(estimate)).toContain('stillRises');
  });
});

describe('a dependence that ranks hardly resolve', () => {
  it.each([1, 2, 3])('is left open by a Gaussian copula: 6.3 nats of 700 samples, seed %d', async (seed) => {
    const [x, y] = gaussianPair(Math.sqrt(1 - Math.exp(-12.6)), 700, seed);
    for (const estimator of ['auto', 'gaussianCopula'] as const) {
      const estimate = await mutualInformation(x, y, { estimator, seed: 1 });
      expect(codesOf(estimate)).toContain('ranksNearCeiling');
      expect(estimate.high).toBe(Infinity);
      expect(estimate.low).toBeLessThan(6.3);
    }
  });

  it('is told from one that they resolve: 2 nats', async () => {
    const estimate = await auto(...gaussianPair(Math.sqrt(1 - Math.exp(-4)), 700, 1));
    expect(codesOf(estimate)).not.toContain('ranksNearCeiling');
    expect(estimate.low).toBeLessThan(2);
    expect(estimate.high).toBeGreaterThan(2);
    expect(estimate.high).toBeLessThan(2.4);
  });
});

describe('rows that are not independent draws', () => {
  it('are all used where too few of them are far apart, with no end but the cap of the label', async () => {
    const random = new Random(9);
    let [state, label] = [0, 0];
    const rows = Array.from({ length: 700 }, () => {
      state = 0.992 * state + random.normal();
      if (random.uniform() < 0.012) label = random.integer(2);
      return [state, label];
    });
    const estimate = await auto(
      continuous(
        'X',
        rows.map(([value]) => value),
      ),
      discrete(
        'Y',
        rows.map(([, symbol]) => symbol),
      ),
    );
    expect(codesOf(estimate)).toContain('allRowsInTime');
    expect(estimate.samples).toBe(700);
    expect(estimate.low).toBe(0);
    expect(estimate.high).toBeCloseTo(Math.LN2, 12);
    expect(certifiedEnds(estimate)).toBe('none');
  });

  it('get a warning and nothing certain where they fall into tight groups of one symbol each', async () => {
    const random = new Random(10);
    const things = Array.from({ length: 50 }, () => ({ at: normals(random, 4), symbol: random.integer(3) }));
    const drawn = Array.from({ length: 900 }, () => things[random.integer(50)]);
    const x = continuous(
      'X',
      drawn.flatMap(({ at }) => [...at].map((value) => value + 0.03 * random.normal())),
      4,
    );
    const grouped = await auto(
      x,
      discrete(
        'Y',
        drawn.map(({ symbol }) => symbol),
      ),
    );
    expect(codesOf(grouped)).toContain('groupedRows');
    expect(grouped.low).toBe(0);
    // Tight classes are groups of their own: each is one symbol.
    const classes = await auto(
      x,
      discrete(
        'Y',
        drawn.map((thing) => things.indexOf(thing)),
      ),
    );
    expect(codesOf(classes)).not.toContain('groupedRows');
  });
});

it('symbols that were seen once or never leave a copy of them open, and no bias downward is told', async () => {
  const random = new Random(9);
  // Symbols whose logarithms are even: many are seen once.
  const symbols = Array.from({ length: 900 }, () => Math.floor(Math.exp(random.uniform() * Math.log(20_000))));
  const labels = symbols.map((symbol) => (symbol * 7919) % 20_011);
  const estimate = await auto(continuous('X', symbols), discrete('Y', labels));
  // H = E ln(ln(20000) k), k the symbol, nearly: half of ln 20000, and ln of it.
  const truth = Math.log(20_000) / 2 + Math.log(Math.log(20_000));
  expect(estimate.high).toBeGreaterThan(truth);
  expect(codesOf(estimate)).toContain('unseenSymbols');
  expect(codesOf(estimate)).not.toContain('nullNotZero');
});
