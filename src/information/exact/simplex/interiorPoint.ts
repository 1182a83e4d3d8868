import type { Breather } from '../../numerics/breather';
import { NewtonSystem } from './newtonSystem';
import { copyPoint, evaluate, normalise, simplexPoint, type SimplexPoint, type SimplexProblem } from './simplexProblem';

const mostTurns = 120;

/** Turns without a smaller gap after which rounding is all that is left. */
const patience = 20;

const negligible = 1e-120;

/**
 * A primal-dual interior-point method with Mehrotra's (1992) predictor and corrector, as Koenker and Mizera (2014) use
 * it for mixtures: some twenty Newton steps reach the rounding of the objective whether or not atoms nearly repeat each
 * other. Ends once the duality gap of the programme itself is at most `tolerance` nats, or no longer falls; `point`
 * then holds the weights of the least gap.
 * @throws CancelledError
 */
export async function interiorPoint(
  problem: SimplexProblem,
  point: SimplexPoint,
  { tolerance, breather, onGap }: { tolerance: number; breather: Breather; onGap?: (gap: number) => void },
): Promise<void> {
  const { atoms, rows } = problem;
  const system = new NewtonSystem(problem);
  const work = simplexPoint(problem, point.weights.slice());
  const { weights } = work;
  // From well inside the simplex, where a Newton step sees every atom.
  for (let a = 0; a < atoms; a++) weights[a] = 0.9 * weights[a] + 0.1 / atoms;
  evaluate(problem, work);
  const curvature = new Float64Array(rows);
  const diagonal = new Float64Array(atoms);
  const duals = new Float64Array(atoms);
  const ones = new Float64Array(atoms);
  const step = new Float64Array(atoms);
  const dualStep = new Float64Array(atoms);
  const correction = new Float64Array(atoms);
  const moved = new Float64Array(rows);
  let level = work.steepest - Math.max(work.gap, 1e-12) / 2;
  for (let a = 0; a < atoms; a++) duals[a] = work.gradient[a] - level;
  let waited = 0;
  let least = Infinity;
  let levelStep = 0;

  /** Step of weights, duals and level towards weights x duals = target - correction. */
  const direction = (target: number): void => {
    for (let a = 0; a < atoms; a++) step[a] = level - work.gradient[a] + (target - correction[a]) / weights[a];
    system.solve(step);
    let free = 0;
    let unit = 0;
    for (let a = 0; a < atoms; a++) {
      free += step[a];
      unit += ones[a];
    }
    levelStep = -free / unit;
    for (let a = 0; a < atoms; a++) {
      step[a] += levelStep * ones[a];
      dualStep[a] = (target - correction[a]) / weights[a] - duals[a] - diagonal[a] * step[a];
    }
  };

  for (let turn = 0; turn < mostTurns && waited < patience; turn++) {
    let complementarity = 0;
    for (let a = 0; a < atoms; a++) {
      complementarity += weights[a] * duals[a];
      diagonal[a] = duals[a] / weights[a];
    }
    complementarity /= atoms;
    for (let i = 0; i < rows; i++) curvature[i] = curvatureAt(problem, i, work.mixture[i]);
    await system.factorise(curvature, diagonal, breather);
    ones.fill(1);
    system.solve(ones);
    correction.fill(0);
    direction(0);
    const primal = longest(weights, step, 1);
    const dual = longest(duals, dualStep, 1);
    let ahead = 0;
    for (let a = 0; a < atoms; a++) {
      ahead += (weights[a] + primal * step[a]) * (duals[a] + dual * dualStep[a]);
      correction[a] = step[a] * dualStep[a];
    }
    const centring = Math.min(1, (ahead / atoms / complementarity) ** 3);
    direction(centring * complementarity);
    mix(problem, step, moved);
    // One length for both sides keeps the dual residual of a curved objective falling.
    const length = Math.min(
      longest(weights, step, 0.99),
      longest(duals, dualStep, 0.99),
      longest(work.mixture, moved, 0.9),
    );
    for (let a = 0; a < atoms; a++) {
      weights[a] = Math.max(1e-300, weights[a] + length * step[a]);
      duals[a] = Math.max(1e-300, duals[a] + length * dualStep[a]);
    }
    level += length * levelStep;
    normalise(weights);
    evaluate(problem, work);
    if (!Number.isFinite(work.objective)) return;
    waited = work.gap < 0.9 * least ? 0 : waited + 1;
    least = Math.min(least, work.gap);
    if (work.gap < point.gap) copyPoint(work, point);
    onGap?.(point.gap);
    if (point.gap <= tolerance) return;
  }
}

/** phi''(u); 0 where u is so small that the row changes nothing that a double can hold. */
function curvatureAt({ form, masses }: SimplexProblem, row: number, u: number): number {
  if (u < negligible) return 0;
  return form === 'entropy' ? 1 / u : masses[row] / (u * u);
}

/** sum_a step_a matrix[a, i]. */
function mix({ atoms, rows, matrix }: SimplexProblem, step: Float64Array, moved: Float64Array): void {
  moved.fill(0);
  for (let a = 0, at = 0; a < atoms; a++, at += rows) {
    const weight = step[a];
    for (let i = 0; i < rows; i++) moved[i] += weight * matrix[at + i];
  }
}

/** The longest step, at most 1, that leaves every value at least 1 - `share` of itself. */
function longest(values: Float64Array, step: Float64Array, share: number): number {
  let length = 1;
  for (let a = 0; a < values.length; a++)
    if (step[a] < 0 && values[a] > negligible) length = Math.min(length, (-share * values[a]) / step[a]);
  return length;
}
