import type { GaussianPart } from '../copula/gaussianInformation';
import { solveLower } from '../linear/cholesky';
import { meanAndVariance } from '../measurement';
import { canonicalBounds, type HeldOutBounds } from './canonicalBound';
import { spreadRows } from './spreadRows';
import { linearMap, quadraticMap, radialMap, type FeatureMap } from './featureMaps';

/** What maps of each side that are not linear tell beyond linear ones, held out, in nats. */
export interface CurvedGain {
  readonly nats: number;
  readonly standardError: number;
  /** In words: 'linear maps that change with the distance from the centre'. */
  readonly map: string;
}

const mostPairs = 6;
const mostRows = 4000;
/** Features a side beyond which too few samples are left to learn their directions. */
const samplesAFeature = 12;

interface Candidate {
  readonly map: FeatureMap;
  readonly words: string;
  readonly width: (dimensions: number) => number;
}

const candidates: readonly Candidate[] = [
  { map: radialMap(3), words: 'linear maps that change with the distance from the centre', width: (d) => 3 * d },
  { map: radialMap(5), words: 'linear maps that change with the distance from the centre', width: (d) => 5 * d },
  { map: quadraticMap, words: 'maps of second order', width: (d) => d + (d * (d + 1)) / 2 },
];

/**
 * Searches families of maps of each side's normal scores for dependence that linear ones miss: the best family's held-out bound less the
 * linear one's, on the same folds.
 */
export async function curvedGain(x: GaussianPart, y: GaussianPart, signal?: AbortSignal): Promise<CurvedGain | undefined> {
  const rows = spreadRows(x.samples, mostRows);
  const samples = rows.length;
  const [wx, wy] = [whitened(x, rows), whitened(y, rows)];
  const pairs = Math.min(mostPairs, x.factor.size, y.factor.size);
  const boundsOf = (map: FeatureMap): Promise<HeldOutBounds> =>
    canonicalBounds(map(wx, samples, x.factor.size), map(wy, samples, y.factor.size), samples, pairs, signal);
  const straight = best(await boundsOf(linearMap));
  let gain: CurvedGain | undefined;
  for (const { map, words, width } of candidates) {
    if (Math.max(width(x.factor.size), width(y.factor.size)) * samplesAFeature > samples) continue;
    const curved = best(await boundsOf(map));
    const { mean, variance } = meanAndVariance(curved.map((bound, fold) => bound - straight[fold]));
    if (gain === undefined || mean > gain.nats) gain = { nats: mean, standardError: Math.sqrt(variance / curved.length), map: words };
  }
  return gain;
}

/** The number of pairs with the highest mean bound. */
function best(bounds: HeldOutBounds): Float64Array {
  return bounds.reduce((most, row) => (meanAndVariance(row).mean > meanAndVariance(most).mean ? row : most));
}

/** Some rows' scores, turned and scaled to uncorrelated columns of variance one: row-major [rows, kept columns]. */
function whitened({ columns, dimensions, factor }: GaussianPart, rows: Int32Array): Float64Array {
  const out = new Float64Array(rows.length * factor.size);
  const scores = new Float64Array(factor.size);
  rows.forEach((row, i) => {
    factor.kept.forEach((column, j) => scores[j] = columns[row * dimensions + column]);
    solveLower(factor, scores, 1);
    out.set(scores, i * factor.size);
  });
  return out;
}
