import { aligned } from './aligned';
import type { Coverage } from './coverage';
import { isReading, type Outcome, type Reading, type Refusal } from './readings';
import { covers, summaries, wrongWithoutWarning } from './summary';

const figure = (value: number): string => value.toFixed(3);

function readingRow(reading: Reading): string[] {
  const { task, estimator, used, truth, nats, low, high, seconds, warnings } = reading;
  return [
    task,
    used === estimator ? estimator : `${estimator} (${used})`,
    figure(truth),
    figure(nats),
    `[${figure(low)}, ${figure(high)}]`,
    covers(reading) ? 'yes' : 'no',
    `${Math.round(seconds * 1000)} ms`,
    warnings.length === 0 ? '' : String(warnings.length),
  ];
}

/** Coverage as a table for a terminal; nats. */
export function coverageReport(rows: readonly Coverage[]): string {
  return aligned([
    ['estimator', 'task', 'truth', 'mean', 'half width', 'data sets', 'interval holds the truth'],
    ...rows.map(({ estimator, task, truth, mean, halfWidth, dataSets, held }) => [
      estimator,
      task,
      figure(truth),
      figure(mean),
      figure(halfWidth),
      String(dataSets),
      `${Math.round(100 * held)} %`,
    ]),
  ]);
}

/** All results as tables for a terminal; nats. */
export function report(outcomes: readonly Outcome[]): string {
  const readings = outcomes.filter(isReading);
  const refusals = outcomes.filter((outcome): outcome is Refusal => !isReading(outcome));
  const silent = readings.filter(wrongWithoutWarning);
  return [
    aligned([
      ['task', 'estimator', 'truth', 'estimate', '95 % interval', 'holds', 'time', 'warnings'],
      ...readings.map(readingRow),
    ]),
    ...(refusals.length === 0
      ? []
      : [refusals.map(({ task, estimator, error }) => `${task}, ${estimator}: ${error}`).join('\n')]),
    aligned([
      ['estimator', 'over', 'readings', 'median error', 'mean error', 'coverage', 'time'],
      ...summaries(readings).map(({ estimator, over, readings: count, medianError, meanError, coverage, seconds }) => [
        estimator,
        over,
        String(count),
        figure(medianError),
        figure(meanError),
        `${Math.round(100 * coverage)} %`,
        `${seconds.toFixed(1)} s`,
      ]),
    ]),
    [
      `Off by more than 20 % without a warning: ${silent.length}`,
      ...silent.map(
        ({ task, estimator, nats, truth }) => `  ${task}, ${estimator}: ${figure(nats)} of ${figure(truth)}`,
      ),
    ].join('\n'),
  ].join('\n\n');
}
