import type { Classes } from './spaces/classes';
import { membersOf } from './spaces/classes';
import { digammas } from '../../numerics/digamma';
import type { Breather } from '../../numerics/breather';
import { countWithin, kthDistances } from './search/search';
import type { Space } from './spaces/space';
import { subspace } from './spaces/space';
import { countJoint } from './counts/ballCounts';

/** Around each sample: its nearest others of the same class, and the number of all samples that are nearer. */
export interface ClassCounts {
  /**
   * Distance of the k-th nearest sample of the class (the farthest in a class of k or fewer, zero in a class of one).
   */
  readonly radii: Float64Array;
  /**
   * Which neighbour that is, min(k, class size - 1); where the radius is zero, the number of coinciding samples of the
   * class, itself included. With `closed` counts, all samples of the class as near as that.
   */
  readonly inClass: Int32Array;
  /** Size of the sample's class. */
  readonly sizes: Int32Array;
  /**
   * Samples of any class strictly nearer (at distance zero where the radius is zero), the sample itself included; with
   * `closed` counts, those as near as that but the sample itself. Without ties both are the same number.
   */
  readonly inAll: Int32Array;
}

/**
 * @param closed whether samples exactly as far as the radius count in the class and among all. Columns with a point
 *   mass have many: as far as a sample is from the mass, so far it is from all samples on it that are near elsewhere.
 *   To leave them out among all alone reads too much.
 */
export async function countByClass(
  classes: Classes,
  y: Space,
  k: number,
  breather: Breather,
  closed = false,
): Promise<ClassCounts> {
  const { samples } = y;
  const radii = new Float64Array(samples);
  const inClass = new Int32Array(samples);
  for (const members of membersOf(classes)) {
    const nth = Math.min(k, members.length - 1);
    const within = subspace(y, members);
    const distances = nth > 0 ? await kthDistances(within, nth, breather) : new Float64Array(1);
    const counts = closed
      ? await othersWithin(within, distances, breather)
      : await countJoint(within, distances, nth, breather);
    members.forEach((i, m) => {
      radii[i] = distances[m];
      inClass[i] = counts[m];
    });
  }
  const sizes = classes.labels.map((label) => classes.sizes[label]);
  const inAll = closed ? await othersWithin(y, radii, breather) : await countWithin(y, radii, 'closedAtZero', breather);
  return { radii, inClass, sizes, inAll };
}

/** The samples within or on each radius but the sample itself; where the radius is zero, the sample too. */
async function othersWithin(space: Space, radii: Float64Array, breather: Breather): Promise<Int32Array> {
  const counts = await countWithin(space, radii, 'closed', breather);
  return counts.map((count, i) => (radii[i] > 0 ? count - 1 : count));
}

/**
 * Contributions psi(k_i) + psi(N) - psi(N_x) - psi(m_i) in nats, whose mean is I(X;Y) of a discrete X and a continuous
 * Y (Ross 2014, eq. 2).
 * @param logSamples psi(N) after Ross, ln(N) after Gao et al. 2017
 */
export function classContributions(counts: ClassCounts, logSamples: number): Float64Array {
  const { inClass, sizes, inAll } = counts;
  const psi = digammas(sizes.length);
  return Float64Array.from(sizes, (size, i) => psi[inClass[i]] + logSamples - psi[size] - psi[inAll[i]]);
}

/** Contributions of two discrete variables to the same estimate: neighbours are samples of the same pair of symbols. */
export function cellContributions(x: Classes, y: Classes): Float64Array {
  const samples = x.labels.length;
  const psi = digammas(samples);
  const cells = new Map<number, number>();
  const cell = (i: number): number => x.labels[i] * y.sizes.length + y.labels[i];
  for (let i = 0; i < samples; i++) cells.set(cell(i), (cells.get(cell(i)) ?? 0) + 1);
  return Float64Array.from(
    x.labels,
    (label, i) => psi[cells.get(cell(i)) ?? 1] + Math.log(samples) - psi[x.sizes[label]] - psi[y.sizes[y.labels[i]]],
  );
}
