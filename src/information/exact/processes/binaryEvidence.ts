import { standardNormalCdf } from '../../numerics/special';

/** Width of a step of the integral, in standard deviations: its error is below 1e-12 for means up to 20. */
const width = 0.01;
/** Beyond this many standard deviations the normal density is below 1e-18. */
const reach = 9;

/**
 * I(Y;Z) of a fair sign Y and Z = Y m + N(0,1), nats, where m is one of the means, all equally likely and unknown:
 * ln 2 + E[ln p(Y|Z)], with p(+|z) = sum_m N(z;m,1) / sum_m [N(z;m,1) + N(z;-m,1)]. For one mean it is the capacity of
 * the binary-input Gaussian channel (Cover and Thomas 2006, chapter 9; Richardson and Urbanke 2008, eq. 4.32). The
 * integral is a sum over equal steps, which converges geometrically (Trefethen and Weideman 2014).
 */
export function signInformation(means: readonly number[]): number {
  const [low, high] = [Math.min(...means) - reach, Math.max(...means) + reach];
  let lost = 0;
  for (let z = low; z <= high; z += width) {
    let [right, wrong] = [0, 0];
    // Of N(z;m,1) only what differs from N(z;0,1), so that no quotient is 0/0.
    const top = Math.max(...means.map((mean) => Math.abs(z * mean) - mean ** 2 / 2));
    for (const mean of means) {
      right += Math.exp(z * mean - mean ** 2 / 2 - top);
      wrong += Math.exp(-z * mean - mean ** 2 / 2 - top);
    }
    if (right === 0) continue;
    const density = right * Math.exp(top - z ** 2 / 2);
    lost += density * Math.log1p(wrong / right);
  }
  return Math.max(0, Math.LN2 - (lost * width) / (means.length * Math.sqrt(2 * Math.PI)));
}

/** How often the sign of Z is that of Y, the best that can be done with it. */
export const signAccuracy = (means: readonly number[]): number =>
  means.reduce((sum, mean) => sum + standardNormalCdf(mean), 0) / means.length;
