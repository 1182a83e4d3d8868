import { Breather } from '../../numerics/breather';
import { type ExactOptions, progressOfGap } from './gapProgress';
import {
  type DiscreteSource,
  pointAtSlope,
  type PreparedSource,
  prepareSource,
  type RatePoint,
} from './rateDistortion';

/** Nats that may lie between the chord above a point and the tangents below it. */
const tolerance = 1e-11;

const mostTurns = 100;

/** A point of the curve whose own gap is known. */
interface Bracketed extends RatePoint {
  readonly gap: number;
  readonly shares?: Float64Array;
}

/**
 * R(D) at a distortion. R is convex, so that between two of its points it lies under their chord and over their
 * tangents; the slopes of the two are narrowed until these agree. At D >= Dmax the rate is 0; the least distortion is
 * the limit of steep slopes. On a straight piece of the curve the chord is the curve itself.
 * @returns `undefined` where no reproduction comes as close as `wanted`
 * @throws CancelledError
 */
export async function rateDistortionAtDistortion(
  problem: DiscreteSource,
  wanted: number,
  { signal, onProgress }: ExactOptions = {},
): Promise<(RatePoint & { readonly gap: number }) | undefined> {
  const source = prepareSource(problem);
  const { floor } = source;
  const { ceiling, scale } = extent(source);
  const rounding = 1e-12 * Math.max(scale, floor);
  if (wanted < floor - rounding) return undefined;
  if (wanted >= ceiling) return { rate: 0, distortion: wanted, slope: 0, gap: 0 };
  const breather = new Breather(signal);
  if (wanted <= floor + rounding) return leastDistortion(source, breather);
  // low.distortion > wanted >= high.distortion.
  let low: Bracketed = { rate: 0, distortion: ceiling, slope: 0, gap: 0 };
  let high: Bracketed = await pointAtSlope(source, 1 / scale, breather);
  while (high.distortion > wanted) {
    low = high;
    if (-high.slope * scale > 1e12) return leastDistortion(source, breather);
    high = await pointAtSlope(source, -4 * high.slope, breather, { start: high.shares });
  }
  const onGap = progressOfGap(onProgress, tolerance);
  for (let turn = 0; turn < mostTurns; turn++) {
    const open = uncertainty(low, high, wanted);
    onGap?.(open);
    if (open <= tolerance) break;
    const slope = nextSlope(low, high, wanted, turn);
    if (slope * scale < 1e-9 || !(slope > -low.slope && slope < -high.slope)) break;
    const middle = await pointAtSlope(source, slope, breather, { start: high.shares });
    if (middle.distortion > wanted) low = middle;
    else high = middle;
  }
  return {
    rate: chord(low, high, wanted),
    distortion: wanted,
    slope: slopeBetween(low, high, wanted),
    gap: Math.max(0, uncertainty(low, high, wanted)),
  };
}

/** The distortion of the best constant reproduction, and what distortions are measured by. */
function extent({ masses, outputs, excess, floor }: PreparedSource): { ceiling: number; scale: number } {
  const symbols = masses.length;
  let least = Infinity;
  let scale = 0;
  for (let y = 0, at = 0; y < outputs; y++, at += symbols) {
    let sum = 0;
    for (let x = 0; x < symbols; x++) {
      sum += masses[x] * excess[at + x];
      scale = Math.max(scale, excess[at + x]);
    }
    least = Math.min(least, sum);
  }
  return { ceiling: floor + least, scale: scale > 0 ? scale : 1 };
}

/**
 * A slope between the two: where the distortion would be right if it were linear in the slope, in turn with the slope
 * of the chord, which lands on straight pieces, and with the middle, which halves any bracket.
 */
function nextSlope(low: Bracketed, high: Bracketed, wanted: number, turn: number): number {
  const [flat, steep] = [-low.slope, -high.slope];
  if (flat <= steep / 16) return steep / 4;
  const fall = low.distortion - high.distortion;
  const middle = Math.sqrt(flat * steep);
  if (turn % 3 === 2 || fall <= 0) return middle;
  const found =
    turn % 3 === 1 ? (high.rate - low.rate) / fall : flat + ((low.distortion - wanted) / fall) * (steep - flat);
  return found > flat && found < steep ? found : middle;
}

/** What is open between the chord and the tangents, each lowered by the gap of its point. */
function uncertainty(low: Bracketed, high: Bracketed, wanted: number): number {
  const tangent = ({ rate, slope, distortion, gap }: Bracketed): number => rate - gap + slope * (wanted - distortion);
  return chord(low, high, wanted) - Math.max(0, tangent(low), tangent(high));
}

function chord(low: RatePoint, high: RatePoint, wanted: number): number {
  if (low.distortion <= high.distortion) return high.rate;
  return high.rate + ((wanted - high.distortion) / (low.distortion - high.distortion)) * (low.rate - high.rate);
}

/** A chord whose slope is so near to that of one end, as a share of what both differ by, lies on a straight piece. */
const straight = 0.01;

/** dR/dD between two points: that of the chord on a straight piece, else as if R were a parabola between them. */
function slopeBetween(low: RatePoint, high: RatePoint, wanted: number): number {
  const fall = low.distortion - high.distortion;
  if (fall <= 0) return high.slope;
  const ofChord = (low.rate - high.rate) / fall;
  const apart = low.slope - high.slope;
  const onPiece = Math.min(ofChord - high.slope, low.slope - ofChord) <= straight * apart;
  return onPiece ? ofChord : high.slope + ((wanted - high.distortion) / fall) * apart;
}

/** R at the least distortion: the best code among reproductions that are nearest. */
async function leastDistortion(source: PreparedSource, breather: Breather): Promise<RatePoint & { gap: number }> {
  const nearest = { ...source, excess: source.excess.map((d) => (d === 0 ? 0 : Infinity)) };
  const { rate, gap } = await pointAtSlope(nearest, 1, breather);
  return { rate, distortion: source.floor, slope: -Infinity, gap };
}
