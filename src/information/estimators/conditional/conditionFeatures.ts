import type { Random } from '../../../base/random';
import { quadraticMap } from '../auto/featureMaps';
import { whitenedColumns } from '../copula/gaussianEntropy';
import type { PreparedVariable } from '../../job/preparedVariable';
import { standardNormalCdf } from '../../numerics/special';
import { transpose } from '../copula/whitenedCovariance';
import { randomTanhFeatures, type Features } from '../probe/features';

/** Products of two columns are formed of at most this number of columns: there are about its square. */
const mostQuadraticColumns = 16;
/** Learning a weight takes this number of samples. */
const samplesAFeature = 8;
const mostUnits = 128;

/** Waves over the ranks of a column: enough for two or three turns of a curve. */
const mostWaves = 8;

/**
 * What the condition may do to a mean, in several sets of features, a constant last: its whitened columns; curves of
 * each column (cosines of its ranks); the products of every two; random tanh units on these. Fewer where samples are
 * few.
 */
export function conditionFeatures(z: PreparedVariable, random: Random): Features[] {
  const { copulaPart, scores } = z;
  const { samples, factor } = copulaPart;
  const { dimensions } = z.variable;
  const width = factor.size;
  const columns = transpose(whitenedColumns(copulaPart), width, samples);
  const linear = withConstant([columns], samples);
  const found = [linear];
  const most = samples / samplesAFeature;
  const number = Math.min(mostWaves, Math.floor((most - width) / dimensions));
  const curves = number >= 2 ? [waves(scores, samples, dimensions, number)] : [];
  if (curves.length > 0) found.push(withConstant([columns, ...curves], samples));
  const products = width + (width * (width + 1)) / 2;
  const curved = width <= mostQuadraticColumns && products <= most;
  const quadratic = curved ? [quadraticMap(columns, samples, width).rows] : [columns];
  if (curved) found.push(withConstant(quadratic, samples));
  const both = withConstant([...quadratic, ...curves], samples);
  if (curved && curves.length > 0 && both.width <= most) found.push(both);
  const units = Math.min(mostUnits, Math.floor((most - products) / 4) * 4);
  if (units >= 16) found.push(randomTanhFeatures(withConstant(quadratic, samples), units, random));
  return found;
}

/** cos(k pi u), k = 1 ... number, of the rank u in (0, 1) of each value, given as its normal score. */
function waves(scores: Float64Array, samples: number, dimensions: number, number: number): Float64Array {
  const out = new Float64Array(samples * dimensions * number);
  for (let at = 0; at < scores.length; at++) {
    const angle = Math.PI * standardNormalCdf(scores[at]);
    for (let k = 0; k < number; k++) out[at * number + k] = Math.cos((k + 1) * angle);
  }
  return out;
}

/** Blocks of columns side by side, each row-major [samples, its columns], with a constant. */
function withConstant(blocks: readonly Float64Array[], samples: number): Features {
  const widths = blocks.map(({ length }) => length / samples);
  const width = widths.reduce((sum, columns) => sum + columns, 1);
  const rows = new Float64Array(samples * width).fill(1);
  for (let i = 0; i < samples; i++) {
    let to = i * width;
    blocks.forEach((block, b) => {
      rows.set(block.subarray(i * widths[b], (i + 1) * widths[b]), to);
      to += widths[b];
    });
  }
  return { rows, samples, width };
}
