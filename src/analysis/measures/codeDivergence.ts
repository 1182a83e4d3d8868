import type { CodePrior } from '../../result/computedFrom';
import type { LayerActivations } from '../../models/activations';
import { logSumExp } from '../../information/numerics/logSums';

type Gaussian = NonNullable<LayerActivations['conditional']>;
type Mixture = NonNullable<LayerActivations['prior']>;

/**
 * KL(p(z|x)
 *  prior) in nats of the code at a place (sample x length + step) of a variational layer, or of one step of a recurrent
 * layer that samples its states; undefined where the sampling distribution is unknown. A single Gaussian prior has a
 * closed form. A mixture is estimated from the one sample there is, ln p(z|x) - ln m(z), which has the same mean over
 * samples.
 */
export function codeDivergence({
  conditional,
  transition,
  prior,
  values,
  units,
}: LayerActivations): ((place: number) => number) | undefined {
  const drawn = transition ?? conditional;
  if (!drawn) return undefined;
  const variance = (at: number): number => drawn.variances[drawn.variances.length === 1 ? 0 : at];
  if (!prior || prior.weights.length === 1) {
    return (place) => {
      let sum = 0;
      for (let j = 0; j < units; j++) {
        const at = place * units + j;
        const gap = drawn.means[at] - (prior ? prior.means[j] : 0);
        const share = variance(at) / (prior ? prior.variances[j] : 1);
        sum += ((gap * gap) / (prior ? prior.variances[j] : 1) + share - 1 - Math.log(share)) / 2;
      }
      return sum;
    };
  }
  return (place) => ownLog(values, drawn, variance, place, units) - mixtureLog(values, prior, place, units);
}

/** The prior that the rate is measured from, for the field `of`. */
export const priorOf = ({ prior }: LayerActivations): CodePrior =>
  prior ? { prior: 'learned', components: prior.weights.length } : { prior: 'standard' };

/** ln p(z|x) without its constant, which the logarithm of the mixture lacks too. */
function ownLog(
  values: Float32Array,
  { means }: Gaussian,
  variance: (at: number) => number,
  place: number,
  units: number,
): number {
  let sum = 0;
  for (let at = place * units; at < (place + 1) * units; at++)
    sum -= ((values[at] - means[at]) ** 2 / variance(at) + Math.log(variance(at))) / 2;
  return sum;
}

function mixtureLog(
  values: Float32Array,
  { weights, means, variances }: Mixture,
  place: number,
  units: number,
): number {
  const logs = Array.from(weights, (weight, k) => {
    let sum = Math.log(weight);
    for (let j = 0; j < units; j++) {
      const at = k * units + j;
      sum -= ((values[place * units + j] - means[at]) ** 2 / variances[at] + Math.log(variances[at])) / 2;
    }
    return sum;
  });
  return logSumExp(logs);
}
