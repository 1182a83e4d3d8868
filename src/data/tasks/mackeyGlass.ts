import { sentence } from '../../base/sentence';
import type { SeriesTask, SeriesTaskConfig } from './seriesTask';

/** Steps of the integration in a unit of time, of which the input shows one value. */
const fine = 10;
/** Units of time until a sequence begins, so that it has left its constant history. */
const washout = 200;

/**
 * The delay equation of Mackey and Glass (1977), dx/dt = .2 x(t-d) / (1 + x(t-d)^10) - .1 x(t), from constant
 * histories drawn from [.5, 1.3], by the Runge-Kutta method of order 4; the input is x at whole times, the target x
 * `horizon` units later.
 */
export function mackeyGlass({
  length,
  delay,
  horizon,
}: Extract<SeriesTaskConfig, { task: 'mackeyGlass' }>): SeriesTask {
  const back = delay * fine;
  const path = new Float64Array(back + (washout + length + horizon) * fine + 1);
  const slope = (x: number, delayed: number): number => (0.2 * delayed) / (1 + delayed ** 10) - 0.1 * x;
  const step = 1 / fine;
  return {
    title: sentence('Mackey-Glass series, delay {0}', delay),
    work: path.length,
    draw: (random, inputs, targets) => {
      path.fill(0.5 + 0.8 * random.uniform(), 0, back + 1);
      for (let i = back; i + 1 < path.length; i++) {
        const x = path[i];
        const [then, later] = [path[i - back], path[i - back + 1]];
        // Half a step on, the delayed value lies between two that are known.
        const middle = (then + later) / 2;
        const k1 = slope(x, then);
        const k2 = slope(x + (step / 2) * k1, middle);
        const k3 = slope(x + (step / 2) * k2, middle);
        const k4 = slope(x + step * k3, later);
        path[i + 1] = x + (step / 6) * (k1 + 2 * k2 + 2 * k3 + k4);
      }
      for (let t = 0; t < length; t++) {
        const at = back + (washout + t) * fine;
        inputs[t] = path[at];
        targets[t] = path[at + horizon * fine];
      }
    },
  };
}
