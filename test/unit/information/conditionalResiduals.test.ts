import { describe, expect, it } from 'vitest';
import { Random } from '../../../src/base/random';
import { conditionalMutualInformation } from '../../../src/information/conditionalInformation';
import type { InformationEstimate } from '../../../src/information/types/estimate';
import { codesOf, continuous, discrete, normals } from './samplers';

const auto = { estimator: 'auto', seed: 1 } as const;

/**
 * X_j = f(Z_j) + .2 U_j, Y_j = f(Z_j) + .2 V_j: I(X;Y|Z) = -dx ln(1 - rho^2) / 2, rho the correlation of U_j and V_j.
 */
async function throughCondition(
  effect: (z: number) => number,
  columns: number,
  given: number,
  rho: number,
): Promise<InformationEstimate & { truth: number }> {
  const random = new Random(7);
  const [xs, ys, zs] = [[], [], []] as [number[], number[], number[]];
  for (let i = 0; i < 1500; i++) {
    const z = normals(random, given);
    zs.push(...z);
    for (let j = 0; j < columns; j++) {
      const u = random.normal();
      xs.push(effect(z[j]) + 0.2 * u);
      ys.push(effect(z[j]) + 0.2 * (rho * u + Math.sqrt(1 - rho * rho) * random.normal()));
    }
  }
  const [x, y, z] = [continuous('X', xs, columns), continuous('Y', ys, columns), continuous('Z', zs, given)];
  return { ...(await conditionalMutualInformation(x, y, z, auto)), truth: (-columns * Math.log(1 - rho * rho)) / 2 };
}

describe('information given many columns', () => {
  // Of the waves the regressions leave a part that adds a quarter to the information: the warning says so. A copula
  // reads 2.4 nats of the squares where there are none.
  it.each([
    ['squares', (z: number) => z * z, 4, 4, 0.15],
    ['cubes', (z: number) => z ** 3 / 3, 4, 4, 0.15],
    ['waves', (z: number) => Math.sin(3 * z), 2, 6, 0.35],
    ['lines', (z: number) => z, 2, 12, 0.15],
  ])('is what the condition does not explain: %s', async (_, effect, columns, given, share) => {
    const none = await throughCondition(effect, columns, given, 0);
    expect(none.low).toBe(0);
    expect(none.nats).toBeLessThan(0.05);
    const some = await throughCondition(effect, columns, given, 0.6);
    expect(some.low).toBe(0);
    expect(Math.abs(some.nats - some.truth) / some.truth).toBeLessThan(share);
    expect(some.assumes).toBe('gaussianCopula');
    expect(some.certified).toBe('none');
    expect(codesOf(some)).toContain('conditionRegressed');
  });
});

describe('information given symbols', () => {
  it('is the mean within each of them', async () => {
    const random = new Random(8);
    const [xs, ys, zs] = [[], [], []] as [number[], number[], number[]];
    for (let i = 0; i < 1500; i++) {
      const z = random.integer(4);
      zs.push(z);
      for (let j = 0; j < 4; j++) {
        const u = random.normal();
        xs.push(z * j + u);
        ys.push(z * z + (j < 1 ? 0.6 * u + 0.8 * random.normal() : random.normal()));
      }
    }
    const given = [
      discrete('Z', zs),
      continuous(
        'Z',
        zs.flatMap((z) => [z === 1 ? 1 : 0, z > 1 ? z : 0]),
        2,
      ),
    ];
    for (const z of given) {
      const estimate = await conditionalMutualInformation(continuous('X', xs, 4), continuous('Y', ys, 4), z, auto);
      const truth = -Math.log(1 - 0.36) / 2;
      expect(Math.abs(estimate.nats - truth)).toBeLessThan(0.05);
      expect(estimate.low).toBeLessThan(truth);
      expect(estimate.high).toBeGreaterThan(truth);
    }
  });

  it('of a sparse table is less what shuffles within the condition give', async () => {
    for (let seed = 0; seed < 5; seed++) {
      const random = new Random(20 + seed);
      const z = Array.from({ length: 300 }, () => random.integer(8));
      const [x, y] = [3, 4].map((spread) => z.map((symbol) => (symbol + random.integer(spread)) % 8));
      const estimate = await conditionalMutualInformation(discrete('X', x), discrete('Y', y), discrete('Z', z), auto);
      expect(estimate.low).toBe(0);
      // A table of 8 x 2 x 3 degrees of freedom has a standard deviation of sqrt(2 x 48) / 600 = .016: five of them.
      expect(estimate.nats).toBeLessThan(0.08);
    }
  });
});

describe('information given one column', () => {
  it('is never below 0, nor is its lower end', async () => {
    for (let seed = 0; seed < 6; seed++) {
      const random = new Random(seed);
      const z = normals(random, 300);
      const beside = (): number[] => Array.from(z, (value) => value + 0.5 * random.normal());
      const [x, y] = [continuous('X', beside()), continuous('Y', beside())];
      const { nats, low, high } = await conditionalMutualInformation(x, y, continuous('Z', z), auto);
      expect(Math.min(nats, low)).toBeGreaterThanOrEqual(0);
      expect(high).toBeGreaterThanOrEqual(nats);
    }
  });
});
