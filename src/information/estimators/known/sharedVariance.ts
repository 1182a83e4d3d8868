import { Breather } from '../../numerics/breather';
import { withLikelihoodKernel } from '../../numerics/kernels/likelihoodKernel';
import type { GaussianConditional, Variable } from '../../types/variable';
import { emptySums, enterSums, type ConditionalSums } from './conditionalSums';

/** Beyond this squared norm, in units of the noise, inner products lose digits of distances that matter. */
const mostSquaredNorm = 1e8;
/** Multiplications between two looks at the clock: a few milliseconds of work. */
const workAStretch = 1 << 23;

/**
 * The sums where all samples share one variance. z and the means are centred and in units of the noise, so that every
 * distance is two norms and an inner product. Undefined where variances differ, or where points lie so far apart that
 * only differences are precise enough.
 */
export async function sharedVarianceSums(
  variable: Variable,
  { means, variances }: GaussianConditional,
  signal?: AbortSignal,
): Promise<ConditionalSums | undefined> {
  const { values, samples, dimensions } = variable;
  if (variances.length !== 1 || samples < 2) return undefined;
  const centre = columnMeans(means, samples, dimensions);
  const scale = 1 / Math.sqrt(variances[0]);
  const z = inNoise(values, centre, scale);
  const m = inNoise(means, centre, scale);
  const norms = squaredNorms(m, samples, dimensions);
  if (!norms.every(isModest) || !squaredNorms(z, samples, dimensions).every(isModest)) return undefined;
  return withLikelihoodKernel(async (kernel) => {
    const blocks = Math.ceil(samples / 8);
    const stretch = Math.max(2, 2 * Math.floor(workAStretch / (2 * samples * dimensions)));
    const zAt = kernel.allocate((samples + 1) * dimensions * 8);
    const meansAt = kernel.allocate(blocks * dimensions * 64);
    const normsAt = kernel.allocate(blocks * 64);
    const scratch = kernel.allocate(blocks * 128);
    const outAt = kernel.allocate(stretch * 24);
    const rows = kernel.doubles(zAt, (samples + 1) * dimensions).fill(0);
    rows.set(z);
    const packed = kernel.doubles(meansAt, blocks * dimensions * 8).fill(0);
    for (let j = 0, at = 0; j < samples; j++) {
      const block = (j >>> 3) * dimensions * 8 + (j & 7);
      for (let d = 0; d < dimensions; d++, at++) packed[block + 8 * d] = m[at];
    }
    const halves = kernel.doubles(normsAt, blocks * 8).fill(Infinity);
    for (let j = 0; j < samples; j++) halves[j] = norms[j] / 2;
    const sums = emptySums(samples);
    const breather = new Breather(signal);
    for (let from = 0; from < samples; from += stretch) {
      const to = Math.min(samples, from + stretch);
      kernel.mixtureRows(zAt, from, to, dimensions, meansAt, normsAt, blocks, scratch, outAt);
      const out = kernel.doubles(outAt, 3 * (to - from));
      for (let i = from, at = 0; i < to; i++, at += 3) enterSums(sums, i, out[at], out[at + 1], out[at + 2]);
      if (breather.due()) await breather.rest();
    }
    return sums;
  });
}

export function columnMeans(rows: Float64Array, samples: number, dimensions: number): Float64Array {
  const centre = new Float64Array(dimensions);
  for (let at = 0; at < rows.length; at += dimensions)
    for (let d = 0; d < dimensions; d++) centre[d] += rows[at + d] / samples;
  return centre;
}

export function inNoise(rows: Float64Array, centre: Float64Array, scale: number): Float64Array {
  const out = new Float64Array(rows.length);
  for (let at = 0; at < rows.length; at += centre.length)
    for (let d = 0; d < centre.length; d++) out[at + d] = scale * (rows[at + d] - centre[d]);
  return out;
}

export function squaredNorms(rows: Float64Array, samples: number, dimensions: number): Float64Array {
  const out = new Float64Array(samples);
  for (let i = 0, at = 0; i < samples; i++) for (let d = 0; d < dimensions; d++, at++) out[i] += rows[at] ** 2;
  return out;
}

export function isModest(norm: number): boolean {
  return norm < mostSquaredNorm;
}
