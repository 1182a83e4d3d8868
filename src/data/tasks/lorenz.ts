import { sentence } from '../../base/sentence';
import type { SeriesTask, SeriesTaskConfig } from './seriesTask';

/** The time of one step of the integration. */
const step = 0.01;
/** Steps until a sequence begins, so that it runs on the attractor. */
const washout = 2000;
/** About the standard deviation of x on the attractor. */
const scale = 8;

type Point = readonly [x: number, y: number, z: number];

const slope = ([x, y, z]: Point): Point => [10 * (y - x), x * (28 - z) - y, x * y - (8 / 3) * z];

const moved = (from: Point, by: Point, size: number): Point => [
  from[0] + size * by[0],
  from[1] + size * by[1],
  from[2] + size * by[2],
];

/** One step of the Runge-Kutta method of order 4. */
function advanced(point: Point): Point {
  const k1 = slope(point);
  const k2 = slope(moved(point, k1, step / 2));
  const k3 = slope(moved(point, k2, step / 2));
  const k4 = slope(moved(point, k3, step));
  return moved(moved(moved(moved(point, k1, step / 6), k2, step / 3), k3, step / 3), k4, step / 6);
}

/**
 * The equations of Lorenz (1963) with sigma 10, rho 28, beta 8/3; the input is x/8 every `stride` steps of .01, the
 * target x/8 at the `horizon`-th input after it. The other two coordinates stay hidden.
 */
export function lorenz({ length, stride, horizon }: Extract<SeriesTaskConfig, { task: 'lorenz' }>): SeriesTask {
  const seen = new Float64Array(length + horizon);
  return {
    title: sentence('Lorenz series, a value every {0} units of time', String(stride * step)),
    work: washout + stride * seen.length,
    draw: (random, inputs, targets) => {
      let point: Point = [random.normal(), random.normal(), 25 + random.normal()];
      for (let i = 0; i < washout; i++) point = advanced(point);
      for (let t = 0; t < seen.length; t++) {
        seen[t] = point[0] / scale;
        for (let i = 0; i < stride; i++) point = advanced(point);
      }
      inputs.set(seen.subarray(0, length));
      targets.set(seen.subarray(horizon));
    },
  };
}
