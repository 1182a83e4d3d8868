import { upperEnd } from '../../../result/upperEnd';
import { unitWord } from '../../../result/units';
import type { Sentence } from '../../../result/result';
import { amount, negligible, percent } from '../../../result/format';
import type { ResultIndex } from '../../../result/resultIndex';

/** Share of the capacity from which a state counts as full. */
const full = 0.8;

/** Layers whose state is nearly at its capacity under its noise. */
export function capacityFindings(index: ResultIndex): Sentence[] {
  const { unit } = index.result.config.analysis;
  return index.result.layers.flatMap(({ name }): Sentence[] => {
    const capacity = index.atEnd('stateCapacity', name);
    const held = index.atEnd('inputInformation', name);
    if (!capacity || !held || capacity.value < negligible(unit) || held.low <= full * upperEnd(capacity)) return [];
    return [
      {
        message:
          '{0} holds {1} of the {2} {3} that its state can hold at this noise ({4}). More units or less noise ' +
          'would raise this capacity.',
        args: [
          name,
          amount(held.value),
          amount(capacity.value),
          unitWord(unit),
          percent(Math.min(1, held.value / capacity.value)),
        ],
        layer: name,
      },
    ];
  });
}
