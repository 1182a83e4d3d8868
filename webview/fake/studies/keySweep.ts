import { sweptPlaces } from '../../../src/config/layers/sweptKeys';
import type { AnalysisConfig } from '../../../src/config/schema/config';
import type { Studies, SweptEstimate } from '../../../src/result/result';

const keys = [
  { key: 'model.layers[1].units', values: [2, 4, 8, 16] },
  { key: 'data.delay', values: [1, 3] },
];

/** A grid of two keys. */
export const fakeSweep: NonNullable<AnalysisConfig['sweep']> = { keys, seeds: 2 };

/** Information that grows with the units up to what the delay allows. */
export function keySweep(): Partial<Studies> {
  const places = sweptPlaces(keys).flatMap((place) => [1, 2].map((repetition) => ({ ...place, repetition })));
  return {
    swept: places.map((place) => ({
      ...place,
      parameters: 20 * Number(place.first) + 4 * Number(place.first) ** 2,
      loss: 1.4 - held(place) / 2,
      accuracy: 0.25 + 0.37 * held(place),
      seconds: 1 + Number(place.first) / 10,
    })),
    sweptEstimates: places.map((place): SweptEstimate => {
      const value = held(place);
      return {
        ...place,
        ...{ quantity: 'outputInformation', source: 'memory', target: 'Y', time: 12, epoch: 30, unit: 'bits' },
        ...{ estimator: 'knownConditional', bound: 'none', samples: 1000 },
        value,
        low: value - 0.05,
        high: value + 0.05,
      };
    }),
  };
}

const held = ({ first, second = 1, repetition }: { first: unknown; second?: unknown; repetition: number }): number =>
  2 * (1 - Math.exp(-Number(first) / (2 * Number(second)))) + 0.01 * repetition - 0.02;
