import type { PreparedVariable } from '../../job/preparedVariable';
import { Breather } from '../../numerics/breather';
import type { EstimatorOptions } from '../../types/estimate';
import type { Measurement } from '../../types/measurement';
import { reason, type InformationReason } from '../../types/reasons';
import { amount, warning } from '../../types/warnings';
import type { GaussianPart } from '../copula/gaussianPart';
import { rankBias, withRankBias } from '../copula/rankBias';
import { copulaGrounds } from '../copula/copulaGrounds';
import {
  determines,
  finiteGaussianInformation,
  gaussianInformation,
  leastLogLeft,
} from '../copula/gaussianInformation';
import type { Candidate } from './candidate';
import { certainly } from './certainly';
import { copulaCheck, quickRows } from './copulaCheck';
import { foundPairs } from './columnPairs';
import { isClear, withGain, withUnseen } from './curvedCandidate';
import { curvedGain, type CurvedGain } from './curvedGain';
import { blindness, doubts, modelsPart, unconfirmed } from './doubts';
import { examine, type Examined } from './examined';
import { byNeighbors, firstColumns, hasTies, onScores } from './neighborCandidates';
import { openIfNoiseless } from './noiseless';
import { openWhereNearlyEqual } from './nearlyEqual';
import { neighborsCandidate, pairsCandidate, principalCandidate } from './nonlinearCandidates';
import type { RowsNature } from './rowsNature';
import { studentCopula } from './studentCandidate';
import { extremesComeTogether } from './tails';
import { clearlyMore, confirmedPart, outdoing, outdoingStudent } from './verified';

/**
 * Up to this number of joint columns, neighbours are estimated as well; with quick effort, up to the smaller number.
 */
const neighborColumns = 6;
const quickNeighborColumns = 3;
/**
 * With more joint columns than this, the rank correlations and the likelihood of a Student copula cost more than they
 * are worth.
 */
const studentColumns = 24;
/** With fewer samples, the search for curved maps finds noise. */
const samplesForCurves = 300;
/** With fewer samples, no fold is large enough to judge critics on. */
const samplesForCritics = 60;
/** Principal columns of each side among which neighbours are asked. */
const principalPairs = 2;

/**
 * I(X;Y) in nats of two continuous variables whose conditional density nobody knows, by what their data show. The
 * Gaussian copula is the base, held against pairs of different rows. With `effort: 'thorough'` held-out critics say how
 * far it can be trusted, and give the certified lower end; otherwise a warning says that they were not asked. Normal
 * mixtures, classes and tables of columns replace it where they clearly read more on rows that they were not fitted to.
 * So do neighbours where there are few columns, among principal columns and in
 * pairs of columns; a Student copula where extremes come together; and curved maps of each side.
 * The reason of the result names the choice and its alternatives.
 * @throws UserError where the information is infinite or samples are too few @throws CancelledError
 */
export async function measureContinuousPair(
  x: PreparedVariable,
  y: PreparedVariable,
  options: EstimatorOptions,
  signal?: AbortSignal,
  nature?: RowsNature,
): Promise<Measurement> {
  const columns = x.variable.dimensions + y.variable.dimensions;
  const { samples } = x.variable;
  const breather = new Breather(signal);
  const thorough = options.effort === 'thorough';
  const copula = copulaOf(
    await x.prepareGaussian('copula', breather),
    await y.prepareGaussian('copula', breather),
    thorough,
  );
  const neighbors =
    columns <= (thorough ? neighborColumns : quickNeighborColumns) ? await onScores(x, y, options, signal) : undefined;
  const examined =
    thorough && samples >= samplesForCritics ? await examine(x, y, options.seed, breather, nature) : undefined;
  if (copula === undefined) {
    const sameRanks = thorough && !hasTies(x, y) && determines(x.copulaPart, y.copulaPart);
    if (neighbors !== undefined && (!sameRanks || isBelowRanks(x, y))) {
      const told = { ...neighbors, reason: [reason('onlyNeighbors')] };
      return certainly(sameRanks ? openBelowRanks(told, samples) : told, examined);
    }
    // This throws the error that says why.
    return gaussianInformation(x.copulaPart, y.copulaPart);
  }
  const seen = [reason('continuousPair', columns), reason('copulaGives', amount(copula.nats))];
  if (neighbors !== undefined) seen.push(reason('neighborsGive', amount(neighbors.nats)));
  if (examined !== undefined) seen.push(reason('heldOutConfirms', amount(examined.low)));
  const rowsLookedAt = thorough ? undefined : quickRows;
  const check = copulaCheck(x.copulaPart, y.copulaPart, copula.nats, rowsLookedAt);
  const outdone = check.contradicted || examined === undefined ? undefined : outdoing(copula, examined);
  const contradicted = check.contradicted || outdone !== undefined;
  const plain: Candidate = {
    measured: { ...copula, ...copulaGrounds(x, y), estimator: 'gaussianCopula' },
    reason: reason('copulaSuffices'),
  };
  const base = outdone ?? (contradicted ? confirmedPart(copula, check.excess, examined) : plain);
  const others: Candidate[] = [];
  if (neighbors !== undefined) others.push(...neighborsCandidate(base, neighbors, contradicted, columns));
  if (examined !== undefined) {
    others.push(...clearlyMore(base.measured.nats, examined));
    others.push(...(await furtherNeighbors(x, y, base, examined, options, signal)));
  }
  // In two columns neighbours follow any dependence; a model is not asked where they read more than the copula.
  const followed = columns === 2 && others.some(({ measured: { estimator } }) => estimator === 'ksg1');
  const student =
    thorough && !followed && columns <= studentColumns && extremesComeTogether(x.copulaPart, y.copulaPart)
      ? await studentCopula(x, y, signal)
      : undefined;
  if (student !== undefined) seen.push(reason('studentGives', amount(student.measured.nats)));
  const outdoneStudent =
    student !== undefined && examined !== undefined ? outdoingStudent(student, examined) : undefined;
  if (outdoneStudent !== undefined) others.push(outdoneStudent);
  const search = thorough && !contradicted && columns > 2 && samples >= samplesForCurves;
  const curved = search ? await curvedGain(x.copulaPart, y.copulaPart, options.seed, signal) : undefined;
  const best = largest(curved === undefined ? base : withCurves(base, copula, curved, seen), others);
  const isStudent =
    student !== undefined &&
    outdoneStudent === undefined &&
    fitsBetter(student, copula, best, contradicted) &&
    (examined === undefined || clearlyMore(student.measured.nats, examined).length === 0);
  const chosen = isStudent ? student : besideNeighbors(best, neighbors);
  const warnings = [...chosen.measured.warnings];
  if (examined !== undefined && (isStudent || chosen.measured.estimator === 'ksg1'))
    warnings.push(...modelsPart(chosen.measured, examined));
  if (thorough) {
    warnings.push(...doubts(chosen.measured, samples));
    if (examined !== undefined) warnings.push(...unconfirmed(chosen.measured, examined));
    if (!isStudent && chosen.measured.estimator === 'gaussianCopula' && neighbors === undefined && !contradicted)
      warnings.push(...blindness(copula.nats, curved, columns, samples));
  } else if (neighbors === undefined && !contradicted) warnings.push(warning('quickLook', columns));
  const told = openWhereNearlyEqual({ ...chosen.measured, warnings, reason: [...seen, chosen.reason] }, x, y);
  return certainly(examined === undefined ? told : await openIfNoiseless(told, x, y, breather), examined);
}

/**
 * Whether the values follow a line so closely that N ranks cannot show what is left: then equal ranks are no sign of an
 * exact function. That no rounding alone leaves it was looked at before (jobRun.ts).
 */
const isBelowRanks = (x: PreparedVariable, y: PreparedVariable): boolean =>
  leastLogLeft(x.gaussianPart, y.gaussianPart) < -2 * Math.log(x.variable.samples);

const openBelowRanks = (measured: Measurement, samples: number): Measurement => ({
  ...measured,
  high: Infinity,
  warnings: [...measured.warnings, warning('ranksNearCeiling', samples)],
});

/** The copula's value, with the bias of ranking where there is time for it; undefined where it is infinite. */
function copulaOf(x: GaussianPart, y: GaussianPart, thorough: boolean): Measurement | undefined {
  const plain = finiteGaussianInformation(x, y);
  if (plain === undefined || !thorough) return plain;
  return withRankBias(plain, rankBias(x, y, plain.nats), x.samples);
}

/**
 * Normal parts follow a curved dependence, or one with edges, no better than there are parts of them: what neighbours
 * cannot exclude stays open, and where these do not resolve the dependence either, nothing says that the parts do.
 */
function besideNeighbors(best: Candidate, neighbors: Measurement | undefined): Candidate {
  const { measured } = best;
  if (measured.estimator !== 'gaussianMixture' || neighbors === undefined) return best;
  const rising = neighbors.warnings.filter(({ code }) => code === 'stillRises');
  const high = Math.max(measured.high, neighbors.high);
  return { ...best, measured: { ...measured, high, warnings: [...measured.warnings, ...rising] } };
}

function withCurves(base: Candidate, copula: Measurement, curved: CurvedGain, seen: InformationReason[]): Candidate {
  if (!isClear(curved, copula.nats)) return { ...base, measured: withUnseen(base.measured, curved) };
  const gained = withGain(base.measured, curved);
  seen.push(reason('mapsGive', amount(gained.measured.nats)));
  return gained;
}

const largest = (base: Candidate, others: readonly Candidate[]): Candidate =>
  others.reduce((best, other) => (other.measured.nats > best.measured.nats ? other : best), base);

/**
 * The Student copula assumes a model, so it is chosen only where no estimator with weaker assumptions reads clearly
 * more, and no critic does on rows that it was not fitted to (a mixture of several scales).
 */
const fitsBetter = (student: Candidate, copula: Measurement, best: Candidate, contradicted: boolean): boolean =>
  !contradicted && student.measured.nats > copula.nats && best.measured.low <= student.measured.high;

/**
 * Neighbours among few and more principal columns where all columns are too many (these read low, but not in clusters),
 * and in pairs of columns.
 */
async function furtherNeighbors(
  x: PreparedVariable,
  y: PreparedVariable,
  base: Candidate,
  { principal, scores }: Examined,
  options: EstimatorOptions,
  signal?: AbortSignal,
): Promise<Candidate[]> {
  const out: Candidate[] = [];
  const tied = hasTies(x, y);
  const { samples } = principal;
  if (scores.dimX + scores.dimY > neighborColumns) {
    const [dimX, dimY] = [Math.min(principalPairs, principal.dimX), Math.min(principalPairs, principal.dimY)];
    const few = {
      samples,
      x: firstColumns(principal.x, samples, principal.dimX, dimX),
      y: firstColumns(principal.y, samples, principal.dimY, dimY),
      dimX,
      dimY,
    };
    for (const sides of [few, principal])
      out.push(...principalCandidate(base, await byNeighbors(sides, tied, options, signal), sides.dimX + sides.dimY));
  }
  if (scores.dimX * scores.dimY > 1) {
    const pairs = await foundPairs(scores, tied, options, signal);
    if (pairs !== undefined) out.push(pairsCandidate(base, pairs));
  }
  return out;
}
