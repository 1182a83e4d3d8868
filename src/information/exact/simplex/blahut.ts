import type { Breather } from '../../numerics/breather';
import { copyPoint, evaluate, normalise, simplexPoint, type SimplexPoint, type SimplexProblem } from './simplexProblem';

/**
 * The multiplicative iteration of Blahut (1972) and Arimoto (1972), until the gap is at most `tolerance` nats or
 * `turns` are over. Over-relaxed steps (Matz and Duhamel 2004) are taken while they lower the objective. `point` holds
 * the last weights and what is known of them.
 * @throws CancelledError
 */
export async function blahut(
  problem: SimplexProblem,
  point: SimplexPoint,
  { tolerance, turns, breather }: { tolerance: number; turns: number; breather: Breather },
): Promise<void> {
  const tried = simplexPoint(problem, new Float64Array(problem.atoms));
  evaluate(problem, point);
  let step = 1;
  for (let turn = 0; turn < turns && point.gap > tolerance; turn++) {
    if (breather.due()) await breather.rest();
    multiply(problem, point, tried.weights, step);
    evaluate(problem, tried);
    if (step > 1 && !(tried.objective <= point.objective)) {
      step = 1;
      continue;
    }
    copyPoint(tried, point);
    step = Math.min(step * 1.5, 1e6);
  }
}

function multiply({ form }: SimplexProblem, point: SimplexPoint, next: Float64Array, step: number): void {
  const { weights, gradient, steepest } = point;
  for (let a = 0; a < weights.length; a++) {
    const factor = form === 'entropy' ? Math.exp(-step * (gradient[a] - steepest)) : (gradient[a] / steepest) ** step;
    // Never quite zero, so that an atom which a long step drove out can come back.
    next[a] = Math.max(1e-200, weights[a] * factor);
  }
  normalise(next);
}
