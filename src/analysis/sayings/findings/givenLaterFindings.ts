import { isHighCertified, isLowCertified } from '../../../information/types/assumption';
import { entropyAt, wholeValue } from '../../../result/ceiling';
import { negligible } from '../../../result/format';
import type { Estimate, Sentence } from '../../../result/result';
import type { ResultIndex } from '../../../result/resultIndex';
import { unitWord } from '../../../result/units';
import { upperEnd } from '../../../result/upperEnd';
import { cited, mostOf, placeOf, toldOf } from '../figures';

/** Share of an input's entropy that later inputs have to bring out before it is worth a sentence. */
const broughtOut = 0.25;

/**
 * The input that a state holds without showing it: alone it is nearly gone, and given all later inputs it is there, as
 * the bits of a parity are. Only where the certified ends of the two say so.
 */
export function givenLaterFindings(index: ResultIndex): Sentence[] {
  return index.result.layers.flatMap(({ name }): Sentence[] => {
    const alone = new Map(index.of('memory', name).map((estimate) => [estimate.lag, estimate]));
    const found = index.of('conditionalMemory', name).flatMap((given) => {
      const single = alone.get(given.lag);
      if (single?.time !== given.time || !single || !isLowCertified(given) || !isHighCertified(single)) return [];
      return [{ given, single, gain: given.low - upperEnd(single) }];
    });
    if (found.length === 0) return [];
    const { given, single, gain } = found.reduce((best, one) => (one.gain > best.gain ? one : best));
    if (!(gain > Math.max(2 * negligible(given.unit), broughtOut * wholeOfStep(index, given)))) return [];
    return [
      cited({
        message:
          'Given all later inputs, {0} holds {1} {2} about the input at lag {3}; alone that input shows {4} {2}.',
        args: [name, toldOf(given), unitWord(given.unit), placeOf(given, 'lag'), mostOf(single)],
        layer: name,
      }),
    ];
  });
}

function wholeOfStep(index: ResultIndex, { time = 0, lag = 0 }: Estimate): number {
  const whole = entropyAt(index, 'X', time - lag);
  return whole ? wholeValue(whole) : 0;
}
