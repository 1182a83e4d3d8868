import { describe, expect, it } from 'vitest';
import { Random } from '../../../../src/base/random';
import { distinctRows } from '../../../../src/information/looks/distinctRows';
import { serialCorrelation } from '../../../../src/information/looks/serialCorrelation';
import { timeOrder, type TimeOrder } from '../../../../src/information/looks/timeOrder';
import { isLowCertified } from '../../../../src/information/types/assumption';
import { mutualInformation } from '../../../../src/information/mutualInformation';
import type { Variable } from '../../../../src/information/types/variable';
import { codesOf, continuous, discrete, normals } from '../samplers';

const serial = (variable: Variable): ReturnType<typeof serialCorrelation> =>
  serialCorrelation(variable, () => distinctRows(variable));
const order = (x: Variable, y: Variable): TimeOrder | undefined => timeOrder(serial(x), serial(y), x.samples);

/** Stationary sequences x_i = phi x_(i-1) + noise of variance one, a column each. */
function sequences(name: string, phi: number, samples: number, dimensions: number, random: Random): Variable {
  const values = normals(random, samples * dimensions);
  for (let i = dimensions; i < values.length; i++)
    values[i] = phi * values[i - dimensions] + Math.sqrt(1 - phi * phi) * values[i];
  return continuous(name, values, dimensions);
}

/** Two symbols that stay with probability `stay`. */
function sticky(name: string, stay: number, samples: number, random: Random): Variable {
  let symbol = 0;
  return discrete(
    name,
    Array.from({ length: samples }, () => (symbol = random.uniform() < stay ? symbol : 1 - symbol)),
  );
}

describe('rows that follow each other in time', () => {
  it.each([0.5, 0.9, 0.98])('are worth N (1 - phi^2)/(1 + phi^2) samples at phi = %d', (phi) => {
    const random = new Random(1);
    const found = order(sequences('X', phi, 8000, 1, random), sequences('Y', phi, 8000, 1, random));
    const right = (8000 * (1 - phi ** 2)) / (1 + phi ** 2);
    // The sum of products of a hundred correlations, each known to some per cent.
    expect(found?.effectiveSamples ?? Infinity).toBeGreaterThan(0.6 * right);
    expect(found?.effectiveSamples ?? Infinity).toBeLessThan(1.5 * right);
  });

  it('are noticed among symbols', () => {
    const random = new Random(2);
    expect(order(sticky('X', 0.95, 1000, random), sticky('Y', 0.95, 1000, random))).toBeDefined();
    expect(order(sticky('X', 0.95, 1000, random), sequences('Y', 0.9, 1000, 2, random))).toBeDefined();
  });

  it('count in full where the other variable is in no order', () => {
    const random = new Random(3);
    expect(order(sequences('X', 0.98, 1000, 1, random), sequences('Y', 0, 1000, 1, random))).toBeUndefined();
  });

  it('are not seen in a sorted file, but in a counter', () => {
    const random = new Random(4);
    const x = normals(random, 1000).sort();
    const y = continuous(
      'Y',
      x.map((value) => value + 0.1 * random.normal()),
    );
    expect(serial(continuous('X', x))).toBeUndefined();
    expect(
      serial(
        discrete(
          'X',
          x.map((_, i) => Math.floor(i / 100)),
        ),
      ),
    ).toBeUndefined();
    expect(
      order(
        continuous(
          'X',
          x.map((_, i) => i),
        ),
        y,
      ),
    ).toBeDefined();
  });

  it('are hardly ever seen where there are none', () => {
    let alarms = 0;
    const random = new Random(5);
    for (let run = 0; run < 1000; run++) {
      const samples = 40 + random.integer(400);
      alarms += serial(sequences('X', 0, samples, 1 + random.integer(8), random)) === undefined ? 0 : 1;
      const symbols = 2 + random.integer(20);
      const labels = discrete(
        'Y',
        Array.from({ length: samples }, () => random.integer(symbols) ** 2),
      );
      alarms += serial(labels) === undefined ? 0 : 1;
    }
    // .2 % of two thousand are expected: 4, and 13 or more with a probability below 1e-3. A pair needs two of them.
    expect(alarms).toBeLessThan(13);
  });

  it('read 0 where they are independent, however slow: .91 for 0 without a look', async () => {
    let above = 0;
    for (let seed = 0; seed < 20; seed++) {
      const random = new Random(100 + seed);
      const pair = ['X', 'Y'].map((name) => sequences(name, 0.98, 2000, 1, random));
      const estimate = await mutualInformation(pair[0], pair[1], { estimator: 'auto', seed: 1, effort: 'quick' });
      expect(estimate.nats).toBeLessThan(0.2);
      expect(codesOf(estimate)).toContain('rowsInTime');
      if (estimate.low > 0) above++;
    }
    // 2.5 % are expected; four of twenty come with a probability of 1e-3.
    expect(above).toBeLessThan(4);
  });

  it('certify nothing, whatever the estimator, as every limit is that of independent rows', async () => {
    const random = new Random(7);
    const x = sequences('X', 0.95, 1500, 2, random);
    const y = { ...x, name: 'Y', values: x.values.map((value) => value + random.normal()) };
    for (const estimator of ['auto', 'gaussianCopula', 'gaussianMixture'] as const) {
      const estimate = await mutualInformation(x, y, { estimator, seed: 1 });
      expect(codesOf(estimate)).toContain('rowsInTime');
      expect(estimate).toMatchObject({ certified: 'none' });
      expect(estimate.assumes).toBeDefined();
    }
    const label = sticky('Y', 0.95, 1500, random);
    expect(await mutualInformation(x, label, { estimator: 'probe', seed: 1 })).toMatchObject({
      certified: 'none',
      assumes: 'distantRows',
    });
  });

  it('certify as before in another order', async () => {
    const random = new Random(8);
    const x = sequences('X', 0, 600, 2, random);
    const y = { ...x, name: 'Y', values: x.values.map((value) => value + random.normal()) };
    const estimate = await mutualInformation(x, y, { estimator: 'auto', seed: 1 });
    expect(isLowCertified(estimate)).toBe(true);
    expect(estimate.low).toBeGreaterThan(0.1);
  });

  it('are noticed where calm and wild times alternate in both, though no row resembles the one before', async () => {
    for (let seed = 0; seed < 6; seed++) {
      const random = new Random(300 + seed);
      const [x, y] = ['X', 'Y'].map((name) => {
        const logs = sequences(name, 0.99, 1500, 1, random);
        return { ...logs, values: logs.values.map((log) => Math.exp(1.5 * log) * random.normal()) };
      });
      // In any order the last pair reads .07 [.03, .12] for 0.
      const estimate = await mutualInformation(x, y, { estimator: 'auto', seed: 1, effort: 'quick' });
      expect(codesOf(estimate)).toContain('rowsInTime');
      expect(estimate.certified).toBe('none');
      expect(estimate.low).toBeLessThan(0.01);
    }
  });

  it('hold the information of a coupled pair inside their intervals', async () => {
    let missed = 0;
    for (let seed = 0; seed < 20; seed++) {
      const random = new Random(200 + seed);
      const x = sequences('X', 0.9, 2000, 1, random);
      const other = sequences('Y', 0.9, 2000, 1, random);
      const y = { ...other, values: other.values.map((value, i) => 0.8 * x.values[i] + 0.6 * value) };
      const { low, high } = await mutualInformation(x, y, { estimator: 'auto', seed: 1, effort: 'quick' });
      const truth = -Math.log(1 - 0.64) / 2;
      if (low > truth || high < truth) missed++;
    }
    expect(missed).toBeLessThan(5);
  });
});
