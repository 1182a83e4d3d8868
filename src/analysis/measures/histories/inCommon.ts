import type { BetweenBounds } from '../../../information/estimators/known/fromRatios';
import type { NatsEstimate } from '../natsEstimate';

/** What an estimate's interval and a second one have in common, as both hold, with a value inside it. */
export function inCommon(before: NatsEstimate, second: BetweenBounds): Pick<NatsEstimate, 'value' | 'low' | 'high'> {
  const low = Math.max(before.low, second.low);
  const high = Math.max(low, Math.min(before.high, second.high));
  const between = isAboutSymbols(before) ? before.value : second.nats;
  return { value: Math.min(high, Math.max(low, between)), low, high };
}

const isAboutSymbols = ({ quantity }: NatsEstimate): boolean =>
  quantity === 'memory' || quantity === 'outputInformation';
