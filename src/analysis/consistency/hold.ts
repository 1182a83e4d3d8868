import { ceilingCodes } from '../../information/types/warnings';
import { analysisWarning, type TheoremCode, type Warning } from '../../result/warnings';
import type { NatsEstimate } from '../measures/natsEstimate';

/** Nats that two decimals do not show: a value that moved by less is held, and not warned of. */
const unseen = 0.005;

const ceilings: ReadonlySet<string> = new Set(ceilingCodes);

/** A number that an estimate cannot be above, or below, in nats, and the theorem that says so. */
export interface Limit {
  readonly code: TheoremCode;
  readonly nats: number;
}

/**
 * The estimate with its value and both ends between its limits; the same object where nothing changes. A cap outweighs
 * a floor: caps are exact or certified from above, floors are statistical. The interval keeps its value inside. Only a
 * value that moved is warned of, not an end.
 */
export function hold(estimate: NatsEstimate, cap: Limit | undefined, floor: Limit | undefined): NatsEstimate {
  const top = Math.max(0, cap?.nats ?? Infinity);
  const bottom = Math.min(floor?.nats ?? -Infinity, top);
  const within = (number: number): number => Math.min(Math.max(number, bottom), top);
  const value = within(estimate.value);
  const low = Math.min(within(estimate.low), value);
  // A floor above the upper end proves that end wrong; the cap is what is left.
  const above = estimate.high < bottom && Number.isFinite(top) ? top : within(estimate.high);
  const high = Math.max(above, value);
  if ([value, low, high].some(Number.isNaN)) return estimate;
  if (value === estimate.value && low === estimate.low && high === estimate.high) return estimate;
  const before = estimate.warnings ?? [];
  // A value that a floor raised is no longer at the ceiling of its samples.
  const kept = value > estimate.value ? before.filter(({ code }) => !ceilings.has(code)) : before;
  const { warnings: _, ...rest } = estimate;
  const warnings = [...kept, ...moved(estimate, value, cap, floor)];
  return { ...rest, value, low, high, ...(warnings.length > 0 && { warnings }) };
}

function moved(
  { value: before, bound, estimator }: NatsEstimate,
  after: number,
  cap: Limit | undefined,
  floor: Limit | undefined,
): Warning[] {
  if (Math.abs(after - before) < unseen) return [];
  const limit = after < before ? cap : floor;
  if (!limit) return [];
  const held = analysisWarning(limit.code, { nats: after, digits: 2 });
  return after < before && bound === 'lower' ? [held, analysisWarning('overstated', estimator)] : [held];
}
