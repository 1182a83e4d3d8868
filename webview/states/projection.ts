import type { StatesArray } from '../../src/result/states/states';

/** The states of an array on its plane, [states, 2], and the range of each axis. */
export interface Projection {
  readonly points: Float32Array;
  readonly low: [number, number];
  readonly high: [number, number];
}

export const emptyProjection = (states: number): Projection => ({
  points: new Float32Array(2 * states),
  low: [Infinity, Infinity],
  high: [-Infinity, -Infinity],
});

/**
 * Projects the states `from` to `to` (without it) on the plane of their array.
 * @param bytes [states, units]
 * @param has whether a state is there
 */
export function project(
  bytes: Uint8Array,
  { units, low, high, plane }: StatesArray,
  projection: Projection,
  has: (state: number) => boolean,
  from: number,
  to: number,
): void {
  if (!plane) return;
  const scale = [new Float64Array(units), new Float64Array(units)];
  const start = [0, 0];
  for (const [axis, weights] of [plane.first, plane.second].entries())
    for (let unit = 0; unit < units; unit++) {
      scale[axis][unit] = (weights[unit] * (high[unit] - low[unit])) / 255;
      start[axis] += weights[unit] * (low[unit] - plane.mean[unit]);
    }
  const [first, second] = scale;
  for (let state = from; state < to; state++) {
    if (!has(state)) continue;
    let [x, y] = start;
    for (let unit = 0, at = state * units; unit < units; unit++, at++) {
      x += first[unit] * bytes[at];
      y += second[unit] * bytes[at];
    }
    projection.points[2 * state] = x;
    projection.points[2 * state + 1] = y;
    if (x < projection.low[0]) projection.low[0] = x;
    if (x > projection.high[0]) projection.high[0] = x;
    if (y < projection.low[1]) projection.low[1] = y;
    if (y > projection.high[1]) projection.high[1] = y;
  }
}
