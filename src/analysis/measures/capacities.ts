import type { AnalysisConfig } from '../../config/schema/config';
import type { LayerActivations } from '../../models/activations';
import { stateRows } from '../../models/stateIndex';
import type { NatsEstimate } from './natsEstimate';

/**
 * The capacity of each layer's state at the last step, for any input, in nats. Units with these variances and this
 * noise are parallel Gaussian channels, whose capacities ln(1 + var/v)/2 add up (Cover and Thomas 2006, section 9.4).
 * It bounds I(X;H) from above, since independent normal units have the largest entropy. Where the noise differs between
 * samples, its mean counts towards the variance of the state and its mean logarithm towards the noise. Layers whose
 * noise has no known density are left out.
 *
 * The interval is that of the sample variances. It assumes that the errors of all units have the same sign, the worst
 * case.
 */
export function stateCapacities(
  epoch: number,
  layers: readonly LayerActivations[],
  last: number,
  { analysis }: AnalysisConfig,
): NatsEstimate[] {
  if (analysis.estimator === 'binning') return [];
  return layers.flatMap((layer): NatsEstimate[] => {
    const { conditional, stochastic, density, values, samples, units } = layer;
    // Integers are analysed without noise.
    if (density || (stochastic && !conditional) || samples < 2) return [];
    const means = conditional?.means ?? values;
    const variances = conditional?.variances ?? Float32Array.of(analysis.noise.variance);
    const stateOf = stateRows(layer, last);
    let value = 0;
    let margin = 0;
    for (let j = 0; j < units; j++) {
      const at = (i: number): number => stateOf(i, j >= units / 2) * units + j;
      const { noise, hidden } = noiseOf(samples, (i) => variances[variances.length === 1 ? 0 : at(i)]);
      const { variance, error } = varianceOf(samples, (i) => means[at(i)]);
      value += (Math.log(variance + noise) - hidden) / 2;
      margin += (1.96 * error) / (2 * (variance + noise));
    }
    return [
      {
        quantity: 'stateCapacity',
        source: 'X',
        target: layer.layer,
        time: last,
        epoch,
        value,
        low: Math.max(0, value - margin),
        high: value + margin,
        estimator: 'gaussian',
        bound: 'upper',
        samples,
        of: stochastic ? { kind: 'ownNoise' } : { kind: 'declaredNoise', variance: analysis.noise.variance },
      },
    ];
  });
}

/** The mean noise and its mean logarithm. */
function noiseOf(samples: number, at: (i: number) => number): { noise: number; hidden: number } {
  let noise = 0;
  let hidden = 0;
  for (let i = 0; i < samples; i++) {
    noise += at(i) / samples;
    hidden += Math.log(at(i)) / samples;
  }
  return { noise, hidden };
}

/** The sample variance and its standard error, sqrt((m4 - m2^2)/N). */
function varianceOf(samples: number, at: (i: number) => number): { variance: number; error: number } {
  let mean = 0;
  for (let i = 0; i < samples; i++) mean += at(i) / samples;
  let second = 0;
  let fourth = 0;
  for (let i = 0; i < samples; i++) {
    const square = (at(i) - mean) ** 2;
    second += square / samples;
    fourth += (square * square) / samples;
  }
  return {
    variance: (second * samples) / (samples - 1),
    error: Math.sqrt(Math.max(0, fourth - second * second) / samples),
  };
}
