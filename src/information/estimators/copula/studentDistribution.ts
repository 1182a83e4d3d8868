import studentQuantile from '@stdlib/stats-base-dists-t-quantile';
import { digamma, logGamma } from '../../numerics/special';

/**
 * Differential entropy in nats of a Student vector with the identity as dispersion (Arellano-Valle et al. 2013,
 * equation 7).
 */
function studentEntropy(dimensions: number, degrees: number): number {
  const half = (degrees + dimensions) / 2;
  return (
    logGamma(degrees / 2) -
    logGamma(half) +
    (dimensions / 2) * Math.log(degrees * Math.PI) +
    half * (digamma(half) - digamma(degrees / 2))
  );
}

/**
 * The information that the common scale of a Student vector adds to the Gaussian information between its parts, in
 * nats. It depends only on the dimensions and the degrees of freedom (Arellano-Valle et al. 2013, p. 47).
 */
export function scaleInformation(dimX: number, dimY: number, degrees: number): number {
  return studentEntropy(dimX, degrees) + studentEntropy(dimY, degrees) - studentEntropy(dimX + dimY, degrees);
}

/** The Student quantiles of r / (N + 1) for half ranks r = 0, 1/2, 1, ..., N. */
export function studentScoreTable(count: number, degrees: number): Float64Array {
  const table = new Float64Array(2 * count + 1);
  for (let i = count + 2; i <= 2 * count; i++) {
    table[i] = studentQuantile(i / (2 * (count + 1)), degrees);
    table[2 * count + 2 - i] = -table[i];
  }
  return table;
}

/** ln of the Student density's constant, the identity as dispersion. */
export function studentLogConstant(dimensions: number, degrees: number): number {
  return logGamma((degrees + dimensions) / 2) - logGamma(degrees / 2) - (dimensions / 2) * Math.log(degrees * Math.PI);
}
