import digamma from '@stdlib/math-base-special-digamma';
import gammaln from '@stdlib/math-base-special-gammaln';
import type { DrawPair } from '../accuracyTask';

/**
 * X and Y are the halves of one Student vector with the identity as dispersion: uncorrelated, yet dependent through
 * their common scale.
 */
export function studentDraw(degrees: number): DrawPair {
  return (random, x, y) => {
    let squared = 0;
    for (let i = 0; i < degrees; i++) squared += random.normal() ** 2;
    const scale = Math.sqrt(degrees / squared);
    for (let i = 0; i < x.length; i++) x[i] = scale * random.normal();
    for (let i = 0; i < y.length; i++) y[i] = scale * random.normal();
  };
}

/** Their mutual information, in nats: h(X) + h(Y) - h(X, Y) (Arellano-Valle et al. 2013). */
export function studentInformation(dimX: number, dimY: number, degrees: number): number {
  return studentEntropy(dimX, degrees) + studentEntropy(dimY, degrees) - studentEntropy(dimX + dimY, degrees);
}

/**
 * Differential entropy of a Student vector of identity dispersion, in nats (Arellano-Valle et al. 2013, equation 7).
 */
function studentEntropy(dimensions: number, degrees: number): number {
  const half = (degrees + dimensions) / 2;
  return (
    gammaln(degrees / 2) -
    gammaln(half) +
    (dimensions / 2) * Math.log(degrees * Math.PI) +
    half * (digamma(half) - digamma(degrees / 2))
  );
}
