import type { Measurement } from '../../types/measurement';
import { meanAndVariance } from '../../types/measurement';
import { reason } from '../../types/reasons';
import { amount, warning } from '../../types/warnings';
import type { Judged } from '../critics/judge';
import { valueOf } from '../critics/mixture/gaussianMixture';
import type { Candidate } from './candidate';
import type { Examined } from './examined';

/** A critic reads clearly more from this number of standard errors on, and from `least` nats on. */
const clear = 3;
const least = 0.02;
/** The least number of heavy pairs a row for a bound to be worth reading. */
const readable = 1;

/** The part of the copula's value that pairs of different rows do not contradict, or what holds on other rows. */
export function confirmedPart(copula: Measurement, excess: number, examined: Examined | undefined): Candidate {
  const nats = Math.max(0, copula.nats - excess, examined?.canonical.nats ?? 0);
  return {
    measured: {
      nats,
      low: Math.max(0, nats - (copula.nats - copula.low)),
      high: Infinity,
      bound: 'none',
      assumes: 'gaussianCopula',
      certified: 'none',
      estimator: 'gaussianCopula',
      warnings: [...copula.warnings, warning('copulaContradicted', amount(copula.nats), amount(nats))],
    },
    reason: reason('copulaOverruled'),
  };
}

/** Mixtures, classes and tables that clearly read more than the value of the copula. */
export function clearlyMore(base: number, examined: Examined): Candidate[] {
  const { scores } = examined;
  return scores.dimX + scores.dimY > 2 ? clearlyMoreOf(base, examined).map(coarse) : clearlyMoreOf(base, examined);
}

/** In several columns a few normal parts follow a curved dependence only coarsely. */
const coarse = ({ measured, reason: why }: Candidate): Candidate => ({
  measured: { ...measured, warnings: [...measured.warnings, warning('partsAreCoarse')] },
  reason: why,
});

function clearlyMoreOf(base: number, { judged, canonical }: Examined): Candidate[] {
  return judged.flatMap((critic) => {
    if (critic === canonical) return [];
    if (critic.pairsARow < readable) return contrasted(critic, base);
    const { variance } = meanAndVariance(critic.influence.map((value, i) => value - canonical.influence[i]));
    const error = Math.sqrt(variance / critic.influence.length);
    const isClear = critic.nats - base > Math.max(clear * error, least + 0.03 * base);
    // A bound that is larger on held-out rows already is no search's luck.
    return isClear || critic.heldOut - base > Math.max(2 * error, least) ? [candidateOf(critic)] : [];
  });
}

/**
 * Where the mean of e^T rests on few pairs, InfoNCE is read in its place: it is at most ln of the rows and lies below
 * the information, but one heavy pair cannot lift it.
 */
function contrasted(critic: Judged, base: number): Candidate[] {
  const { mean, variance } = meanAndVariance(critic.contrast);
  const error = Math.sqrt(variance / critic.contrast.length);
  if (mean - base <= Math.max(2 * error, least)) return [];
  const { measured, reason: why } = candidateOf(critic);
  const warnings = [warning('fittedAboveHeldOut', amount(critic.fitted), amount(mean))];
  return [{ measured: { ...measured, nats: mean, low: mean - 2 * error, high: Infinity, warnings }, reason: why }];
}

function candidateOf(critic: Judged): Candidate {
  const { nats, high, warnings } = valueOf(critic);
  const low = Math.max(0, nats - (high - nats));
  if (critic.name === 'columnTable') {
    // Tables see chosen columns only, and nothing bounds what the others hold.
    const measured = {
      nats,
      low,
      high: Infinity,
      warnings,
      bound: 'none',
      assumes: 'bins',
      estimator: 'binning',
    } as const;
    return { measured, reason: reason('tablesFollowMore') };
  }
  return {
    measured: { nats, low, high, warnings, bound: 'none', assumes: 'gaussianMixture', estimator: 'gaussianMixture' },
    reason: reason(critic.name === 'classes' ? 'classesFollowMore' : 'mixtureFollowsMore'),
  };
}
