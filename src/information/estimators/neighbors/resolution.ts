import { z95 } from '../../numerics/special';
import { meanAndVariance, type Measurement } from '../../types/measurement';
import { amount, warning } from '../../types/warnings';
import type { NeighborEstimate } from './neighborEstimate';

/** The coarse look takes this many times as many neighbours, which is what a quarter of the samples would show. */
const coarser = 4;
/** The largest share of the samples that the neighbours of the coarse look may be. */
const largestShare = 0.25;
/** A rise counts from this number of standard errors on, and from this value on (nats). */
const clear = 3;
const least = 0.02;

/** The number of neighbours of the coarse look, or undefined where the samples are too few for it. */
export function coarseNeighbors(k: number, samples: number): number | undefined {
  return coarser * k <= largestShare * samples ? coarser * k : undefined;
}

/** What is known of a rise. */
export interface Resolution {
  /** From this share of the value on, a rise leaves the value open from above. */
  readonly share: number;
  /** Columns in which distances are taken, where a smaller rise says how much is still missing. */
  readonly columns?: number;
}

/**
 * The measurement, its upper end moved by what a look at farther neighbours says of its convergence. With k neighbours
 * among N samples an estimate sees structure down to the size of balls that hold k/N of the samples; with 4k neighbours
 * it sees what N/4 samples would show. Both looks use the same samples, so that their difference is known far better
 * than either.
 *
 * Where the value falls clearly with farther neighbours, it still rises with the number of samples, and nothing says
 * how far: a warning is given, and the upper end is open. A smaller rise of labels whose classes meet at surfaces is
 * the part of the samples near a surface, which falls as (k/N)^(1/d) in d columns: 1 / (4^(1/d) - 1) times the rise is
 * still missing then. (Holds where the surfaces are resolved; structure much finer than the balls of both looks shows
 * no rise at all, and no sample shows it.)
 * @param fine contributions of all samples with k neighbours, nats
 * @param coarse the same samples with 4k
 */
export function withResolution(
  measured: Measurement,
  fine: NeighborEstimate,
  coarse: NeighborEstimate,
  { share, columns }: Resolution,
): Measurement {
  const [near, far] = [fine.local, coarse.local];
  if (near === undefined || far?.length !== near.length) return measured;
  const { mean: rise, variance } = meanAndVariance(near.map((value, i) => value - far[i]));
  const error = Math.sqrt(variance / near.length);
  if (rise > Math.max(clear * error, least, share * fine.nats)) {
    const stillRises = warning('stillRises', amount(coarse.nats), amount(fine.nats));
    return { ...measured, high: Infinity, warnings: [...measured.warnings, stillRises] };
  }
  if (columns === undefined || rise <= z95 * error) return measured;
  return { ...measured, high: measured.high + rise / (coarser ** (1 / columns) - 1) };
}
