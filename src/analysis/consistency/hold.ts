import { endsOf, grounds, isHighCertified, isLowCertified } from '../../information/types/assumption';
import { ceilingCodes } from '../../information/types/warnings';
import { assumptionWords } from '../../result/assumptionWords';
import { analysisWarning, type TheoremCode, type Warning } from '../../result/warnings';
import type { NatsEstimate } from '../measures/natsEstimate';
import { limitCodes } from './theorems';

/** Nats that two decimals do not show: a value that moved by less is held, and not warned of. */
export const unseen = 0.005;

const ceilings: ReadonlySet<string> = new Set(ceilingCodes);

/** A number that an estimate cannot be above, or below, in nats, and the theorem that says so. */
export interface Limit {
  readonly code: TheoremCode;
  readonly nats: number;
}

/**
 * The estimate with its value and both ends between its limits; the same object where nothing changes. A cap outweighs
 * a floor: caps are exact or certified from above, floors are statistical. Without a floor the lowest value is 0, which
 * no information is below (Cover and Thomas 2006, theorem 2.6.3). The interval keeps its value inside. An end
 * that a limit replaces is certified from then on. Where the end of a model lies beyond a limit, the theorem
 * contradicts the model: neither of the model's ends is kept, and the limits take their places (0 and infinity where
 * there is none). Only a value that moved, or a model that is contradicted, is warned of, not an end.
 */
export function hold(estimate: NatsEstimate, cap: Limit | undefined, floor: Limit | undefined): NatsEstimate {
  const top = Math.max(0, cap?.nats ?? Infinity);
  const bottom = Math.min(Math.max(0, floor?.nats ?? 0), top);
  const within = (number: number): number => Math.min(Math.max(number, bottom), top);
  const contradicted = contradicts(estimate, top, bottom);
  const value = within(estimate.value);
  const lowest = contradicted ? bottom : within(estimate.low);
  const highest = contradicted ? top : heldHigh(estimate.high, top, bottom);
  const low = Math.min(lowest, value);
  const high = Math.max(highest, value);
  if ([value, low, high].some(Number.isNaN)) return estimate;
  if (value === estimate.value && low === estimate.low && high === estimate.high) return estimate;
  const before = estimate.warnings ?? [];
  // A value that a floor raised is no longer at the ceiling of its samples.
  const kept = value > estimate.value ? before.filter(({ code }) => !ceilings.has(code)) : before;
  const { warnings: _, assumes, certified: __, ...rest } = estimate;
  const held = moved(estimate, value, contradicted, cap, floor);
  const told = new Set(held.map(({ code }) => code));
  // A number that the value was held to before is no longer its value.
  const still = held.length === 0 ? kept : kept.filter(({ code }) => !limitCodes.has(code) && !told.has(code));
  const warnings = [...still, ...held];
  const ends = endsOf(
    isLowCertified(estimate) || contradicted || low > estimate.low,
    isHighCertified(estimate) || contradicted || high < estimate.high,
  );
  // Two limits that leave one number leave nothing to a model.
  const model = low === high && ends === 'both' ? undefined : assumes;
  return { ...rest, value, low, high, ...grounds(model, ends), ...(warnings.length > 0 && { warnings }) };
}

/** Whether an end that only a model gives lies where a theorem says that the truth cannot be. */
const contradicts = (estimate: NatsEstimate, top: number, bottom: number): boolean =>
  (!isLowCertified(estimate) && estimate.low > top + unseen) ||
  (!isHighCertified(estimate) && estimate.high < bottom - unseen);

/** A floor above a certified upper end proves that end wrong; the cap is what is left. */
const heldHigh = (high: number, top: number, bottom: number): number =>
  high < bottom && Number.isFinite(top) ? top : Math.min(Math.max(high, bottom), top);

function moved(
  { value: before, low, bound, estimator, assumes }: NatsEstimate,
  after: number,
  contradicted: boolean,
  cap: Limit | undefined,
  floor: Limit | undefined,
): Warning[] {
  if (Math.abs(after - before) < unseen) return [];
  const limit = after < before ? cap : floor;
  if (!limit) return [];
  const held = analysisWarning(limit.code, { nats: after, digits: 2 });
  if (contradicted && assumes !== undefined)
    return [held, analysisWarning('modelContradicted', estimator, assumptionWords(assumes))];
  // A value above its cap within its own interval is chance.
  const isOverstated = bound === 'lower' && after < low - unseen;
  return isOverstated ? [held, analysisWarning('overstated', estimator)] : [held];
}
