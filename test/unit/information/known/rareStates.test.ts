import { describe, expect, it } from 'vitest';
import { Random } from '../../../../src/base/random';
import { between, mostInformation } from '../../../../src/information/estimators/known/annealing/rareStates';
import { controlledMean } from '../../../../src/information/estimators/known/annealing/twoSided';
import { isHighCertified, isLowCertified } from '../../../../src/information/types/assumption';
import { uniform } from '../../../accuracy/annealing/networks';

/** The interval from log ratios whose two bounds agree. */
const interval = (ratios: Float64Array, most: number) => {
  const bound = controlledMean(ratios, new Float64Array(ratios.length));
  return between(bound, bound, 0.01, ratios.length, most);
};

describe('rare states', () => {
  /* Histories hold all of their 20 nats, and lose them with probability .02: 19.6 nats.
     64 states often show no loss. */
  const most = 20;
  const [share, states] = [0.02, 64];

  it('that lose a whole history lie outside where none came, which no certificate says to be impossible', () => {
    let [missed, certified, missedCertified] = [0, 0, 0];
    for (let seed = 0; seed < 400; seed++) {
      const random = new Random(seed);
      const ratios = Float64Array.from({ length: states }, () => (random.uniform() < share ? 0 : most));
      const found = interval(ratios, most);
      const isMissed = found.low > (1 - share) * most;
      if (isMissed) missed++;
      if (isLowCertified(found)) certified++;
      if (isMissed && isLowCertified(found)) missedCertified++;
      else if (isMissed) expect(found).toMatchObject({ assumes: 'rareStates', certified: 'high' });
    }
    // (1 - .02)^64 = 27 % of the samples show no loss.
    expect(missed).toBeGreaterThan(0.2 * 400);
    expect(certified).toBeGreaterThan(0.6 * 400);
    expect(missedCertified).toBe(0);
  });

  it('cannot hold more than all: the upper end is certified where all states do', () => {
    const all = interval(new Float64Array(states).fill(most), most);
    expect(all.certified).toBe('high');
    expect(isHighCertified(interval(new Float64Array(states).fill(most / 4), most))).toBe(false);
  });

  it('leave the ends of states that differ, or of many that agree, certified', () => {
    const random = new Random(1);
    const differ = interval(
      Float64Array.from({ length: states }, () => 8 + random.normal()),
      most,
    );
    expect(differ.assumes).toBeUndefined();
    // A share of .7 / .693 of a nat is all that could be lost.
    expect(isLowCertified(interval(new Float64Array(100).fill(0.69), most))).toBe(true);
  });
});

describe('the most that a history can tell', () => {
  it('is the logarithm of their number where all are alike', () => {
    expect(mostInformation(uniform(4, 6), 6, new Random(1))).toBeCloseTo(6 * Math.log(4), 12);
    expect(mostInformation(uniform(4, 6), 3, new Random(1), 2)).toBeCloseTo(Math.log(4), 12);
  });

  it('is that of the rarest symbols that come', () => {
    const logs = [0.5, 0.49, 0.01, 0].map(Math.log);
    const uneven = {
      ...uniform(4, 2),
      draw: (_: Random, symbols: Int32Array, from: number): void => void symbols.fill(0, from, from + 2),
      logProbability: (symbols: Int32Array, from: number): number => logs[symbols[from]] + logs[symbols[from + 1]],
      alternatives: undefined,
    };
    expect(mostInformation(uneven, 2, new Random(1))).toBeCloseTo(-2 * Math.log(0.01), 12);
    expect(mostInformation({ ...uneven, independent: false }, 2, new Random(1))).toBe(Infinity);
  });
});
