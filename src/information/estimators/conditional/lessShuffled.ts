import { Random } from '../../../base/random';
import { z95 } from '../../numerics/special';
import { meanAndVariance, type Measurement } from '../../types/measurement';
import { amount, warning } from '../../types/warnings';
import { conditionalDiscreteInformation } from '../discrete/conditionalDiscrete';
import type { DiscreteEstimator } from '../discrete/entropyEstimators';
import type { Symbols } from '../discrete/symbols';
import { shuffledWithinCodes } from './withinCondition';

const shuffles = 20;

/**
 * The I(X;Y|Z) of a sparse table less its mean over tables in which X is shuffled among samples of equal Z. These keep
 * the laws of X and of Y given Z, and share nothing else, so that their mean is the bias where there is no information;
 * where there is much, the bias is smaller and too much is taken off: the upper end stays.
 */
export function lessShuffled(
  measured: Measurement,
  x: Symbols,
  y: Symbols,
  z: Symbols,
  estimator: DiscreteEstimator,
  seed: number,
): Measurement {
  const random = new Random(seed).fork('shuffled within symbols');
  const nulls = Float64Array.from({ length: shuffles }, () => {
    const order = shuffledWithinCodes(z.codes, random);
    const moved: Symbols = { ...x, codes: order.map((from) => x.codes[from]) };
    return conditionalDiscreteInformation(moved, y, z, estimator).nats;
  });
  const { mean, variance } = meanAndVariance(nulls);
  const nats = Math.max(0, measured.nats - mean);
  const spread = Math.max(z95 * Math.sqrt(variance), measured.nats - measured.low);
  return {
    ...measured,
    nats,
    low: Math.max(0, nats - spread),
    high: Math.max(nats, measured.high),
    assumes: 'unseenSymbols',
    certified: 'none',
    warnings: [...measured.warnings, warning('sharedThroughCondition', amount(mean), amount(measured.nats))],
  };
}
