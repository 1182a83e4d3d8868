import { z95 } from '../../numerics/special';
import { meanAndVariance, type Measurement } from '../../types/measurement';

/**
 * A lower bound on I(state; Y) in nats, Y discrete: H(Y) by counts, with the correction of Miller (1955), minus the
 * held-out cross-entropy of a decoder (Barber and Agakov 2003). A decoder may miss any amount, so that the upper limit
 * is that of H(Y).
 * @param logLikelihoods held-out ln q(label) of every sample
 * @param counts of every label
 */
export function decoderBound(logLikelihoods: Float64Array, labels: Int32Array, counts: Int32Array): Measurement {
  const samples = labels.length;
  const entropy = pluginEntropy(counts, samples);
  const correction = (counts.length - 1) / (2 * samples);
  const local = logLikelihoods.map((value, i) => value - Math.log(counts[labels[i]] / samples) + correction);
  return {
    ...heldOutBound(local, entropy + correction),
    high: entropyLimit(counts, samples, entropy),
    certified: 'both',
  };
}

/** A lower bound from held-out contributions of every sample, at most `ceiling` nats. */
export function heldOutBound(local: Float64Array, ceiling: number): Measurement {
  const { mean, variance } = meanAndVariance(local);
  const spread = z95 * Math.sqrt(variance / local.length);
  const nats = Math.min(ceiling, Math.max(0, mean));
  return {
    nats,
    low: Math.min(nats, Math.max(0, mean - spread)),
    high: Infinity,
    bound: 'lower',
    certified: 'low',
    warnings: [],
  };
}

/**
 * The 97.5 % upper limit of H(Y) in nats: the plug-in value, the most that it falls short by on average, ln(1 +
 * (K-1)/N) (Paninski 2003, proposition 1), and the standard error of the mean of -ln p.
 */
function entropyLimit(counts: Int32Array, samples: number, entropy: number): number {
  let squares = 0;
  for (const count of counts) if (count > 0) squares += count * (Math.log(samples / count) - entropy) ** 2;
  return entropy + Math.log(1 + (counts.length - 1) / samples) + (z95 * Math.sqrt(squares)) / samples;
}

export function pluginEntropy(counts: Int32Array, samples: number): number {
  let entropy = 0;
  for (const count of counts) if (count > 0) entropy -= (count / samples) * Math.log(count / samples);
  return entropy;
}
