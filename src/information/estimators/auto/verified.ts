import type { Measurement } from '../../types/measurement';
import { meanAndVariance } from '../../types/measurement';
import { reason } from '../../types/reasons';
import { amount, warning } from '../../types/warnings';
import { studentScores } from '../copula/studentScores';
import type { Judged } from '../critics/judge';
import { pairScores } from '../critics/pairScores';
import { valueOf } from '../critics/mixture/gaussianMixture';
import type { Candidate } from './candidate';
import type { StudentCandidate } from './studentCandidate';
import type { Examined } from './examined';

/** A critic reads clearly more from this number of standard errors on, and from `least` nats on. */
const clear = 3;
const least = 0.02;
/** So many standard errors above a Gaussian, on the same rows, a critic is the better model. */
const clearlyBetter = 4;
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

/**
 * The critic that tells joint from other pairs clearly better than a Gaussian on rows that neither was fitted to, and
 * yet reads less than the copula: the copula is then no model of these variables, and its larger value is that of a
 * wrong one (clusters that lie further apart than pairs of different rows can show).
 */
export function outdoing(copula: Measurement, { judged, canonical, scores }: Examined): Candidate | undefined {
  const gaussian = meanAndVariance(canonical.contrast).mean;
  // Held-out rows charge a Gaussian of many columns for its fitted covariance, which is no sign of another law.
  const lost = Math.max(0, (canonical.fitted - canonical.heldOut) / 2);
  const better = judged
    .filter((critic) => critic !== canonical)
    .map((critic) => ({ critic, ...meanAndVariance(critic.contrast.map((value, i) => value - canonical.contrast[i])) }))
    .filter(
      ({ critic, mean, variance }) =>
        mean > lost + Math.max(clearlyBetter * Math.sqrt(variance / critic.contrast.length), 0.1 + 0.05 * gaussian),
    )
    .sort((a, b) => b.mean - a.mean)
    .at(0);
  if (better === undefined) return undefined;
  const { measured, reason: why } = candidateOf(better.critic);
  const nats = Math.max(measured.nats, gaussian + better.mean);
  if (nats >= copula.nats) return undefined;
  const overruled = warning('copulaContradicted', amount(copula.nats), amount(nats));
  const warnings = [...measured.warnings, overruled];
  const candidate = { measured: { ...measured, nats, high: Infinity, warnings }, reason: why };
  return scores.dimX + scores.dimY > 2 ? coarse(candidate) : candidate;
}

/**
 * The critic that tells joint from other pairs better than a Student copula on rows that it was not fitted to, and
 * reads more, where two standard errors of their difference show it. The copula was fitted to these rows: its few
 * parameters gain little by that, and never in favour of the critic.
 */
export function outdoingStudent({ measured, fit }: StudentCandidate, examined: Examined): Candidate | undefined {
  const { judged, scored, scores } = examined;
  const ofStudent = scored.flatMap((rows) => [...pairScores(studentScores(scores, fit, rows), rows.length).contrast]);
  const better = judged
    .filter((critic) => critic.pairsARow >= readable && critic.nats > measured.nats)
    .map((critic) => ({ critic, ...meanAndVariance(critic.contrast.map((value, i) => value - ofStudent[i])) }))
    .filter(({ critic, mean, variance }) => mean > 2 * Math.sqrt(variance / critic.contrast.length))
    .sort((a, b) => b.mean - a.mean)
    .at(0);
  return better && coarse(candidateOf(better.critic));
}

/** Mixtures, classes and tables that clearly read more than the value of the copula. */
export function clearlyMore(base: number, examined: Examined): Candidate[] {
  const { scores } = examined;
  return scores.dimX + scores.dimY > 2 ? clearlyMoreOf(base, examined).map(coarse) : clearlyMoreOf(base, examined);
}

/** In several columns a few normal parts follow a curved dependence only coarsely: nothing bounds what they miss. */
const coarse = ({ measured, reason: why }: Candidate): Candidate => ({
  measured: { ...measured, high: Infinity, warnings: [...measured.warnings, warning('partsAreCoarse')] },
  reason: why,
});

function clearlyMoreOf(base: number, { judged, canonical }: Examined): Candidate[] {
  return judged.flatMap((critic) => {
    if (critic === canonical) return [];
    if (critic.pairsARow < readable) return contrasted(critic, base);
    const { mean, variance } = meanAndVariance(critic.influence.map((value, i) => value - canonical.influence[i]));
    const error = Math.sqrt(variance / critic.influence.length);
    // A fit that reads more on its own rows alone has only more parameters.
    const isBetter = mean > error;
    const isClear = isBetter && critic.nats - base > Math.max(clear * error, least + 0.03 * base);
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
      certified: 'none',
      estimator: 'binning',
    } as const;
    return { measured, reason: reason('tablesFollowMore') };
  }
  return {
    measured: {
      nats,
      low,
      high,
      warnings,
      bound: 'none',
      assumes: 'gaussianMixture',
      certified: 'none',
      estimator: 'gaussianMixture',
    },
    reason: reason(critic.name === 'classes' ? 'classesFollowMore' : 'mixtureFollowsMore'),
  };
}
