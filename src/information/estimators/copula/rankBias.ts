import { Random } from '../../../base/random';
import { cholesky } from '../../numerics/cholesky';
import { crossProduct } from '../../numerics/products';
import { type GaussianPart, gaussianPart } from './gaussianPart';
import { finiteGaussianInformation } from './gaussianInformation';
import { normalScores } from './normalScores';
import type { Measurement } from '../../types/measurement';
import { warning } from '../../types/warnings';

const replicates = 2;
/** Below this value (nats) the bias is too small to matter. */
const negligible = 0.5;
/** From these shares on, of the value and of the value in ln N, ranks do not resolve the dependence. */
const unresolved = 0.05;
const nearCeiling = 0.4;
const mostColumns = 64;
const mostValues = 400_000;

/**
 * The bias of ranking under strong dependence, in nats, to be added to the Gaussian copula's value. A normal score
 * differs from the true score of its sample by about 1/sqrt(N), independently between columns that depend weakly. This
 * noise matters where X leaves little of Y open. The bias is measured on draws from a Gaussian with the same
 * correlations, as the information by the covariance minus that by the ranks (a parametric bootstrap; Efron and
 * Tibshirani 1993, section 10.6). Zero where it is negligible, or costs more than it is worth.
 */
export function rankBias(x: GaussianPart, y: GaussianPart, nats: number): number {
  const { samples } = x;
  const size = x.dimensions + y.dimensions;
  if (nats < negligible || size > mostColumns || samples * size > mostValues) return 0;
  const joined = sideBySide(x, y);
  const covariance = crossProduct(joined, size, joined, size, samples).map((sum) => sum / (samples - 1));
  const { factor, size: rank, kept } = cholesky(covariance, size);
  if (rank < size || kept.some((column, i) => column !== i)) return 0;
  let total = 0;
  for (let replicate = 0; replicate < replicates; replicate++) {
    const drawn = draw(factor, size, samples, replicate);
    const gaussian = informationOf(drawn, x.dimensions, y.dimensions, samples);
    const ranked = informationOf(normalScores(drawn, samples, size), x.dimensions, y.dimensions, samples);
    if (gaussian === undefined || ranked === undefined) return 0;
    total += gaussian - ranked;
  }
  return total / replicates;
}

/**
 * The measurement by ranks with its value corrected for their bias. The bias is itself that of drawn samples, so that
 * the lower end stays as it was, and the upper one grants twice as much again (of pairs at 0.4 to 0.9 ln N nats, N =
 * 200 to 4000, that held; the standard error of a correlation alone did not). N ranks resolve differences of about 1/N
 * of the samples: towards ln N nats the bias grows without limit. Where the value is not small beside ln N, the upper
 * end is open from a bias of a twentieth of the value on, with a warning.
 */
export function withRankBias(measured: Measurement, bias: number, samples: number): Measurement {
  if (bias <= 0) return measured;
  const { nats, high, warnings } = measured;
  const corrected = { ...measured, nats: nats + bias, high: high + 3 * bias };
  if (bias <= unresolved * corrected.nats || nats < nearCeiling * Math.log(samples)) return corrected;
  return { ...corrected, high: Infinity, warnings: [...warnings, warning('ranksNearCeiling', samples)] };
}

function informationOf(joined: Float64Array, dimX: number, dimY: number, samples: number): number | undefined {
  const size = dimX + dimY;
  const columns = (from: number, count: number): GaussianPart => {
    const values = new Float64Array(samples * count);
    for (let i = 0; i < samples; i++)
      for (let j = 0; j < count; j++) values[i * count + j] = joined[i * size + from + j];
    return gaussianPart(values, samples, count);
  };
  return finiteGaussianInformation(columns(0, dimX), columns(dimX, dimY))?.nats;
}

function sideBySide(x: GaussianPart, y: GaussianPart): Float64Array {
  const size = x.dimensions + y.dimensions;
  const joined = new Float64Array(x.samples * size);
  for (let i = 0; i < x.samples; i++) {
    joined.set(x.columns.subarray(i * x.dimensions, (i + 1) * x.dimensions), i * size);
    joined.set(y.columns.subarray(i * y.dimensions, (i + 1) * y.dimensions), i * size + x.dimensions);
  }
  return joined;
}

/** Draws from N(0, L L^T). The noise depends only on the size and the number of samples, so it is cached. */
function draw(factor: Float64Array, size: number, samples: number, replicate: number): Float64Array {
  const upper = new Float64Array(size * size);
  for (let j = 0; j < size; j++) for (let k = 0; k <= j; k++) upper[k * size + j] = factor[j * size + k];
  return crossProduct(noiseOf(size, samples)[replicate], samples, upper, size, size);
}

let noise:
  { readonly size: number; readonly samples: number; readonly replicates: readonly Float64Array[] } | undefined;

/** Standard normal numbers, [size, samples] for each replicate. */
function noiseOf(size: number, samples: number): readonly Float64Array[] {
  if (noise?.size !== size || noise.samples !== samples) {
    const random = new Random(samples).fork('rank bias');
    noise = {
      size,
      samples,
      replicates: Array.from({ length: replicates }, () => {
        const values = new Float64Array(samples * size);
        for (let i = 0; i < samples; i++) for (let j = 0; j < size; j++) values[j * samples + i] = random.normal();
        return values;
      }),
    };
  }
  return noise.replicates;
}
