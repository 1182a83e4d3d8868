import { analysisWarning } from '../../result/warnings';
import type { NatsEstimate } from '../measures/natsEstimate';
import { unseen } from './hold';
import { limitCodes } from './theorems';

/** Two sums that differ by less, nats, are one number. */
const rounding = 1e-9;

/**
 * Terms of a chain rule whose values add up to that of the whole, in their order: I(X_{1:t};H_t) = sum over s of
 * I(X_{t-s};H_t|X_{t-s+1:t}) (Cover and Thomas 2006, theorem 2.5.2). The whole is known better than its parts, so the
 * parts move: each towards one end of its interval, all by the same share of the way. Where even the ends add up to
 * less, or to more, the values stay at these ends. Intervals are left as they are. Nothing moves up beside a lower
 * bound with room above it: it may hold all that is missing. A value that moved is no bound any more.
 * @param terms all terms, nats
 * @param floors the least that each term's value may be, nats; without them, its own lower end
 * @param isFixed whether a term stays, since it is known by other means too
 */
export function addedUp(
  terms: readonly NatsEstimate[],
  whole: NatsEstimate,
  floors: readonly number[] = terms.map(({ low }) => low),
  isFixed: (term: NatsEstimate) => boolean = () => false,
): NatsEstimate[] {
  const missing = whole.value - terms.reduce((sum, { value }) => sum + value, 0);
  if (Math.abs(missing) < rounding) return [...terms];
  const isOpen = ({ value, high, bound }: NatsEstimate): boolean => bound === 'lower' && high - value > unseen;
  if (missing > 0 && terms.some((term) => !isFixed(term) && isOpen(term))) return [...terms];
  const ends = terms.map((term, i) => {
    const { value, high } = term;
    if (isFixed(term)) return value;
    return missing < 0 ? Math.min(value, floors[i]) : Math.max(value, Math.min(high, whole.value));
  });
  const room = terms.reduce((sum, { value }, i) => sum + Math.max(0, Math.sign(missing) * (ends[i] - value)), 0);
  const share = room > 0 ? Math.min(1, Math.abs(missing) / room) : 0;
  return terms.map((term, i) => {
    const way = ends[i] - term.value;
    if (way * missing <= 0 || share === 0) return term;
    const value = share === 1 ? ends[i] : term.value + share * way;
    const isHeld = term.warnings?.some(({ code }) => limitCodes.has(code)) ?? false;
    if (Math.abs(value - term.value) < unseen && !isHeld) return { ...term, value, bound: 'none' };
    const moved = analysisWarning('chainRule', { nats: value, digits: 2 });
    // A limit that the value was held to before is no longer its value.
    const others = (term.warnings ?? []).filter(({ code }) => code !== 'chainRule' && !limitCodes.has(code));
    return { ...term, value, bound: 'none', warnings: [...others, moved] };
  });
}
