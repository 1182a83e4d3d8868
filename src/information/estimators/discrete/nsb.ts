import { digamma, logGamma } from '../../numerics/special';

/**
 * The posterior mean of the entropy, in nats, under a mixture of Dirichlet priors that is nearly flat in the entropy
 * (Nemenman, Shafee and Bialek 2002): integrals over the concentration beta, with weight d xi / d beta,
 * xi(beta) = psi(K beta + 1) - psi(beta + 1).
 * @param alphabet K, the number of possible symbols
 */
export function nsbEntropy(counts: ArrayLike<number>, samples: number, alphabet: number): number {
  const multiplicity = new Map<number, number>();
  let seen = 0;
  for (let i = 0; i < counts.length; i++) {
    if (counts[i] === 0) continue;
    seen++;
    multiplicity.set(counts[i], (multiplicity.get(counts[i]) ?? 0) + 1);
  }
  const k = Math.max(alphabet, seen);
  if (k <= 1) return 0;
  const posterior = { counts: [...multiplicity], seen, samples, k };
  // First a coarse grid over ln beta, then a fine one where the posterior has its mass.
  const [start, end] = support(posterior, -23, 16, 160);
  return integrate(posterior, start, end, 200);
}

interface Posterior {
  /** [count, how many symbols have it] */
  readonly counts: readonly (readonly [number, number])[];
  readonly seen: number;
  readonly samples: number;
  readonly k: number;
}

/** ln of the posterior's density in ln beta, up to a constant. */
function logWeight({ counts, seen, samples, k }: Posterior, logBeta: number): number {
  const beta = Math.exp(logBeta);
  let value = logGamma(k * beta) - logGamma(samples + k * beta) - seen * logGamma(beta);
  for (const [count, times] of counts) value += times * logGamma(count + beta);
  const step = 1e-4;
  const xi = (b: number): number => digamma(k * b + 1) - digamma(b + 1);
  const slope = (xi(beta * (1 + step)) - xi(beta * (1 - step))) / (2 * step);
  return value + Math.log(Math.max(slope, 1e-300));
}

function meanEntropy({ counts, seen, samples, k }: Posterior, logBeta: number): number {
  const beta = Math.exp(logBeta);
  const total = samples + k * beta;
  let sum = (k - seen) * beta * digamma(beta + 1);
  for (const [count, times] of counts) sum += times * (count + beta) * digamma(count + beta + 1);
  return digamma(total + 1) - sum / total;
}

function support(posterior: Posterior, from: number, to: number, steps: number): [number, number] {
  const weights: number[] = [];
  for (let i = 0; i <= steps; i++) weights.push(logWeight(posterior, from + ((to - from) * i) / steps));
  const best = Math.max(...weights);
  const inside = weights.map((weight) => weight > best - 25);
  const first = Math.max(0, inside.indexOf(true) - 1);
  const last = Math.min(steps, inside.lastIndexOf(true) + 1);
  return [from + ((to - from) * first) / steps, from + ((to - from) * last) / steps];
}

function integrate(posterior: Posterior, from: number, to: number, steps: number): number {
  const weights: number[] = [];
  const values: number[] = [];
  for (let i = 0; i <= steps; i++) {
    const logBeta = from + ((to - from) * i) / steps;
    weights.push(logWeight(posterior, logBeta));
    values.push(meanEntropy(posterior, logBeta));
  }
  const best = Math.max(...weights);
  let sum = 0;
  let norm = 0;
  for (let i = 0; i <= steps; i++) {
    const weight = Math.exp(weights[i] - best);
    sum += weight * values[i];
    norm += weight;
  }
  return sum / norm;
}
