import { binned, defaultBins } from '../../information/estimators/binning/cells';

/** A variable as cell numbers, one a sequence; -1 where the sequence has none. */
export interface Cells {
  readonly codes: Int32Array;
  readonly count: number;
}

/** Cells of a unit, at most. */
const mostBins = 16;
/** The bias of the plug-in estimate, nats, up to which its first-order correction is taken for good. */
const mostBias = 0.05;

/**
 * Cells of a unit against a variable of so many kinds: the cube root of the samples, as for binned estimates, but so
 * few that the bias, (bins - 1) (kinds - 1) / 2N, stays small. Undefined where even two cells are too many.
 */
export function binsFor(samples: number, kinds: number): number | undefined {
  const most = Math.floor(1 + (2 * mostBias * samples) / Math.max(1, kinds - 1));
  return most < 2 ? undefined : Math.min(mostBins, defaultBins(samples), most);
}

/** The same where the other variable is cut into as many cells. */
export const binsOfBoth = (samples: number): number | undefined =>
  binsFor(samples, Math.floor(1 + Math.sqrt(2 * mostBias * samples)));

/** Values in `bins` cells of equal counts; equal values are always together. */
export function cellsOf(values: Float64Array, bins: number): Cells {
  const one = { name: 'unit', kind: 'continuous' as const, values, samples: values.length, dimensions: 1 };
  const { codes, alphabet } = binned(one, bins, 'equalCount');
  return { codes, count: alphabet };
}

/** What `informationOf` gives of fewer sequences says nothing. */
const fewest = 32;

/**
 * I(a;b) of two variables of cells, nats: the plug-in estimate less its bias to first order, (K_ab - K_a - K_b + 1) /
 * 2N with the cells that hold a sample (Miller 1955); never below 0. NaN where fewer than 32 sequences have both.
 */
export function informationOf(a: Cells, b: Cells): number {
  const joint = new Int32Array(a.count * b.count);
  const [ofA, ofB] = [new Int32Array(a.count), new Int32Array(b.count)];
  let samples = 0;
  for (let i = 0; i < a.codes.length; i++) {
    const [x, y] = [a.codes[i], b.codes[i]];
    if (x < 0 || y < 0) continue;
    samples++;
    joint[x * b.count + y]++;
    ofA[x]++;
    ofB[y]++;
  }
  if (samples < fewest) return NaN;
  const bias = (occupied(joint) - occupied(ofA) - occupied(ofB) + 1) / (2 * samples);
  return Math.max(0, entropy(ofA, samples) + entropy(ofB, samples) - entropy(joint, samples) - bias);
}

const occupied = (counts: Int32Array): number => counts.reduce((sum, count) => sum + (count > 0 ? 1 : 0), 0);

const entropy = (counts: Int32Array, samples: number): number =>
  counts.reduce((sum, count) => (count > 0 ? sum - (count / samples) * Math.log(count / samples) : sum), 0);
