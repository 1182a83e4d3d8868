import type { LatentNetwork } from '../../../src/information/estimators/known/latent/latentNetwork';
import { Random } from '../../../src/base/random';

/** h_t = f(x_t K + h_{t-1} R), x_t ~ N(0, 1) of `features` numbers; with its own noise where `inner` is above 0. */
export interface DrivenCell {
  readonly units: number;
  readonly features: number;
  readonly length: number;
  /** [features, units] */
  readonly kernel: number[][];
  /** [units, units] */
  readonly recurrent: number[][];
  readonly activation: 'tanh' | 'linear';
}

export function randomCell(
  units: number,
  length: number,
  gain: number,
  activation: DrivenCell['activation'],
  seed: number,
): DrivenCell {
  const random = new Random(seed);
  const matrix = (rows: number, columns: number, scale: number): number[][] =>
    Array.from({ length: rows }, () => Array.from({ length: columns }, () => scale * random.normal()));
  return {
    units,
    features: 1,
    length,
    kernel: matrix(1, units, 1),
    recurrent: matrix(units, units, gain / Math.sqrt(units)),
    activation,
  };
}

/**
 * The state at the last step as a function of inputs and, where `inner` > 0, of the noise added to every state before
 * it, with deviation `inner`: latents [x_1 ... x_T | n_1 ... n_{T-1}]. Gradients by hand.
 */
export function latentCell(cell: DrivenCell, deviation: number, inner = 0): LatentNetwork {
  const { units, features, length, activation } = cell;
  const kernel = Float64Array.from(cell.kernel.flat());
  const recurrent = Float64Array.from(cell.recurrent.flat());
  const inputs = length * features;
  const latents = inputs + (inner > 0 ? (length - 1) * units : 0);
  const f = activation === 'tanh' ? Math.tanh : (x: number): number => x;
  const slope = activation === 'tanh' ? (h: number): number => 1 - h * h : (): number => 1;
  /** States before their noise, [length, units]. */
  const run = (u: Float64Array): Float64Array => {
    const states = new Float64Array(length * units);
    for (let t = 0; t < length; t++)
      for (let j = 0; j < units; j++) {
        let sum = 0;
        for (let i = 0; i < features; i++) sum += u[t * features + i] * kernel[i * units + j];
        if (t > 0)
          for (let k = 0; k < units; k++) {
            const noise = inner > 0 ? inner * u[inputs + (t - 1) * units + k] : 0;
            sum += (states[(t - 1) * units + k] + noise) * recurrent[k * units + j];
          }
        states[t * units + j] = f(sum);
      }
    return states;
  };
  const last = (states: Float64Array): Float64Array => states.subarray((length - 1) * units);
  const means = (points: Float64Array, owners: Int32Array): Float64Array => {
    const out = new Float64Array(owners.length * units);
    for (let i = 0; i < owners.length; i++)
      out.set(last(run(points.subarray(i * latents, (i + 1) * latents))), i * units);
    return out;
  };
  return {
    latents,
    dimensions: units,
    deviation,
    cost: length * units * (units + features),
    means: (points, owners) => Promise.resolve(means(points, owners)),
    pull: (points, owners, cotangents) => {
      const runs = Array.from(owners, (_, i) => run(points.subarray(i * latents, (i + 1) * latents)));
      const at = new Float64Array(owners.length * units);
      runs.forEach((states, i) => at.set(last(states), i * units));
      const given = cotangents(at, 0);
      const gradients = new Float64Array(owners.length * latents);
      runs.forEach((states, i) => {
        const out = gradients.subarray(i * latents, (i + 1) * latents);
        let d = given.slice(i * units, (i + 1) * units);
        for (let t = length - 1; t >= 0; t--) {
          const inner_ = d.map((value, j) => value * slope(states[t * units + j]));
          for (let k = 0; k < features; k++)
            for (let j = 0; j < units; j++) out[t * features + k] += inner_[j] * kernel[k * units + j];
          d = new Float64Array(units);
          for (let k = 0; k < units; k++) for (let j = 0; j < units; j++) d[k] += inner_[j] * recurrent[k * units + j];
          if (inner > 0 && t > 0) for (let k = 0; k < units; k++) out[inputs + (t - 1) * units + k] = inner * d[k];
        }
      });
      return Promise.resolve({ means: at, gradients });
    },
  };
}
