import type { AttentionMap, Sentence } from '../../../result/result';
import { percent } from '../../../result/format';
import type { ResultIndex } from '../../../result/resultIndex';

/** A distance with less than this share of the weight is not where a layer looks; it looks everywhere. */
const telling = 0.25;

/** Where the attention layers look in the end. */
export function attentionFindings({ result }: ResultIndex): Sentence[] {
  const maps = result.attention ?? [];
  const last = Math.max(...maps.map(({ epoch }) => epoch));
  return maps.filter(({ epoch }) => epoch === last).map(lookOf);
}

function lookOf({ layer, peak: { back, weight } }: AttentionMap): Sentence {
  const share = percent(weight);
  if (weight < telling)
    return {
      message: '{0} spreads its attention: no distance in time gets more than {1} of its weight.',
      args: [layer, share],
      layer,
    };
  if (back === 0)
    return { message: '{0} attends most to the current step, with {1} of its weight.', args: [layer, share], layer };
  if (Math.abs(back) === 1)
    return {
      message:
        back > 0
          ? '{0} attends most to the previous step, with {1} of its weight.'
          : '{0} attends most to the next step, with {1} of its weight.',
      args: [layer, share],
      layer,
    };
  return {
    message:
      back > 0
        ? '{0} attends most to the step {1} steps back, with {2} of its weight.'
        : '{0} attends most to the step {1} steps ahead, with {2} of its weight.',
    args: [layer, Math.abs(back), share],
    layer,
  };
}
