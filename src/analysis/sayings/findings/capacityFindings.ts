import { unitWord } from '../../../result/units';
import type { Sentence } from '../../../result/result';
import { figure, percent } from '../../../result/format';
import type { ResultIndex } from '../../../result/resultIndex';

/** Fuller than this a state has no room left. */
const full = 0.8;

/** Layers whose state is nearly as full as its noise lets it be. */
export function capacityFindings(reading: ResultIndex): Sentence[] {
  const { unit } = reading.result.config.analysis;
  return reading.result.layers.flatMap(({ name }): Sentence[] => {
    const capacity = reading.atEnd('stateCapacity', name);
    const held = reading.atEnd('inputInformation', name);
    if (!capacity || !held || held.low <= full * capacity.high) return [];
    return [
      {
        message:
          '{0} holds {1} of the {2} {3} that its state can hold at this noise ({4}). More units or less noise ' +
          'would raise this capacity.',
        args: [
          name,
          figure(held.value),
          figure(capacity.value),
          unitWord(unit),
          percent(Math.min(1, held.value / capacity.value)),
        ],
        layer: name,
      },
    ];
  });
}
