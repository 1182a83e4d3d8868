import type { Measurement } from '../../types/measurement';
import { amount, warning, type InformationWarning } from '../../types/warnings';
import { z95 } from '../../numerics/special';
import type { CurvedGain } from './curvedGain';
import { leastClear } from './curvedCandidate';
import type { Examined } from './examined';

/**
 * A warning is given where three standard errors exceed this share of the value, and the value exceeds `slight` (nats).
 */
const wide = 0.2;

const slight = 0.05;
/** Smaller differences (nats) are not worth a warning. */
const least = 0.03;

/** A warning where the interval is wide relative to the value. */
export function doubts({ nats, low, high }: Measurement, samples: number): InformationWarning[] {
  const half = Math.max(nats - low, Number.isFinite(high) ? high - nats : 0);
  const found: InformationWarning[] = [];
  if (nats > slight && (3 / z95) * half > wide * nats) {
    found.push(warning('uncertain', samples, Math.round((100 * half) / nats)));
  }
  return found;
}

/** A warning where the search for curved maps could have missed a gain that is large relative to the value. */
export function blindness(
  nats: number,
  curved: CurvedGain | undefined,
  columns: number,
  samples: number,
): InformationWarning[] {
  if (curved === undefined) return [warning('tooFewForCurves', samples, columns)];
  if (nats <= slight) return [];
  const seenFrom = leastClear(curved, nats);
  return seenFrom > wide * nats ? [warning('curvesUnseen', columns, samples, amount(seenFrom, 2))] : [];
}

/** A warning where the best held-out critic confirms clearly less than the value, which then rests on its model. */
export function unconfirmed({ nats }: Measurement, { judged, low }: Examined): InformationWarning[] {
  if (nats <= slight) return [];
  const confirmed = Math.max(low, ...judged.filter((critic) => critic.pairsARow >= 1).map((critic) => critic.nats));
  return confirmed < (1 - wide) * nats ? [warning('restsOnModel', amount(nats), amount(low))] : [];
}

/**
 * A warning where a critic that held-out rows do not refute reads more than the chosen model by more than a miss (20 %
 * and .03 nats): these rows cannot tell which of the two is right.
 */
export function modelsPart({ nats }: Measurement, { judged }: Examined): InformationWarning[] {
  const other = Math.max(...judged.filter((critic) => critic.pairsARow >= 1).map((critic) => critic.nats));
  return other - nats > Math.max(least, wide * nats) ? [warning('modelsPart', amount(nats), amount(other))] : [];
}
