import { sentence } from '../../base/sentence';
import { error, type Finding, replaceBy } from '../text/problem';
import { isOfEvidence, periodTimes, stepsOfPeriod } from '../schema/trialPeriods';
import type { TrialsConfig } from '../schema/trialsData';

/** The most pairs of intervals: their exact values are sums over all of them. */
const mostTrials = 10_000;

/** Periods are whole numbers of steps, and only trials with two stimuli have a second one. */
export function checkTrials(config: TrialsConfig): Finding[] {
  const { dt, periods, trial } = config;
  if (periods.test !== undefined && isOfEvidence(config))
    return [
      error(
        ['data', 'periods', 'test'],
        sentence('Trials of "{0}" have one stimulus. Remove "test", the period of a second one.', trial),
      ),
    ];
  const broken = periodTimes(config).flatMap(({ name, milliseconds }): Finding[] => {
    const steps = milliseconds / dt;
    const isOwn = name !== 'test' || periods.test !== undefined;
    if (!isOwn || Math.abs(steps - Math.round(steps)) < 1e-6) return [];
    const nearest = Number((dt * Math.max(1, Math.round(steps))).toPrecision(12));
    return [
      error(
        ['data', 'periods', name],
        sentence(
          '{0} ms are no whole number of steps of {1} ms. Set "{2}" to {3}, or change "dt".',
          String(milliseconds),
          String(dt),
          name,
          String(nearest),
        ),
        replaceBy(nearest),
      ),
    ];
  });
  if (broken.length > 0 || trial !== 'intervals') return broken;
  const [first, second] = [stepsOfPeriod(config, 'stimulus'), stepsOfPeriod(config, 'test')];
  if (first * second < 2)
    return [
      error(
        ['data', 'periods', 'stimulus'],
        sentence('Durations of one step cannot differ. Make "stimulus" or "test" longer, or "dt" smaller.'),
      ),
    ];
  return first * second <= mostTrials
    ? []
    : [
        error(
          ['data', 'dt'],
          sentence(
            'Durations of up to {0} and {1} steps make {2} pairs, but at most {3} are possible. Make "dt" larger, or ' +
              '"stimulus" and "test" shorter.',
            first,
            second,
            first * second,
            mostTrials,
          ),
        ),
      ];
}
