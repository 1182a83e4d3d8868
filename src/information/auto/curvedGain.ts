import type { GaussianPart } from '../copula/gaussianInformation';
import { solveLower } from '../linear/cholesky';
import { meanAndVariance } from '../measurement';
import { canonicalBounds, type HeldOutBounds } from './canonicalBound';
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
  const samples = Math.min(mostRows, x.samples);
  const [wx, wy] = [whitened(x, samples), whitened(y, samples)];
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

/** The first rows' scores, turned and scaled to uncorrelated columns of variance one: row-major [samples, kept columns]. */
function whitened({ columns, dimensions, factor }: GaussianPart, samples: number): Float64Array {
  const out = new Float64Array(samples * factor.size);
  const row = new Float64Array(factor.size);
  for (let i = 0; i < samples; i++) {
    factor.kept.forEach((column, j) => row[j] = columns[i * dimensions + column]);
    solveLower(factor, row, 1);
    out.set(row, i * factor.size);
  }
  return out;
}
