import { sentence } from '../../base/sentence';
import type { SeriesTask, SeriesTaskConfig } from './seriesTask';

const order = 10;

/**
 * NARMA of order 10 (Atiya and Parlos 2000, equation 86): y_{t+1} = .3 y_t + .05 y_t (y_t + ... + y_{t-9}) +
 * 1.5 u_{t-9} u_t + .1 with u uniform on [0, .5], from rest; the input is u_t, the target y_{t+1}. A sequence in which
 * y leaves [0, 1] is drawn anew, as the recurrence may diverge.
 */
export function narma({ length }: Extract<SeriesTaskConfig, { task: 'narma' }>): SeriesTask {
  /** Whether y stays within [0, 1]. */
  const run = (inputs: Float64Array, targets: Float64Array): boolean => {
    for (let t = 0; t < length; t++) {
      let recent = 0;
      for (let k = 1; k <= Math.min(order, t); k++) recent += targets[t - k];
      const last = t > 0 ? targets[t - 1] : 0;
      const early = t >= order - 1 ? inputs[t - order + 1] : 0;
      targets[t] = 0.3 * last + 0.05 * last * recent + 1.5 * early * inputs[t] + 0.1;
      if (targets[t] > 1) return false;
    }
    return true;
  };
  return {
    title: sentence('NARMA of order {0}', order),
    work: order * length,
    draw: (random, inputs, targets) => {
      do {
        for (let t = 0; t < length; t++) inputs[t] = 0.5 * random.uniform();
      } while (!run(inputs, targets));
    },
  };
}
