/** Value and gradient of a function at a point; the gradient is written into `gradient`. */
export type Objective = (point: Float64Array, gradient: Float64Array) => number;

const memory = 8;

/**
 * Limited-memory BFGS with halving line search (Nocedal and Wright 2006, algorithm 7.5). `visit` is called with the
 * point after each accepted step; returning false ends the search.
 */
export function minimise(
  objective: Objective,
  start: Float64Array,
  steps: number,
  visit: (point: Float64Array) => boolean,
): void {
  const size = start.length;
  let point = Float64Array.from(start);
  let gradient = new Float64Array(size);
  let value = objective(point, gradient);
  const moves: Float64Array[] = [];
  const turns: Float64Array[] = [];
  const inverses: number[] = [];
  let nextPoint = new Float64Array(size);
  let nextGradient = new Float64Array(size);
  let idle = 0;
  for (let step = 0; step < steps; step++) {
    const direction = descent(gradient, moves, turns, inverses);
    const slope = dot(direction, gradient);
    if (!(slope < -1e-14)) return;
    let length = moves.length === 0 ? Math.min(2, 1 / Math.sqrt(dot(gradient, gradient))) : 1;
    let nextValue = Infinity;
    for (let halving = 0; halving < 12; halving++, length /= 2) {
      for (let i = 0; i < size; i++) nextPoint[i] = point[i] + length * direction[i];
      nextValue = objective(nextPoint, nextGradient);
      if (nextValue <= value + 1e-4 * length * slope) break;
    }
    if (!(nextValue < value)) return;
    const move = new Float64Array(size);
    const turn = new Float64Array(size);
    for (let i = 0; i < size; i++) {
      move[i] = nextPoint[i] - point[i];
      turn[i] = nextGradient[i] - gradient[i];
    }
    const curvature = dot(move, turn);
    if (curvature > 1e-12) {
      moves.push(move);
      turns.push(turn);
      inverses.push(1 / curvature);
      if (moves.length > memory) for (const list of [moves, turns, inverses]) list.shift();
    }
    const gain = value - nextValue;
    [point, nextPoint] = [nextPoint, point];
    [gradient, nextGradient] = [nextGradient, gradient];
    value = nextValue;
    // One short step may come from a poor scale; two in a row mean convergence.
    idle = gain < 1e-4 * Math.max(Math.abs(value), 1e-2) ? idle + 1 : 0;
    if (!visit(point) || idle === 2) return;
  }
}

function descent(
  gradient: Float64Array,
  moves: Float64Array[],
  turns: Float64Array[],
  inverses: number[],
): Float64Array {
  const direction = gradient.map((value) => -value);
  const weights = new Float64Array(moves.length);
  for (let i = moves.length - 1; i >= 0; i--) {
    weights[i] = inverses[i] * dot(moves[i], direction);
    add(direction, turns[i], -weights[i]);
  }
  const last = moves.length - 1;
  if (last >= 0) {
    const scale = 1 / (inverses[last] * dot(turns[last], turns[last]));
    for (let i = 0; i < direction.length; i++) direction[i] *= scale;
  }
  for (let i = 0; i < moves.length; i++) add(direction, moves[i], weights[i] - inverses[i] * dot(turns[i], direction));
  return direction;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}

function add(to: Float64Array, from: Float64Array, scale: number): void {
  for (let i = 0; i < to.length; i++) to[i] += scale * from[i];
}
