import type { Measurement } from '../../types/measurement';
import { reason } from '../../types/reasons';
import { warning } from '../../types/warnings';
import { z95 } from '../../numerics/special';
import type { Candidate } from './candidate';
import type { FoundPairs } from './columnPairs';

/** From this number of columns on, neighbours read clearly too low at practical N. */
const farColumns = 4;

/**
 * Parts of the columns were picked, so neighbours in them count from more standard errors on, and from some nats on.
 */
const clear = 3.5;
const leastMore = 0.03;

/** Neighbours in all columns, where they read clearly more, or where the copula is contradicted and they read more. */
export function neighborsCandidate(
  base: Candidate,
  measured: Measurement,
  contradicted: boolean,
  columns: number,
): Candidate[] {
  const follows = contradicted ? measured.nats > base.measured.nats : measured.low > base.measured.nats;
  const warnings = columns >= farColumns ? [warning('neighborsFarApart', columns)] : [];
  return follows
    ? [
        {
          measured: { ...measured, warnings: [...measured.warnings, ...warnings] },
          reason: reason('neighborsFollowMore'),
        },
      ]
    : [];
}

/** Neighbours among the leading principal columns of both sides: these hold at most what all columns hold. */
export function principalCandidate(base: Candidate, measured: Measurement, columns: number): Candidate[] {
  const error = (measured.nats - measured.low) / z95;
  if (measured.nats - base.measured.nats <= Math.max(leastMore, clear * error)) return [];
  return [
    {
      measured: {
        ...measured,
        high: Infinity,
        assumes: 'nearestNeighbors',
        certified: 'none',
        warnings: [...measured.warnings, warning('principalOnly', columns)],
      },
      reason: reason('principalFollowMore', columns),
    },
  ];
}

/** What pairs of columns share beyond their correlations, added to the base where it adds; else the strongest pair. */
export function pairsCandidate({ measured }: Candidate, found: FoundPairs): Candidate {
  const { more, adds, strongest, standardError, x, y, count } = found;
  const nats = adds ? measured.nats + more : strongest;
  const half = Math.hypot(adds ? measured.nats - measured.low : 0, z95 * standardError);
  return {
    measured: {
      nats,
      low: Math.max(0, nats - half),
      high: Infinity,
      bound: 'none',
      assumes: 'nearestNeighbors',
      certified: 'none',
      estimator: 'ksg1',
      warnings: [...measured.warnings, warning('columnPairs', count, x, y)],
    },
    reason: reason('pairsFollowMore', count),
  };
}
