import type { Matrix } from 'ml-matrix';
import { continuous } from '../../sampler';
import { gaussianWithCovariances } from './emissions';
import { cumulate, pick } from './labelled';
import { logSum, type Law } from './law';

/**
 * A mixture of normal distributions of (X, Y) together; X has the first `dimX` columns. Marginals of a mixture are
 * mixtures of the components' marginals.
 */
export function jointMixture(
  dimX: number,
  weights: readonly number[],
  means: readonly (readonly number[])[],
  covariances: readonly Matrix[],
): Law {
  const size = means[0].length;
  const block = (from: number, to: number) =>
    gaussianWithCovariances(
      means.map((mean) => mean.slice(from, to)),
      covariances.map((covariance) => covariance.subMatrix(from, to - 1, from, to - 1)),
    );
  const whole = block(0, size);
  const ofX = block(0, dimX);
  const ofY = block(dimX, size);
  const logs = weights.map(Math.log);
  const cumulative = cumulate(weights);
  const row = new Float64Array(size);
  const terms = new Float64Array(weights.length);
  const logDensity = (part: typeof whole, at: Float64Array): number => {
    part.logDensities(at, terms);
    for (let k = 0; k < terms.length; k++) terms[k] += logs[k];
    return logSum(terms);
  };
  return {
    x: continuous(dimX),
    y: continuous(size - dimX),
    draw: (random, x, y) => {
      whole.draw(random, pick(random, cumulative), row);
      x.set(row.subarray(0, dimX));
      y.set(row.subarray(dimX));
    },
    logRatio: (x, y) => {
      row.set(x);
      row.set(y, dimX);
      return logDensity(whole, row) - logDensity(ofX, x) - logDensity(ofY, y);
    },
  };
}
