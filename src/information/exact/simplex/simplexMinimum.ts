import type { Breather } from '../../numerics/breather';
import { blahut } from './blahut';
import { interiorPoint } from './interiorPoint';
import { evaluate, normalise, simplexPoint, type SimplexPoint, type SimplexProblem } from './simplexProblem';

export interface MinimumOptions {
  /** Nats of duality gap at which to stop. */
  readonly tolerance?: number;
  /** Weights to begin with, [atoms]; uniform without. */
  readonly start?: Float64Array;
  readonly breather: Breather;
  /** Is given the gap, nats, as it falls. */
  readonly onGap?: (gap: number) => void;
}

/** Turns of Blahut's iteration before Newton steps take over. */
const firstTurns = 200;

/** Atoms that Newton steps are taken over at once: a step costs their square times the rows. */
const mostAtoms = 400;

/** Atoms that enter a round, the steepest first. */
const entering = 100;

const mostRounds = 12;

/**
 * The minimum of a programme by Blahut's iteration, which solves what is symmetric at once, and Newton steps where it
 * crawls. Of more than `mostAtoms` atoms Newton steps are taken over those in use; atoms outside whose gradient breaks
 * the conditions of Kuhn and Tucker then enter (Lindsay 1983, section 6). Ends at a gap of `tolerance` nats or where
 * nothing more is gained: the point's own gap is a bound that holds over all atoms either way.
 * @throws CancelledError
 */
export async function simplexMinimum(
  problem: SimplexProblem,
  { tolerance = 1e-12, start, breather, onGap }: MinimumOptions,
): Promise<SimplexPoint> {
  const { atoms } = problem;
  const point = simplexPoint(problem, start?.slice() ?? new Float64Array(atoms).fill(1 / atoms));
  await blahut(problem, point, { tolerance, turns: firstTurns, breather });
  if (atoms <= mostAtoms) {
    if (point.gap > tolerance) await interiorPoint(problem, point, { tolerance, breather, onGap });
    leaveOut(problem, point, tolerance);
    return point;
  }
  for (let round = 0; round < mostRounds && point.gap > tolerance; round++) {
    const before = point.gap;
    const used = workingSet(point);
    const part = restricted(problem, used);
    const inner = simplexPoint(
      part,
      Float64Array.from(used, (a) => point.weights[a]),
    );
    normalise(inner.weights);
    evaluate(part, inner);
    await interiorPoint(part, inner, { tolerance, breather });
    point.weights.fill(0);
    used.forEach((a, i) => (point.weights[a] = inner.weights[i]));
    evaluate(problem, point);
    onGap?.(point.gap);
    if (inner.gap > tolerance && point.gap >= before) break;
  }
  leaveOut(problem, point, tolerance);
  return point;
}

/** Atoms in use, and the steepest of the others; no more than `mostAtoms`. */
function workingSet({ weights, gradient }: SimplexPoint): number[] {
  const all = Array.from(weights, (_, a) => a);
  const used = all
    .filter((a) => weights[a] > 1e-9 / weights.length)
    .sort((a, b) => weights[b] - weights[a])
    .slice(0, mostAtoms - entering);
  const chosen = new Set(used);
  const others = all.filter((a) => !chosen.has(a)).sort((a, b) => gradient[a] - gradient[b]);
  return [...used, ...others.slice(0, entering)];
}

function restricted(problem: SimplexProblem, used: readonly number[]): SimplexProblem {
  const { rows } = problem;
  const matrix = new Float64Array(used.length * rows);
  used.forEach((a, i) => matrix.set(problem.matrix.subarray(a * rows, (a + 1) * rows), i * rows));
  return { ...problem, atoms: used.length, matrix, linear: Float64Array.from(used, (a) => problem.linear[a]) };
}

/** Takes out atoms that are there by rounding alone, if what is left is as good. */
function leaveOut(problem: SimplexProblem, point: SimplexPoint, tolerance: number): void {
  const kept = point.weights.slice();
  for (let a = 0; a < kept.length; a++) if (kept[a] < 1e-9 / kept.length) point.weights[a] = 0;
  const before = point.gap;
  normalise(point.weights);
  evaluate(problem, point);
  if (point.gap <= Math.max(before, tolerance)) return;
  point.weights.set(kept);
  evaluate(problem, point);
}
