import { describe, expect, it } from 'vitest';
import { Random } from '../../../../src/base/random';
import { principalCandidate } from '../../../../src/information/estimators/auto/nonlinearCandidates';
import type { Critic } from '../../../../src/information/estimators/critics/critic';
import { judge } from '../../../../src/information/estimators/critics/judge';
import { Breather } from '../../../../src/information/numerics/breather';
import { isLowCertified } from '../../../../src/information/types/assumption';
import { reason } from '../../../../src/information/types/reasons';

const clusters = 2;

/** The log ratio of clusters of equal shares that never mix, the same on both sides. */
const told = (own: Int32Array): Critic => ({
  name: 'classes',
  fit: () =>
    Promise.resolve({
      scores: (rows) =>
        Float64Array.from({ length: rows.length ** 2 }, (_, at) =>
          own[rows[Math.floor(at / rows.length)]] === own[rows[at % rows.length]] ? Math.log(clusters) : -30,
        ),
    }),
});

describe('the certified lower end', () => {
  it('holds of clusters of equal shares, where all contributions are nearly equal', async () => {
    const sets = 400;
    let held = 0;
    for (let seed = 1; seed <= sets; seed++) {
      const random = new Random(seed);
      const own = Int32Array.from({ length: 600 }, () => random.integer(clusters));
      const { low } = await judge([told(own)], random.permutation(own.length), random, new Breather());
      if (low <= Math.log(clusters) + 1e-9) held++;
    }
    // 97.5 % is promised; by the first-order error alone 381.
    expect(held).toBeGreaterThanOrEqual(390);
  });

  it('is none of a model, however clearly it reads more', () => {
    const base = { nats: 0.1, low: 0, high: 0.2, bound: 'none', warnings: [] } as const;
    const [candidate] = principalCandidate(
      { measured: base, reason: reason('copulaSuffices') },
      { ...base, nats: 1, low: 0.95, high: 1.05, estimator: 'ksg1' },
      4,
    );
    expect(isLowCertified(candidate.measured)).toBe(false);
  });
});
