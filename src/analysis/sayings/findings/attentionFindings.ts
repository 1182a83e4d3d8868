import type { AttentionMap, Sentence } from '../../../result/result';
import { percent } from '../../../result/format';
import type { ResultReading } from '../../../result/resultReading';

/** A distance with less than this share of the weight is not where a layer looks; it looks everywhere. */
const telling = 0.25;

/** Where the attention layers look in the end. */
export function attentionFindings({ result }: ResultReading): Sentence[] {
  const maps = result.attention ?? [];
  const last = Math.max(...maps.map(({ epoch }) => epoch));
  return maps.filter(({ epoch }) => epoch === last).map(lookOf);
}

function lookOf({ layer, peak: { back, weight } }: AttentionMap): Sentence {
  const share = percent(weight);
  if (weight < telling) return { message: '{0} spreads its attention: no distance gets more than {1} of it.', args: [layer, share], layer };
  if (back === 0) return { message: '{0} looks at the step it is at: {1} of its weight.', args: [layer, share], layer };
  if (Math.abs(back) === 1) return { message: back > 0 ? '{0} looks one step back: {1} of its weight.' : '{0} looks one step ahead: {1} of its weight.', args: [layer, share], layer };
  return { message: back > 0 ? '{0} looks {1} steps back: {2} of its weight.' : '{0} looks {1} steps ahead: {2} of its weight.', args: [layer, Math.abs(back), share], layer };
}
