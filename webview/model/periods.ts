import type { PeriodName } from '../../src/config/schema/trialPeriods';
import { t } from '../ui/l10n';
import type { ChartData, ShadedPeriod } from './chartData';
import type { Scene } from './scene';

/** A chart over time steps, or over lags back from the last one, with the periods of the trials; any other as it is. */
export function withPeriods({ result }: Scene, chartData: ChartData): ChartData {
  const { trial, length = 0 } = result.data ?? {};
  const { kind } = chartData.x;
  if (!trial || (kind !== 'time' && kind !== 'lag') || chartData.series.length === 0) return chartData;
  // Lags that are counted from the first step on, too, are of no one period.
  if (kind === 'lag' && result.estimates.some(({ from }) => from !== undefined)) return chartData;
  const periods = trial.periods.map(({ name, first, last }): ShadedPeriod => ({
    name: periodName(name),
    ...(kind === 'time' ? { first, last } : { first: length - last, last: length - first }),
  }));
  return { ...chartData, periods, notes: [...(chartData.notes ?? []), periodsNote(trial.dt, trial.periods)] };
}

/** "periods (50 ms a step): fixation 1–2, stimulus 3–22" */
function periodsNote(dt: number, periods: readonly { name: PeriodName; first: number; last: number }[]): string {
  const listed = periods.map(({ name, first, last }) =>
    first === last ? `${periodName(name)} ${first}` : `${periodName(name)} ${first}–${last}`,
  );
  return t('periods in steps of {0} ms: {1}', dt, listed.join(', '));
}

export function periodName(name: PeriodName): string {
  switch (name) {
    case 'fixation':
      return t('fixation');
    case 'stimulus':
      return t('stimulus');
    case 'delay':
      return t('delay');
    case 'test':
      return t('test stimulus');
    case 'response':
      return t('response');
  }
}
