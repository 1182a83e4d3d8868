import type { AnalysisConfig } from '../../../config/schema/config';
import type { Dataset } from '../../../data/dataset';
import type { Attribution } from '../../../result/studies';
import { natsIn } from '../../../result/units';
import type { AttributionOutcome } from './outcome';
import { areaOf } from './removal';

/** The figures of a repetition in the config's unit, with the names of the classes. */
export function documentOf(
  found: AttributionOutcome['attributed'],
  repetition: number,
  { analysis: { unit } }: AnalysisConfig,
  { heldOut: { targets } }: Dataset,
): Attribution {
  const nameOf = (symbol: number): string => targets?.names?.[symbol] ?? String(symbol);
  const inUnit = (map: number[][]): number[][] => map.map((row) => row.map((nats) => natsIn(unit, nats)));
  const { by, sequences, nats, kept, even, accuracy, accuracyKept, map, removals, maps } = found;
  return {
    ...{ repetition, by, sequences },
    information: natsIn(unit, nats),
    bound: 'upper',
    kept,
    ...(even !== undefined && { even: natsIn(unit, even) }),
    ...{ accuracy, accuracyKept },
    map: inUnit(map),
    removals: removals.map((one) => ({
      by: one.by,
      area: areaOf(one.curve),
      curve: one.curve.map(({ removed, probability, accuracy: right }) => ({ removed, probability, accuracy: right })),
    })),
    ...(maps && {
      maps: maps.map((one) => ({
        sequence: one.sequence,
        target: nameOf(one.target),
        predicted: nameOf(one.predicted),
        map: inUnit(one.map),
      })),
    }),
  };
}
