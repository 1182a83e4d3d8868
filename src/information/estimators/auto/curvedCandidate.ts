import type { Measurement } from '../../types/measurement';
import { reason } from '../../types/reasons';
import { amount, warning } from '../../types/warnings';
import { z95 } from '../../numerics/special';
import type { CurvedGain } from './curvedGain';
import type { Candidate } from './candidate';

/** The gain of curved maps counts as clear from this number of standard errors on. */
const clear = 4;

/** The gain of curved maps, corrected for the cost of the search, in nats. */
export const excess = ({ nats, cost }: CurvedGain): number => nats + cost;

export const isClear = (gain: CurvedGain, copula: number): boolean => excess(gain) > leastClear(gain, copula);

export const leastClear = ({ standardError }: CurvedGain, copula: number): number =>
  Math.max(clear * standardError, 0.02 + 0.03 * copula);

/** The copula's value, its upper limit raised by the gain that the search may have missed. */
export function withUnseen(copula: Measurement, gain: CurvedGain): Measurement {
  return { ...copula, high: copula.high + Math.max(0, excess(gain) + z95 * gain.standardError) };
}

/**
 * The copula's value plus the gain of curved maps. They may miss as much again, so the upper limit includes the gain
 * twice.
 */
export function withGain(copula: Measurement, gain: CurvedGain): Candidate {
  const half = Math.hypot((copula.high - copula.low) / 2, z95 * gain.standardError);
  const nats = copula.nats + excess(gain);
  return {
    measured: {
      nats,
      low: Math.max(0, nats - half - gain.cost),
      high: nats + half + excess(gain),
      // Maps are looked for in blocks of columns alone, where a copula is no bound.
      bound: 'none',
      assumes: 'curvedMaps',
      certified: 'none',
      estimator: 'gaussianCopula',
      warnings: [
        ...copula.warnings,
        warning(gain.map === 'radial' ? 'radialGain' : 'quadraticGain', amount(copula.nats), amount(excess(gain))),
      ],
    },
    reason: reason(gain.map === 'radial' ? 'radialMaps' : 'quadraticMaps'),
  };
}
