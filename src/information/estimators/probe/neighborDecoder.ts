import type { Features } from './features';
import type { Fold, Stages } from './folds';
import { logPriors } from './logistic';

/** The numbers of neighbours tried, ascending. */
const tried = [4, 16];
/** The weight of the class frequencies, in neighbours. */
const priorNeighbors = 1;
/** The largest number of multiplications. */
const mostWork = 3e8;

/**
 * ln q(label) of every held-out row from the labels of its nearest rows outside the fold (Fix and Hodges 1951), mixed
 * with the class frequencies. It follows any border between classes in few columns. One stage for each number of
 * neighbours; none where rows are too many.
 */
export async function neighborStages(
  { rows, samples, width }: Features,
  labels: Int32Array,
  classes: number,
  folds: readonly Fold[],
  pause: () => Promise<void>,
): Promise<Stages> {
  const size = width - 1;
  const most = tried[tried.length - 1];
  if (samples * samples * size > mostWork || samples < 4 * most) return [];
  const stages = tried.map(() => new Float64Array(samples));
  const distances = new Float64Array(most);
  const nearest = new Int32Array(most);
  for (const fold of folds) {
    const priors = logPriors(labels, classes, fold).map(Math.exp);
    for (let i = fold.from; i < fold.to; i++) {
      if ((i & 15) === 0) await pause();
      let known = 0;
      for (let other = 0; other < samples; other++) {
        if (other === fold.from) other = fold.to;
        if (other >= samples) break;
        const limit = known < most ? Infinity : distances[most - 1];
        let sum = 0;
        for (let j = 0; j < size && sum < limit; j++) sum += (rows[i * width + j] - rows[other * width + j]) ** 2;
        if (sum >= limit) continue;
        let place = known < most ? known++ : most - 1;
        while (place > 0 && distances[place - 1] > sum) {
          distances[place] = distances[place - 1];
          nearest[place] = nearest[place - 1];
          place--;
        }
        distances[place] = sum;
        nearest[place] = other;
      }
      tried.forEach((count, stage) => {
        let own = priorNeighbors * priors[labels[i]];
        for (let n = 0; n < count; n++) if (labels[nearest[n]] === labels[i]) own++;
        stages[stage][i] = Math.log(own / (count + priorNeighbors));
      });
    }
  }
  return stages;
}
