import type { Measurement } from '../../types/measurement';
import { amount, warning, type InformationWarning } from '../../types/warnings';
import { z95 } from '../../numerics/special';
import type { CurvedGain } from './curvedGain';
import { leastClear } from './curvedCandidate';

/** From so many columns on, neighbours fall clearly short at practical N. */
const farColumns = 4;

/**
 * An error of this share of the value is worth a word where three standard errors reach it, and the value is more than
 * slight (nats).
 */
const wide = 0.2;

const slight = 0.05;

/** What the value cannot be trusted for: neighbours in several columns, an interval that is wide against it. */
export function doubts(
  { estimator, nats, low, high }: Measurement,
  columns: number,
  samples: number,
): InformationWarning[] {
  const half = Math.max(nats - low, high - nats);
  const found: InformationWarning[] = [];
  if (estimator !== 'gaussianCopula' && estimator !== 'studentCopula' && columns >= farColumns) {
    found.push(warning('neighborsFarApart', columns));
  }
  if (nats > slight && (3 / z95) * half > wide * nats) {
    found.push(warning('uncertain', samples, Math.round((100 * half) / nats)));
  }
  return found;
}

/** What the search for curved maps could not have seen, where that is much against the value. */
export function blindness(
  nats: number,
  curved: CurvedGain | undefined,
  columns: number,
  samples: number,
): InformationWarning[] {
  if (nats <= slight) return [];
  if (curved === undefined) return [warning('tooFewForCurves', samples, columns)];
  const seenFrom = leastClear(curved, nats);
  return seenFrom > wide * nats ? [warning('curvesUnseen', columns, samples, amount(seenFrom, 2))] : [];
}
