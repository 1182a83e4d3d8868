import { isHighCertified, isLowCertified } from '../../../src/information/types/assumption';
import { isFamilyReading, type FamilyOutcome, type FamilyReading, type Reader } from './familyReading';

/** A share of readings, and of how many it is. */
export interface Share {
  readonly held: number;
  readonly of: number;
}

/** Absolute errors of several readings, in nats; NaN where there is none. */
export interface Errors {
  readonly readings: number;
  readonly median: number;
  readonly mean: number;
}

/** What `auto` reads over several tasks, and KSG and the Gaussian copula beside it; nats. */
export interface FamilySummary {
  readonly over: string;
  readonly tasks: number;
  readonly readings: number;
  /** Data sets for which `auto` gives no number. */
  readonly refusals: number;
  /** Of values that are called estimates, not bounds. */
  readonly estimates: Errors;
  /** Of all values of each reader. */
  readonly errors: Readonly<Record<Reader, Errors>>;
  /** `low` is at most the truth: over all readings, and where no model is needed for it. */
  readonly lowerEnds: Share;
  readonly certifiedLowerEnds: Share;
  /** Both ends hold, where there is an upper end and no model is needed for either. */
  readonly certifiedIntervals: Share;
  /** Both ends hold, where there is an upper end and one of them needs a model. */
  readonly modelIntervals: Share;
  readonly aboveCap: number;
  readonly silentMisses: number;
  readonly seconds: number;
}

export const lowerEndHolds = ({ low, truth }: FamilyReading): boolean => low <= truth;

export const intervalHolds = ({ low, high, truth }: FamilyReading): boolean =>
  low <= truth && (high === null || truth <= high);

const isCertified = (reading: FamilyReading): boolean => isLowCertified(reading) && isHighCertified(reading);

/** Above what the discrete side leaves; rounding is let pass. */
export const aboveCap = ({ nats, cap }: FamilyReading): boolean => cap !== null && nats > cap + 1e-6;

/** Off by more than 20 per cent of the truth and more than .03 nats. */
export const isMiss = ({ nats, truth }: FamilyReading): boolean => Math.abs(nats - truth) > Math.max(0.2 * truth, 0.03);

export const isSilentMiss = (reading: FamilyReading): boolean => isMiss(reading) && reading.warnings.length === 0;

/** All readings together, then family by family. */
export function familySummaries(outcomes: readonly FamilyOutcome[]): FamilySummary[] {
  const families = [...new Set(outcomes.map(({ family }) => family))];
  return [
    summary('all', outcomes),
    ...families.map((family) =>
      summary(
        family,
        outcomes.filter((outcome) => outcome.family === family),
      ),
    ),
  ];
}

function summary(over: string, outcomes: readonly FamilyOutcome[]): FamilySummary {
  const readings = outcomes.filter(isFamilyReading);
  const of = (reader: Reader) => readings.filter((reading) => reading.reader === reader);
  const auto = of('auto');
  const bounded = auto.filter(({ high }) => high !== null);
  const share = (all: readonly FamilyReading[], holds: (reading: FamilyReading) => boolean): Share => ({
    held: all.filter(holds).length,
    of: all.length,
  });
  return {
    over,
    tasks: new Set(outcomes.map(({ task }) => task)).size,
    readings: auto.length,
    refusals: outcomes.filter((outcome) => outcome.reader === 'auto' && !isFamilyReading(outcome)).length,
    estimates: errors(auto.filter(({ bound }) => bound === 'none')),
    errors: { auto: errors(of('auto')), ksg: errors(of('ksg')), copula: errors(of('copula')) },
    lowerEnds: share(auto, lowerEndHolds),
    certifiedLowerEnds: share(auto.filter(isLowCertified), lowerEndHolds),
    certifiedIntervals: share(bounded.filter(isCertified), intervalHolds),
    modelIntervals: share(
      bounded.filter((reading) => !isCertified(reading)),
      intervalHolds,
    ),
    aboveCap: auto.filter(aboveCap).length,
    silentMisses: auto.filter(isSilentMiss).length,
    seconds: auto.reduce((sum, { seconds }) => sum + seconds, 0),
  };
}

function errors(readings: readonly FamilyReading[]): Errors {
  const sorted = readings.map(({ nats, truth }) => Math.abs(nats - truth)).sort((a, b) => a - b);
  const middle = sorted.length / 2;
  return {
    readings: sorted.length,
    median: sorted.length === 0 ? NaN : (sorted[Math.ceil(middle) - 1] + sorted[Math.floor(middle)]) / 2,
    mean: sorted.reduce((sum, error) => sum + error, 0) / sorted.length,
  };
}
