import type { BottleneckSource } from './bottleneckSource';
import { type BottleneckOptions, BottleneckSolver, type CertifiedPoint, usualWork } from './bottleneckSolver';
import { entropy } from './entropyFunctions';

/** Solutions of the plain Lagrangian that a point takes, about. */
const solutions = 20;

const mostTurns = 80;

/** Nats by which a solution's rate may miss the one that is wanted. */
const smallMiss = 1e-10;

/**
 * Minima of u(I(X;Z)) - beta I(Z;Y) for a strictly convex u, which reach every point of the curve even where it is
 * straight (Kolchinsky, Tracey and Van Kuyk 2019: the square; Rodriguez-Galvez, Thobaben and Skoglund 2020: exp(rate)).
 * At the minimum u'(rate) = beta / b, with b the beta at which the plain Lagrangian lands there: b is bracketed, and on
 * a straight piece, where the plain solution jumps, the point between its ends is taken. The gap is b times what the
 * relevance may be short of the curve at this rate.
 */
export async function convexBottleneck(
  joint: readonly ArrayLike<number>[],
  betas: readonly number[],
  form: 'squared' | 'exponential',
  options: BottleneckOptions = {},
): Promise<CertifiedPoint[]> {
  const wantedRate = (beta: number, b: number): number => (form === 'squared' ? beta / (2 * b) : Math.log(beta / b));
  const solver = new BottleneckSolver(joint, { restarts: 20, tolerance: 1e-13, ...options });
  // Where Y is a function of X the curve is the straight line to (H(Y), H(Y)), whose slope is 1.
  if (isFunction(solver.source)) {
    const corner = entropy(solver.source.py);
    return betas.map((beta) => {
      const rate = Math.max(0, Math.min(corner, wantedRate(beta, 1)));
      return { beta, rate, relevance: rate, gap: 0 };
    });
  }
  const work = (options.work ?? usualWork) / betas.length / solutions;
  const points: CertifiedPoint[] = [];
  for (const [i, beta] of betas.entries()) {
    let solved = 0;
    const solve = (b: number): Promise<CertifiedPoint> => {
      const begun = Math.min(solved++, solutions);
      return solver.at(b, work, (share, gap) => {
        const within = Math.min(1, (begun + share) / solutions);
        options.onProgress?.((i + within) / betas.length, gap);
      });
    };
    points.push(await pointWhere(beta, (b) => wantedRate(beta, b), solve));
  }
  return points;
}

/** The point whose rate is the one that is wanted at its own b: rates grow with b, wanted ones fall. */
async function pointWhere(
  beta: number,
  wantedRate: (b: number) => number,
  solve: (b: number) => Promise<CertifiedPoint>,
): Promise<CertifiedPoint> {
  const miss = (point: CertifiedPoint): number => point.rate - wantedRate(point.beta);
  let low: CertifiedPoint = { beta: 1, rate: 0, relevance: 0, gap: 0 };
  let high = await solve(2);
  while (miss(high) < 0) {
    low = high;
    high = await solve(high.beta * 2);
  }
  for (let turn = 0; turn < mostTurns && high.beta - low.beta > 1e-9 * high.beta; turn++) {
    const chord = (high.rate - low.rate) / (high.relevance - low.relevance);
    // A straight piece: all of it belongs to the b that is its slope.
    if (high.rate - low.rate > 1e-2 && aboveChord(low, high) < 1e-10) {
      const rate = Math.max(low.rate, Math.min(high.rate, wantedRate(chord)));
      const relevance = low.relevance + (rate - low.rate) / chord;
      return { beta, rate, relevance, gap: Math.max(0, chord * aboveChord(low, high)) };
    }
    const fall = miss(high) - miss(low);
    const guesses = [low.beta - ((high.beta - low.beta) * miss(low)) / fall, chord, (low.beta + high.beta) / 2];
    const guess = guesses[turn % 3];
    const middle = await solve(guess > low.beta && guess < high.beta ? guess : guesses[2]);
    if (Math.abs(miss(middle)) < smallMiss) return { ...middle, beta };
    if (miss(middle) < 0) low = middle;
    else high = middle;
  }
  const rate = Math.max(0, Math.min(high.rate, wantedRate(high.beta)));
  const share = high.rate > low.rate ? Math.max(0, Math.min(1, (rate - low.rate) / (high.rate - low.rate))) : 1;
  const between = low.rate + share * (high.rate - low.rate);
  const relevance = low.relevance + share * (high.relevance - low.relevance);
  const ceiling = (end: CertifiedPoint): number => end.relevance + (between - end.rate + end.gap) / end.beta;
  const open = Math.min(ceiling(low), ceiling(high)) - relevance;
  return { beta, rate: between, relevance, gap: Math.max(0, high.beta * open) };
}

/** What the curve may lie above the chord of two of its points, at most, in the middle between their tangents. */
function aboveChord(low: CertifiedPoint, high: CertifiedPoint): number {
  const chord = (high.relevance - low.relevance) / (high.rate - low.rate);
  const [flat, steep] = [1 / high.beta, 1 / low.beta];
  const [atLow, atHigh] = [low.gap / low.beta, high.gap / high.beta];
  // relevance <= low + atLow + steep r and <= high + atHigh - flat (R - r), r the rate beyond low's: where they cross.
  const span = high.rate - low.rate;
  const rise = high.relevance - low.relevance;
  const cross = steep > flat ? Math.max(0, Math.min(span, (rise + atHigh - flat * span - atLow) / (steep - flat))) : 0;
  return atLow + (steep - chord) * cross;
}

function isFunction({ given }: BottleneckSource): boolean {
  return given.every((p) => p === 0 || p === 1);
}
