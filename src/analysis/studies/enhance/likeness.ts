import type { Sequences } from '../../../data/dataset';

/** How like pictures are to clean ones, as people see it. */
export interface Likeness {
  /** Structural similarity, at most 1: of equal pictures. */
  readonly ssim: number;
  /** Visual information fidelity: 1 of equal pictures, 0 where nothing is left; above 1 where contrast was added. */
  readonly vif: number;
}

/** Pictures are at least so many steps high and columns wide. */
export const smallestPicture = 7;
/** The side of the window, and its standard deviation (Wang et al. 2004, section III-C). */
const [largestWindow, deviation] = [11, 1.5];
/** Constants of the similarity, of the squared range (Wang et al. 2004, equations 7 and 9: K1 = .01, K2 = .03). */
const [ofMeans, ofVariances] = [0.01 ** 2, 0.03 ** 2];
/** The variance of the noise of seeing, of the squared range: 2 where the range is 255 (Sheikh and Bovik 2006, IV). */
const seeingNoise = 2 / 255 ** 2;
/** Variances below this part of the squared range are none. */
const smallest = 1e-10;

/**
 * Compares sequences as pictures, [steps, columns] each, with clean ones, by windows of Gaussian weights inside of each
 * picture. The structural similarity is equation 13 of Wang et al. 2004, the mean over windows and pictures. The
 * fidelity is equation 11 of Sheikh and Bovik 2006 for single numbers in the place of wavelet coefficients, at one
 * scale: the values of a window are Gaussian given their variance, the distortion is a gain and noise, and seeing adds
 * noise of its own; the information about the clean picture that can be seen is divided by that of the clean one.
 * @param range of the clean values
 * @returns undefined where the sequences are too small to be pictures, or parts of them are missing
 */
export function likeness(values: Float32Array, clean: Sequences, range: number): Likeness | undefined {
  const { samples, length, features, scale } = clean;
  const isPicture = Math.min(length, features) >= smallestPicture && !clean.lengths && range > 0;
  if (!isPicture || clean.values.some(Number.isNaN)) return undefined;
  const rows = windowOf(length);
  const columns = windowOf(features);
  const own = (array: Float32Array, i: number): number => {
    const j = i % features;
    return (array[i] * (scale?.deviations[j] ?? 1) + (scale?.means[j] ?? 0)) / range;
  };
  let [similarity, windows, seen, there] = [0, 0, 0, 0];
  for (let sample = 0; sample < samples; sample++)
    for (let top = 0; top <= length - rows.length; top++)
      for (let left = 0; left <= features - columns.length; left++) {
        const sums = { x: 0, y: 0, xx: 0, yy: 0, xy: 0 };
        rows.forEach((ofRow, r) => {
          columns.forEach((ofColumn, c) => {
            const at = (sample * length + top + r) * features + left + c;
            const [x, y, weight] = [own(clean.values, at), own(values, at), ofRow * ofColumn];
            sums.x += weight * x;
            sums.y += weight * y;
            sums.xx += weight * x * x;
            sums.yy += weight * y * y;
            sums.xy += weight * x * y;
          });
        });
        const moments = {
          ofX: sums.x,
          ofY: sums.y,
          varX: Math.max(0, sums.xx - sums.x ** 2),
          varY: Math.max(0, sums.yy - sums.y ** 2),
          both: sums.xy - sums.x * sums.y,
        };
        windows++;
        similarity += similarityOf(moments);
        seen += fidelityOf(moments);
        there += Math.log(1 + moments.varX / seeingNoise);
      }
  return { ssim: similarity / windows, vif: there > 0 ? seen / there : 1 };
}

/** Of a window, in ranges of the clean values. */
interface Moments {
  readonly ofX: number;
  readonly ofY: number;
  readonly varX: number;
  readonly varY: number;
  readonly both: number;
}

const similarityOf = ({ ofX, ofY, varX, varY, both }: Moments): number =>
  ((2 * ofX * ofY + ofMeans) * (2 * both + ofVariances)) /
  ((ofX ** 2 + ofY ** 2 + ofMeans) * (varX + varY + ofVariances));

/** Twice the information, nats, that the spoiled window shows of the clean one: ln(1 + g^2 var / (v + n)). */
function fidelityOf({ varX, varY, both }: Moments): number {
  // A picture whose values turn the other way shows nothing of the clean one.
  if (varX < smallest || both <= 0) return 0;
  const gain = both / varX;
  const noise = Math.max(0, varY - gain * both);
  return Math.log(1 + (gain ** 2 * varX) / (noise + seeingNoise));
}

/** Weights of a window along one side; they add up to 1. */
function windowOf(side: number): number[] {
  const odd = Math.min(largestWindow, side % 2 === 0 ? side - 1 : side);
  const weights = Array.from({ length: odd }, (_, i) => Math.exp(-((i - (odd - 1) / 2) ** 2) / (2 * deviation ** 2)));
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return weights.map((weight) => weight / sum);
}
