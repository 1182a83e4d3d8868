import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { conditionalMutualInformation } from '../../../src/information/conditionalInformation';
import { entropyEstimators } from '../../../src/information/estimators/discrete/entropyEstimators';
import { discreteInformation } from '../../../src/information/estimators/discrete/discreteInformation';
import { symbolsOf } from '../../../src/information/estimators/discrete/symbols';
import { entropy } from '../../../src/information/entropy';
import { mutualInformation } from '../../../src/information/mutualInformation';
import { Random } from '../../../src/base/random';
import { discrete, symmetricChannel, symmetricChannelInformation } from './samplers';

const names = ['plugin', 'millerMadow', 'grassberger', 'chaoShen', 'nsb'] as const;
const digits = fc.array(fc.tuple(fc.integer({ min: -3, max: 3 }), fc.integer({ min: 0, max: 4 })), {
  minLength: 8,
  maxLength: 60,
});

describe('entropy estimators', () => {
  it('give the plug-in value of the counts 5, 3, 2', () => {
    const expected = -(0.5 * Math.log(0.5) + 0.3 * Math.log(0.3) + 0.2 * Math.log(0.2));
    expect(entropyEstimators.plugin([5, 3, 2, 0], 10, 4)).toBeCloseTo(expected, 12);
    expect(entropyEstimators.millerMadow([5, 3, 2, 0], 10, 4)).toBeCloseTo(expected + 0.1, 12);
  });

  it('give G(1) = -gamma - ln 2 to each of N singletons (Grassberger 2003, eq. 35)', () => {
    // G(1) = psi(1) - (psi(1) - psi(1/2)) / 2 * ... = -gamma - ln 2.
    const gamma = 0.5772156649015329;
    expect(entropyEstimators.grassberger([1, 1, 1, 1], 4, 4)).toBeCloseTo(Math.log(4) + gamma + Math.log(2), 10);
  });

  it('is 0 for one symbol, whichever estimator', () => {
    for (const name of names) expect(entropyEstimators[name]([12], 12, 1)).toBeCloseTo(0, 12);
  });

  it('agrees with the plug-in value to 1/N once samples are many', () => {
    const counts = [40_000, 30_000, 20_000, 10_000];
    const plugin = entropyEstimators.plugin(counts, 100_000, 4);
    for (const name of names) expect(Math.abs(entropyEstimators[name](counts, 100_000, 4) - plugin)).toBeLessThan(1e-4);
  });

  it('corrects most of the bias of few samples', () => {
    // 100 uniform symbols, 100 samples: the plug-in value is about half a nat short; Grassberger's and NSB's are within
    // 0.15, the mean over 30 runs.
    const errors = { plugin: 0, grassberger: 0, nsb: 0, chaoShen: 0 };
    const random = new Random(5);
    for (let run = 0; run < 30; run++) {
      const counts = new Int32Array(100);
      for (let i = 0; i < 100; i++) counts[random.integer(100)]++;
      for (const name of ['plugin', 'grassberger', 'nsb', 'chaoShen'] as const)
        errors[name] += (entropyEstimators[name](counts, 100, 100) - Math.log(100)) / 30;
    }
    expect(errors.plugin).toBeLessThan(-0.4);
    for (const name of ['grassberger', 'nsb', 'chaoShen'] as const) expect(Math.abs(errors[name])).toBeLessThan(0.15);
  });
});

describe('discrete mutual information', () => {
  it('is symmetric, never negative, at most the smaller entropy, and inside its interval', () => {
    fc.assert(
      fc.property(digits, (pairs) => {
        const x = symbolsOf(
          discrete(
            'X',
            pairs.map(([a]) => a),
          ),
        );
        const y = symbolsOf(
          discrete(
            'Y',
            pairs.map(([, b]) => b),
          ),
        );
        for (const name of names) {
          const forth = discreteInformation(x, y, name);
          expect(discreteInformation(y, x, name).nats).toBeCloseTo(forth.nats, 9);
          expect(forth.nats).toBeGreaterThanOrEqual(0);
          expect(forth.low).toBeLessThanOrEqual(forth.nats);
          expect(forth.high).toBeGreaterThanOrEqual(forth.nats);
        }
        const plugin = discreteInformation(x, y, 'plugin').nats;
        for (const symbols of [x, y])
          expect(plugin).toBeLessThanOrEqual(
            entropyEstimators.plugin(symbols.counts, pairs.length, symbols.alphabet) + 1e-9,
          );
      }),
    );
  });

  it('does not depend on how symbols are numbered or vectors written', () => {
    fc.assert(
      fc.property(digits, (pairs) => {
        const x = discrete(
          'X',
          pairs.map(([a]) => a),
        );
        const y = discrete(
          'Y',
          pairs.map(([, b]) => b),
        );
        const renamed = discrete(
          'X',
          pairs.map(([a]) => 1000 - 7 * a),
        );
        const twice = discrete(
          'X',
          pairs.flatMap(([a]) => [a, -a]),
          2,
        );
        const base = discreteInformation(symbolsOf(x), symbolsOf(y), 'nsb').nats;
        for (const other of [renamed, twice])
          expect(discreteInformation(symbolsOf(other), symbolsOf(y), 'nsb').nats).toBeCloseTo(base, 9);
      }),
    );
  });

  it('cannot grow when symbols are merged (data processing, plug-in)', () => {
    fc.assert(
      fc.property(digits, (pairs) => {
        const y = symbolsOf(
          discrete(
            'Y',
            pairs.map(([, b]) => b),
          ),
        );
        const whole = discreteInformation(
          symbolsOf(
            discrete(
              'X',
              pairs.map(([a]) => a),
            ),
          ),
          y,
          'plugin',
        ).nats;
        const merged = discreteInformation(
          symbolsOf(
            discrete(
              'X',
              pairs.map(([a]) => Math.abs(a)),
            ),
          ),
          y,
          'plugin',
        ).nats;
        expect(merged).toBeLessThanOrEqual(whole + 1e-9);
      }),
    );
  });

  it.each(names)('finds the symmetric channel by %s', async (estimator) => {
    for (const [symbols, flip] of [
      [2, 0.11],
      [4, 0.2],
      [8, 0.3],
    ]) {
      const [x, y] = symmetricChannel(symbols, flip, 20_000, 3);
      const { nats } = await mutualInformation(x, y, { estimator, seed: 1 });
      // The standard error is sd(ln ratio)/sqrt(N) < 1.3/141 = .009; the tolerance is three of them.
      expect(Math.abs(nats - symmetricChannelInformation(symbols, flip))).toBeLessThan(0.028);
    }
  });

  it('sees in vectors what no column tells: parity', async () => {
    const random = new Random(2);
    const bits = Array.from({ length: 4000 }, () => [random.integer(2), random.integer(2), random.integer(2)]);
    const parity = discrete(
      'P',
      bits.map(([a, b, c]) => a ^ b ^ c),
    );
    const whole = await mutualInformation(discrete('X', bits.flat(), 3), parity, { estimator: 'millerMadow', seed: 1 });
    const single = await mutualInformation(
      discrete(
        'X',
        bits.map(([a]) => a),
      ),
      parity,
      { estimator: 'millerMadow', seed: 1 },
    );
    expect(whole.nats).toBeCloseTo(Math.log(2), 2);
    expect(single.nats).toBeLessThan(0.002);
    expect(single.low).toBe(0);
  });
});

describe('discrete entropy and conditional information', () => {
  it('gives ln m to uniform symbols', async () => {
    const random = new Random(9);
    const x = discrete(
      'X',
      Array.from({ length: 8000 }, () => random.integer(16)),
    );
    const { nats, low, high, estimator } = await entropy(x, { estimator: 'auto', seed: 1 });
    expect(estimator).toBe('grassberger');
    expect(low).toBeLessThan(Math.log(16));
    expect(high).toBeGreaterThan(Math.log(16) - 0.002);
    expect(nats).toBeCloseTo(Math.log(16), 2);
  });

  it('obeys the chain rule I(X;Y,Z) = I(X;Z) + I(X;Y|Z) exactly, plug-in', async () => {
    const random = new Random(4);
    const rows = Array.from({ length: 300 }, () => [random.integer(3), random.integer(3), random.integer(2)]);
    const [x, y, z] = [0, 1, 2].map((column) =>
      discrete(
        `V${column}`,
        rows.map((row) => row[column]),
      ),
    );
    const options = { estimator: 'plugin', seed: 1 } as const;
    const whole = await mutualInformation(
      x,
      discrete(
        'YZ',
        rows.flatMap((row) => row.slice(1)),
        2,
      ),
      options,
    );
    const first = await mutualInformation(x, z, options);
    const rest = await conditionalMutualInformation(x, y, z, options);
    expect(whole.nats).toBeCloseTo(first.nats + rest.nats, 10);
  });
});
