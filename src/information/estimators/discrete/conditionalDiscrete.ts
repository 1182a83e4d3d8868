import { meanAndVariance, type Measurement } from '../../types/measurement';
import { warning } from '../../types/warnings';
import { z95 } from '../../numerics/special';
import { entropyEstimators, type DiscreteEstimator } from './entropyEstimators';
import { combine, type Symbols } from './symbols';

/** I(X;Y|Z) = H(X,Z) + H(Y,Z) - H(Z) - H(X,Y,Z) in nats, each by the named estimator; the interval as for I(X;Y). */
export function conditionalDiscreteInformation(
  x: Symbols,
  y: Symbols,
  z: Symbols,
  estimator: DiscreteEstimator,
): Measurement {
  const samples = x.codes.length;
  const xz = combine([x, z], samples);
  const yz = combine([y, z], samples);
  const xyz = combine([xz, y], samples);
  const by = (name: DiscreteEstimator): number => {
    const entropy = (of: Symbols, alphabet: number): number => entropyEstimators[name](of.counts, samples, alphabet);
    return (
      entropy(xz, x.alphabet * z.alphabet) +
      entropy(yz, y.alphabet * z.alphabet) -
      entropy(z, z.alphabet) -
      entropy(xyz, x.alphabet * y.alphabet * z.alphabet)
    );
  };
  const nats = Math.max(0, by(estimator));
  const centre = Math.max(0, by('millerMadow'));
  const local = new Float64Array(samples);
  for (let i = 0; i < samples; i++) {
    local[i] = Math.log(
      (xyz.counts[xyz.codes[i]] * z.counts[z.codes[i]]) / (xz.counts[xz.codes[i]] * yz.counts[yz.codes[i]]),
    );
  }
  const freedom = Math.min(z.alphabet * (x.alphabet - 1) * (y.alphabet - 1), samples);
  const spread = z95 * Math.sqrt(meanAndVariance(local).variance / samples + freedom / (2 * samples ** 2));
  const warnings = samples < 4 * xyz.alphabet ? [warning('sparseTable', samples, xyz.alphabet)] : [];
  return {
    nats,
    low: Math.max(0, Math.min(nats, centre - spread)),
    high: Math.max(nats, centre + spread),
    bound: 'none',
    warnings,
  };
}
