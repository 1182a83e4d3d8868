import type { Quantity } from '../../result/result';
import type { TheoremCode } from '../../result/warnings';
import type { NatsEstimate } from '../measures/natsEstimate';
import type { Snapshot } from './snapshot';

/** An inequality between an estimate and what else is known of the same network, epoch and step. */
export interface Theorem {
  /** The warning of an estimate whose value the theorem moved. */
  readonly code: TheoremCode;
  /** Whether nothing can be above the limit, or nothing below it. */
  readonly side: 'cap' | 'floor';
  /** The quantities that it is about. */
  readonly of: readonly Quantity[];
  readonly statement: string;
  readonly source: string;
  /** When it is a theorem; `limit` gives none in any other case. */
  readonly conditions: string;
  /** The limit in nats; `undefined` where the conditions are not met, or nothing is known to compute it from. */
  readonly limit: (estimate: NatsEstimate, snapshot: Snapshot) => number | undefined;
}

/** The least of those limits that are there. */
export const least = (...limits: readonly (number | undefined)[]): number | undefined => extreme(Math.min, limits);

/** The largest of those limits that are there. */
export const largest = (...limits: readonly (number | undefined)[]): number | undefined => extreme(Math.max, limits);

function extreme(of: (...values: number[]) => number, limits: readonly (number | undefined)[]): number | undefined {
  const known = limits.filter((limit) => limit !== undefined);
  return known.length === 0 ? undefined : of(...known);
}
