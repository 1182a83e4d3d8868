import { determines, finiteGaussianInformation, gaussianInformation } from '../copula/gaussianInformation';
import { studentCopulaInformation } from '../copula/studentCopula';
import type { EstimatorOptions } from '../../types/estimate';
import type { Measurement } from '../../types/measurement';
import { reason } from '../../types/reasons';
import { amount } from '../../types/warnings';
import { neighborInterval, withDrift } from '../neighbors/neighborMeasurement';
import { createNeighborWorkspace } from '../neighbors';
import { copulaGrounds } from '../copula/copulaGrounds';
import { Breather } from '../../numerics/breather';
import type { PreparedVariable } from '../../job/preparedVariable';
import type { Variable } from '../../types/variable';
import { curvedGain } from './curvedGain';
import { spreadRows, takeRows } from './spreadRows';
import { extremesComeTogether } from './tails';
import { doubts, blindness } from './doubts';
import type { Candidate } from './candidate';
import { isClear, withUnseen, withGain } from './curvedCandidate';

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
/** The largest number of rows for neighbours: two columns are searched quickly, more are not. */
const mostNeighborRows = 200_000;
const mostFarNeighborRows = 20_000;
/** The largest number of rows for a Student copula: its fit is precise enough, and takes seconds. */
const mostStudentRows = 5000;
/** With fewer samples, the search for curved maps finds noise. */
const samplesForCurves = 300;

/**
 * I(X;Y) in nats of two continuous variables, by an estimator that the data choose. The Gaussian copula is the base.
 * Neighbours (on normal scores, so that marginals do not matter) replace it where there are few columns and they read
 * clearly more. The Student copula replaces it where extremes come together and no other estimator reads clearly more.
 * Where curved maps carry more information on held-out samples than linear maps do, their gain is added. The Student
 * copula and the curved maps need `effort: 'thorough'`. The reason of the result names the choice and its alternatives.
 * @throws UserError where the information is infinite or samples are too few @throws CancelledError
 */
export async function measureContinuousPair(
  x: PreparedVariable,
  y: PreparedVariable,
  options: EstimatorOptions,
  signal?: AbortSignal,
): Promise<Measurement> {
  const columns = x.variable.dimensions + y.variable.dimensions;
  const breather = new Breather(signal);
  const copula = finiteGaussianInformation(
    await x.prepareGaussian('copula', breather),
    await y.prepareGaussian('copula', breather),
  );
  const thorough = options.effort === 'thorough';
  const neighbors =
    columns <= (thorough ? neighborColumns : quickNeighborColumns) ? await onScores(x, y, options, signal) : undefined;
  if (copula === undefined) {
    const infinite = thorough && Math.max(x.tieShare, y.tieShare) <= 0.1 && determines(x.copulaPart, y.copulaPart);
    if (neighbors !== undefined && !infinite) return { ...neighbors, reason: [reason('onlyNeighbors')] };
    // This throws the error that says why.
    return gaussianInformation(x.copulaPart, y.copulaPart);
  }
  const seen = [reason('continuousPair', columns), reason('copulaGives', amount(copula.nats))];
  if (neighbors !== undefined) seen.push(reason('neighborsGive', amount(neighbors.nats)));
  const student =
    thorough && columns <= studentColumns && extremesComeTogether(x.copulaPart, y.copulaPart)
      ? await studentCopula(x, y, signal)
      : undefined;
  if (student !== undefined) seen.push(reason('studentGives', amount(student.measured.nats)));
  const curved =
    thorough && columns > 2 && x.variable.samples >= samplesForCurves
      ? await curvedGain(x.copulaPart, y.copulaPart, options.seed, signal)
      : undefined;
  const gained = curved !== undefined && isClear(curved, copula.nats) ? withGain(copula, curved) : undefined;
  if (gained !== undefined) seen.push(reason('mapsGive', amount(gained.measured.nats)));
  const base: Candidate = {
    measured: {
      ...(curved === undefined ? copula : withUnseen(copula, curved)),
      ...copulaGrounds(x, y),
      estimator: 'gaussianCopula',
    },
    reason: reason('copulaSuffices'),
  };
  const best = chosen(base, neighbors, student, gained);
  const warnings = [...best.measured.warnings];
  if (thorough) {
    warnings.push(...doubts(best.measured, columns, x.variable.samples));
    if (best === base && neighbors === undefined)
      warnings.push(...blindness(copula.nats, curved, columns, x.variable.samples));
  }
  return { ...best.measured, warnings, reason: [...seen, best.reason] };
}

function chosen(
  base: Candidate,
  neighbors: Measurement | undefined,
  student: Candidate | undefined,
  gained: Candidate | undefined,
): Candidate {
  let best = base;
  if (gained !== undefined) best = gained;
  const followed = neighbors === undefined ? undefined : { measured: neighbors, reason: reason('neighborsFollowMore') };
  if (followed !== undefined && followed.measured.low > best.measured.nats) best = followed;
  // The Student copula assumes a model, so it is chosen only where no estimator with weaker assumptions reads clearly
  // more.
  if (student !== undefined && student.measured.nats > base.measured.nats && best.measured.low <= student.measured.high)
    best = student;
  return best;
}

/** KSG 1 on normal scores (mixed KSG where many values repeat). */
async function onScores(
  x: PreparedVariable,
  y: PreparedVariable,
  options: EstimatorOptions,
  signal?: AbortSignal,
): Promise<Measurement> {
  const { samples, dimensions } = x.variable;
  const rows = spreadRows(samples, dimensions + y.variable.dimensions <= 2 ? mostNeighborRows : mostFarNeighborRows);
  const variables = [x, y].map(({ variable, scores }): Variable => ({
    name: variable.name,
    kind: 'continuous',
    samples: rows.length,
    dimensions: variable.dimensions,
    values: rows.length === samples ? scores : takeRows({ values: scores, dimensions: variable.dimensions }, rows),
  }));
  const estimator = Math.max(x.tieShare, y.tieShare) > 0.1 ? 'mixedKsg' : 'ksg1';
  const workspace = createNeighborWorkspace(variables);
  const measured: Measurement = {
    ...neighborInterval(await workspace.estimate(0, 1, { ...options, estimator }, signal)),
    estimator,
  };
  return options.effort === 'thorough' ? withDrift(measured, variables, { ...options, estimator }, signal) : measured;
}

async function studentCopula(
  x: PreparedVariable,
  y: PreparedVariable,
  signal?: AbortSignal,
): Promise<Candidate | undefined> {
  const rows = spreadRows(x.variable.samples, mostStudentRows);
  const fit = await studentCopulaInformation(
    takeRows(x.variable, rows),
    takeRows(y.variable, rows),
    rows.length,
    x.variable.dimensions,
    y.variable.dimensions,
    signal,
  );
  if (fit === undefined) return undefined;
  return {
    measured: { nats: fit.nats, low: fit.low, high: fit.high, bound: 'none', estimator: 'studentCopula', warnings: [] },
    reason: reason('extremesTogether', Number(fit.degrees.toFixed(1))),
  };
}
