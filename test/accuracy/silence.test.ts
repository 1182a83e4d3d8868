import { describe, expect, it } from 'vitest';
import { isReading, read, type Reading } from '../../bench/accuracy/readings';
import { wrongWithoutWarning } from '../../bench/accuracy/summary';
import { tasks } from '../../bench/accuracy/tasks/tasks';

const published = tasks.filter(({ group }) => group === 'czyz');

const made = new Map<string, Promise<Reading[]>>();

/** What `auto` says of all tasks: made once for all that is asked of it. */
function readingsOf(samples: number, seed: number): Promise<Reading[]> {
  const key = `${samples} ${seed}`;
  const readings =
    made.get(key) ??
    Promise.all(published.map((task) => read(task, { estimator: 'auto', seed }, samples))).then((all) =>
      all.filter(isReading),
    );
  made.set(key, readings);
  return readings;
}

/**
 * Where samples are few, dependence hides from every search, and chance alone moves a value by a fifth: each such value
 * has to say so.
 */
describe('auto over the forty published tasks', () => {
  it.each([
    [500, 31],
    [1000, 31],
    [500, 5],
  ])('is never off by more than a fifth without a word: N = %i, seed %i', async (samples, seed) => {
    const readings = await readingsOf(samples, seed);
    expect(readings).toHaveLength(40);
    expect(
      readings
        .filter(wrongWithoutWarning)
        .map(({ task, nats, truth }) => `${task}: ${nats.toFixed(3)} of ${truth.toFixed(3)}`),
    ).toEqual([]);
    // A warning that always stands says nothing: where the copula is Gaussian and columns are few, most values have
    // none at N = 1000.
    const easy = readings.filter(({ gaussianCopula, task }) => gaussianCopula && !/25|50/.test(task));
    if (samples === 1000)
      expect(easy.filter(({ warnings }) => warnings.length === 0).length).toBeGreaterThan(easy.length / 2);
  });

  it('holds the truth in its interval on at least 85 of 100 readings', async () => {
    const readings = (await Promise.all([31, 5].map((seed) => readingsOf(500, seed)))).flat();
    const held = readings.filter(({ low, high, truth }) => low <= truth && truth <= high).length;
    expect(held / readings.length).toBeGreaterThanOrEqual(0.85);
  });
});
