import { sentence } from '../../base/sentence';
import type { Dataset } from '../dataset';
import { checkSize, continuousSequences } from '../sequences';
import { lorenz } from './lorenz';
import { mackeyGlass } from './mackeyGlass';
import { narma } from './narma';
import { type DrawSet, drawSets, forEachSequence, type TaskContext } from './sampling';
import type { SeriesTask, SeriesTaskConfig } from './seriesTask';

function seriesTaskOf(config: SeriesTaskConfig): SeriesTask {
  switch (config.task) {
    case 'narma':
      return narma(config);
    case 'mackeyGlass':
      return mackeyGlass(config);
    case 'lorenz':
      return lorenz(config);
  }
}

/** Draws sequences of the task. */
export function drawSeries(config: SeriesTaskConfig, signal: AbortSignal | undefined): DrawSet {
  const { length } = config;
  const { draw, work } = seriesTaskOf(config);
  return async (random, samples) => {
    checkSize(samples, length, 1, sentence('Inputs'));
    const inputs = new Float32Array(samples * length);
    const targets = new Float32Array(samples * length);
    const [shown, wanted] = [new Float64Array(length), new Float64Array(length)];
    await forEachSequence(samples, work, signal, (sample) => {
      draw(random, shown, wanted);
      inputs.set(shown, sample * length);
      targets.set(wanted, sample * length);
    });
    return {
      inputs: continuousSequences(inputs, samples, length, 1),
      targets: { ...continuousSequences(targets, samples, length, 1), at: 'every' as const },
    };
  };
}

/** Training and held-out sequences of the task, of which no information is known exactly. */
export async function seriesDataset(config: SeriesTaskConfig, context: TaskContext): Promise<Dataset> {
  const sets = await drawSets(config, context, drawSeries(config, context.signal));
  return { title: seriesTaskOf(config).title, ...sets, exact: [], warnings: [] };
}
