import { breathe } from '../../../base/cancellation';
import { Random } from '../../../base/random';
import { divergence, entropy } from './entropyFunctions';
import type { BottleneckPoint } from '../gaussian/gaussianBottleneck';

/** p(x) and p(y|x), with x that never happen left out and x of equal p(y|x) kept apart. */
interface Source {
  readonly px: Float64Array;
  readonly given: readonly Float64Array[];
  readonly py: Float64Array;
}

/** An encoder p(z|x), one row an x, and what it reaches. */
interface Solution {
  readonly encoder: Float64Array[];
  readonly rate: number;
  readonly relevance: number;
  readonly loss: number;
}

export interface BottleneckOptions {
  /** Random starts beside the annealed ones; default 6. */
  readonly restarts?: number;
  readonly seed?: number;
  /** Nats of loss that sixty turns must still gain for the descent to go on; default 1e-15. */
  readonly tolerance?: number;
  readonly signal?: AbortSignal;
}

/**
 * The discrete information bottleneck: minima of L = I(X;Z) - beta I(Z;Y) over p(z|x) with |Z| = |X| (Tishby, Pereira
 * and Bialek 1999), annealed over the given betas downwards and upwards, with fresh starts at each; the best is kept.
 * Nats, in the order of `betas`. Where Y is a function of X, every beta > 1 lands on the one corner (H(Y), H(Y)): use
 * `convexBottleneck` to draw the curve.
 * @param joint p(x,y), one row an x
 * @throws CancelledError
 */
export async function discreteBottleneck(
  joint: readonly ArrayLike<number>[],
  betas: readonly number[],
  options: BottleneckOptions = {},
): Promise<BottleneckPoint[]> {
  const source = readSource(joint);
  const random = new Random(options.seed ?? 1).fork('bottleneck');
  const best = new Map<number, Solution>();
  const order = [...new Set(betas)].sort((a, b) => b - a);
  let carried: Solution | undefined;
  for (const beta of order) {
    const starts = [
      softIdentity(source, 0.9),
      softIdentity(source, 0.3),
      ...Array.from({ length: options.restarts ?? 6 }, () => randomEncoder(source, random)),
    ];
    if (carried) starts.unshift(carried.encoder);
    carried = await bestOf(source, beta, starts, trivial(source), options);
    best.set(beta, carried);
  }
  for (const beta of order.reverse()) {
    const held = best.get(beta);
    if (held && carried && carried !== held)
      best.set(beta, await bestOf(source, beta, [carried.encoder], held, options));
    carried = best.get(beta);
  }
  return betas.map((beta) => {
    const { rate, relevance } = best.get(beta) ?? trivial(source);
    return { beta, rate, relevance };
  });
}

/**
 * Minima of u(I(X;Z)) - beta I(Z;Y) for a strictly convex u, which reach every point of the curve even where it is
 * straight (Kolchinsky, Tracey and Van Kuyk 2019: the square; Rodriguez-Galvez, Thobaben and Skoglund 2020: exp(rate)).
 * At the minimum u'(rate) = beta / b, with b the beta at which the plain Lagrangian lands there: b is found by
 * bisection, and on a straight piece, where the plain solution jumps, the point between its ends is taken.
 */
export async function convexBottleneck(
  joint: readonly ArrayLike<number>[],
  betas: readonly number[],
  form: 'squared' | 'exponential',
  options: BottleneckOptions = {},
): Promise<BottleneckPoint[]> {
  const wantedRate = (beta: number, b: number): number => (form === 'squared' ? beta / (2 * b) : Math.log(beta / b));
  const source = readSource(joint);
  // Where Y is a function of X the curve is the straight line to (H(Y), H(Y)), whose slope is 1.
  if (source.given.every((row) => row.every((p) => p === 0 || p === 1))) {
    const corner = entropy(source.py);
    return betas.map((beta) => {
      const rate = Math.max(0, Math.min(corner, wantedRate(beta, 1)));
      return { beta, rate, relevance: rate };
    });
  }
  const solve = async (b: number): Promise<BottleneckPoint> =>
    (await discreteBottleneck(joint, [b], { restarts: 1, tolerance: 1e-13, ...options }))[0];
  const points: BottleneckPoint[] = [];
  for (const beta of betas) {
    let low: BottleneckPoint = { beta: 1, rate: 0, relevance: 0 };
    let high = await solve(2);
    while (high.rate < wantedRate(beta, high.beta)) {
      low = high;
      high = await solve(high.beta * 2);
    }
    while (high.beta - low.beta > 1e-9 * high.beta) {
      const middle = await solve((low.beta + high.beta) / 2);
      if (middle.rate < wantedRate(beta, middle.beta)) low = middle;
      else high = middle;
    }
    const rate = Math.max(0, Math.min(high.rate, wantedRate(beta, high.beta)));
    const share = high.rate > low.rate ? Math.max(0, Math.min(1, (rate - low.rate) / (high.rate - low.rate))) : 1;
    points.push({
      beta,
      rate: low.rate + share * (high.rate - low.rate),
      relevance: low.relevance + share * (high.relevance - low.relevance),
    });
  }
  return points;
}

/**
 * The least beta at which a bottleneck keeps anything, 1 / sup_q D(qW||pW)/D(q||p) over input distributions q != p
 * (Anantharam, Gohari, Kamath and Nair 2013): near p the ratio is the squared maximal correlation, elsewhere it is
 * climbed by maximising D(qW||pW) - ratio D(q||p), whose convex first term is replaced by its tangent. Infinite where X
 * and Y are independent.
 */
export function criticalBeta(joint: readonly ArrayLike<number>[]): number {
  const source = readSource(joint);
  const { px, given, py } = source;
  let best = 0;
  const climb = (start: Float64Array): void => {
    let q = start;
    let ratio = 0;
    for (let turn = 0; turn < 20_000; turn++) {
      const output = outputOf(q, given);
      const kept = divergence(output, py);
      const cost = divergence(q, px);
      if (cost < 1e-9) break;
      const next = kept / cost;
      if (next <= ratio * (1 + 1e-15)) break;
      ratio = next;
      const gains = given.map((row) =>
        row.reduce((sum, p, y) => sum + (p > 0 ? p * Math.log(output[y] / py[y]) : 0), 0),
      );
      const top = Math.max(...gains);
      q = px.map((p, x) => p * Math.exp((gains[x] - top) / ratio));
      const total = q.reduce((sum, p) => sum + p, 0);
      q = q.map((p) => p / total);
    }
    best = Math.max(best, ratio);
  };
  for (let x = 0; x < px.length; x++) {
    for (const share of [0.01, 0.5, 0.99]) climb(px.map((p, other) => (1 - share) * p + (other === x ? share : 0)));
  }
  const nearby = maximalCorrelationSquared(source);
  const found = Math.max(best, nearby);
  return found < 1e-14 ? Infinity : 1 / found;
}

/** The second eigenvalue of x -> y -> x (the first is 1), by power iteration from which the constant is taken out. */
function maximalCorrelationSquared({ px, given, py }: Source): number {
  const back = (f: Float64Array): Float64Array => {
    const mean = f.reduce((sum, value, x) => sum + px[x] * value, 0);
    const g = py.map((p, y) => f.reduce((sum, value, x) => sum + px[x] * given[x][y] * (value - mean), 0) / p);
    return Float64Array.from(given, (row) => row.reduce((sum, p, y) => sum + p * g[y], 0));
  };
  const norm = (f: Float64Array): number => Math.sqrt(f.reduce((sum, value, x) => sum + px[x] * value * value, 0));
  let f = Float64Array.from(px, (_, x) => Math.cos(3 * x + 1));
  let value = 0;
  for (let turn = 0; turn < 5000; turn++) {
    const next = back(f);
    const size = norm(next);
    if (size < 1e-300) return 0;
    f = next.map((entry) => entry / size);
    const now = norm(back(f));
    if (Math.abs(now - value) < 1e-15 && turn > 20) return now;
    value = now;
  }
  return value;
}

function readSource(joint: readonly ArrayLike<number>[]): Source {
  const rows = joint.map((row) => Float64Array.from(row)).filter((row) => row.some((p) => p > 0));
  const columns = rows[0].map((_, y) => rows.reduce((sum, row) => sum + row[y], 0));
  const total = columns.reduce((sum, p) => sum + p, 0);
  const used = [...columns.keys()].filter((y) => columns[y] > 0);
  const px = Float64Array.from(rows, (row) => row.reduce((sum, p) => sum + p, 0) / total);
  const given = rows.map((row, x) => Float64Array.from(used, (y) => row[y] / (px[x] * total)));
  return { px, given, py: Float64Array.from(used, (y) => columns[y] / total) };
}

function outputOf(q: ArrayLike<number>, given: readonly Float64Array[]): Float64Array {
  const output = new Float64Array(given[0].length);
  given.forEach((row, x) => {
    for (let y = 0; y < row.length; y++) output[y] += q[x] * row[y];
  });
  return output;
}

/** Follows every start a little way, and the most promising to the end. */
async function bestOf(
  source: Source,
  beta: number,
  starts: readonly Float64Array[][],
  held: Solution,
  options: BottleneckOptions,
): Promise<Solution> {
  const begun: Solution[] = [];
  for (const start of starts) begun.push(await descend(source, beta, start, 200, options));
  begun.sort((a, b) => a.loss - b.loss);
  let best: Solution = { ...held, loss: held.rate - beta * held.relevance };
  for (const { encoder } of begun.slice(0, 2)) {
    const found = await descend(source, beta, encoder, 10_000, options);
    if (found.loss < best.loss - 1e-15) best = found;
  }
  return best;
}

/** Alternating minimisation with over-relaxed steps, until the loss falls no more. */
async function descend(
  source: Source,
  beta: number,
  start: readonly Float64Array[],
  turns: number,
  { signal, tolerance = 1e-15 }: BottleneckOptions,
): Promise<Solution> {
  let state = measure(
    source,
    beta,
    start.map((row) => row.slice()),
  );
  let step = 1;
  let mark = Infinity;
  for (let turn = 1; turn <= turns; turn++) {
    if (turn % 60 === 0) {
      await breathe(signal);
      // The loss is flat at its minimum: what is left to move then changes rate and relevance by some 1e-8.
      if (mark - state.loss < tolerance) break;
      mark = state.loss;
    }
    const encoder = update(source, beta, state, step);
    const next = measure(source, beta, encoder);
    if (step > 1 && !(next.loss <= state.loss)) {
      step = 1;
      continue;
    }
    state = next;
    step = Math.min(step * 1.2, 1000);
  }
  return state;
}

interface Measured extends Solution {
  readonly weights: Float64Array;
  readonly decoder: readonly Float64Array[];
}

function measure({ px, given, py }: Source, beta: number, encoder: Float64Array[]): Measured {
  const size = encoder[0].length;
  const weights = new Float64Array(size);
  const joints = Array.from({ length: size }, () => new Float64Array(py.length));
  encoder.forEach((row, x) => {
    for (let z = 0; z < size; z++) {
      const p = px[x] * row[z];
      weights[z] += p;
      for (let y = 0; y < py.length; y++) joints[z][y] += p * given[x][y];
    }
  });
  const decoder = joints.map((row, z) => row.map((p) => (weights[z] > 0 ? p / weights[z] : 0)));
  const spread = (rows: readonly Float64Array[], p: ArrayLike<number>): number =>
    rows.reduce((sum, row, i) => sum + p[i] * entropy(row), 0);
  const rate = Math.max(0, entropy(weights) - spread(encoder, px));
  const relevance = Math.max(0, entropy(py) - spread(decoder, weights));
  return { encoder, rate, relevance, loss: rate - beta * relevance, weights, decoder };
}

/** p(z|x) proportional to p(z) exp(-beta D(p(y|x) || p(y|z))), taken `step` times as far in the logarithm. */
function update(
  { given }: Source,
  beta: number,
  { encoder, weights, decoder }: Measured,
  step: number,
): Float64Array[] {
  return given.map((row, x) => {
    const target = Float64Array.from(weights, (weight, z) =>
      weight > 0 ? Math.log(weight) - beta * divergence(row, decoder[z]) : -Infinity,
    );
    // Measured from the nearest code, so that a large beta leaves that one and not none.
    const top = target.reduce((most, value) => Math.max(most, value), -Infinity);
    const base = Math.log(target.reduce((sum, value) => sum + Math.exp(value - top), 0));
    const logs = target.map((value, z) => {
      const old = Math.max(-700, Math.log(encoder[x][z]));
      return old + step * (Math.max(-700, value - top) - base - old);
    });
    const most = logs.reduce((a, b) => Math.max(a, b), -Infinity);
    const p = logs.map((value) => Math.exp(value - most));
    const total = p.reduce((sum, value) => sum + value, 0);
    return p.map((value) => value / total);
  });
}

function trivial({ px }: Source): Solution {
  return {
    encoder: Array.from(px, () => Float64Array.from(px, (_, z) => (z === 0 ? 1 : 0))),
    rate: 0,
    relevance: 0,
    loss: 0,
  };
}

function softIdentity({ px }: Source, share: number): Float64Array[] {
  return Array.from(px, (_, x) => Float64Array.from(px, (_p, z) => (1 - share) / px.length + (x === z ? share : 0)));
}

function randomEncoder({ px }: Source, random: Random): Float64Array[] {
  return Array.from(px, () => {
    const row = Float64Array.from(px, () => -Math.log(1 - random.uniform()));
    const total = row.reduce((sum, value) => sum + value, 0);
    return row.map((value) => value / total);
  });
}
