import { aligned } from '../aligned';
import { isFamilyReading, type FamilyOutcome, type FamilyReading, type FamilyRefusal } from './familyReading';
import { aboveCap, familySummaries, isSilentMiss, type FamilySummary, type Share } from './familySummary';

const figure = (value: number): string => (Number.isNaN(value) ? '' : value.toFixed(3));

const percent = ({ held, of }: Share): string => (of === 0 ? '' : `${Math.round((100 * held) / of)} % of ${of}`);

const line = ({ task, seed, nats, low, high, truth, used }: FamilyReading): string =>
  `  ${task}, seed ${seed}, ${used}: ${figure(nats)} [${figure(low)}, ` +
  `${high === null ? '' : figure(high)}] of ${figure(truth)}`;

const row = ({ over, estimates, errors, ...rest }: FamilySummary): string[] => [
  over,
  String(rest.readings),
  String(rest.refusals),
  String(estimates.readings),
  figure(estimates.median),
  figure(estimates.mean),
  figure(errors.auto.median),
  figure(errors.auto.mean),
  figure(errors.ksg.median),
  figure(errors.ksg.mean),
  figure(errors.copula.median),
  figure(errors.copula.mean),
  percent(rest.lowerEnds),
  percent(rest.certifiedLowerEnds),
  percent(rest.certifiedIntervals),
  percent(rest.modelIntervals),
  String(rest.aboveCap),
  String(rest.silentMisses),
  rest.seconds.toFixed(1),
];

const listed = (title: string, readings: readonly FamilyReading[]): string =>
  [`${title}: ${readings.length}`, ...readings.map(line)].join('\n');

/** The families as a table for a terminal, then the misses one by one; nats. */
export function familyReport(outcomes: readonly FamilyOutcome[]): string {
  const readings = outcomes.filter(isFamilyReading);
  const refusals = outcomes.filter((outcome): outcome is FamilyRefusal => !isFamilyReading(outcome));
  const auto = readings.filter(({ reader }) => reader === 'auto');
  return [
    aligned(
      [
        [
          'family',
          'readings',
          'refused',
          'estimates',
          'median error',
          'mean',
          'auto median',
          'mean',
          'ksg median',
          'mean',
          'copula median',
          'mean',
          'low holds',
          'certified low',
          'certified interval',
          'model interval',
          'above cap',
          'silent misses',
          's',
        ],
        ...familySummaries(outcomes).map(row),
      ],
      1,
    ),
    listed('Above the true cap', auto.filter(aboveCap)),
    listed('Off by more than 20 % and .03 nats without a warning', auto.filter(isSilentMiss)),
    [
      `Refused: ${refusals.length}`,
      ...refusals.map(({ task, reader, seed, error }) => `  ${task}, seed ${seed}, ${reader}: ${error}`),
    ].join('\n'),
  ].join('\n\n');
}

/** The same as data. */
export function familyDocument(outcomes: readonly FamilyOutcome[]): unknown {
  const readings = outcomes.filter(isFamilyReading);
  return {
    unit: 'nats',
    readings,
    refusals: outcomes.filter((outcome) => !isFamilyReading(outcome)),
    summaries: familySummaries(outcomes),
    aboveCap: readings.filter((reading) => reading.reader === 'auto' && aboveCap(reading)),
    silentMisses: readings.filter((reading) => reading.reader === 'auto' && isSilentMiss(reading)),
  };
}
