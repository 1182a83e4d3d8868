import { upperEnd } from '../../../result/upperEnd';
import { isLowCertified } from '../../../information/types/assumption';
import { headsOf } from '../../../config/layers/heads';
import { unitWord } from '../../../result/units';
import type { Sentence } from '../../../result/result';
import { negligible } from '../../../result/format';
import type { ResultIndex } from '../../../result/resultIndex';
import { cited, isPart, toldOf, valueOf } from '../figures';

/** Share of the capacity from which a state counts as full. */
const full = 0.8;

/**
 * Layers whose state is nearly at its capacity under the declared noise. The capacity is that of the state's own
 * variances, which every code of independent normal units reaches, whatever its size: of a code that samples itself,
 * and of a linear network's states, it is no news, and neither is it of a head, whose units are those of its target.
 */
export function capacityFindings(index: ResultIndex): Sentence[] {
  const { unit } = index.result.config.analysis;
  const heads = new Set(headsOf(index.result.config.model.layers).map(({ name }) => name));
  return index.result.layers.flatMap(({ name }): Sentence[] => {
    if (heads.has(name)) return [];
    const capacity = index.atEnd('stateCapacity', name);
    const held = index.atEnd('inputInformation', name);
    if (!capacity || !held || capacity.of?.kind === 'ownNoise' || held.estimator === 'exact') return [];
    if (!isLowCertified(held) || capacity.value < negligible(unit) || held.low <= full * upperEnd(capacity)) return [];
    const [part, whole] = [toldOf(held), valueOf(capacity)];
    if (!isPart(part, whole)) return [];
    return [
      cited({
        message:
          '{0} holds {1} of the {2} {3} that a Gaussian state of the same covariance holds at this noise, which is ' +
          'the most at this covariance. A state that varies more, more units or less noise would raise it.',
        args: [name, part, whole, unitWord(unit)],
        layer: name,
      }),
    ];
  });
}
