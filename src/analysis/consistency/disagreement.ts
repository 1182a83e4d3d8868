import { endsOf, grounds, isHighCertified, isLowCertified } from '../../information/types/assumption';
import { analysisWarning, type Warning } from '../../result/warnings';
import type { NatsEstimate } from '../measures/natsEstimate';

/** Whether the interval of an estimate lies above that of another which it cannot exceed, and a model gave an end. */
export const contradict = (less: NatsEstimate, more: NatsEstimate): boolean =>
  less.low > more.high && !(isLowCertified(less) && isHighCertified(more));

/**
 * The lesser of two estimates whose models contradict each other: one of the two is wrong, and nobody knows which. Its
 * lower end goes, unless it holds without the model.
 */
export function withoutLow(less: NatsEstimate, more: NatsEstimate): NatsEstimate {
  if (isLowCertified(less)) return less;
  return {
    ...bare(less),
    low: 0,
    ...grounds(less.assumes, endsOf(true, isHighCertified(less))),
    warnings: told(less, less, more),
  };
}

/** The greater of the two: its upper end goes, unless it holds without the model. */
export function withoutHigh(less: NatsEstimate, more: NatsEstimate): NatsEstimate {
  if (isHighCertified(more)) return more;
  return {
    ...bare(more),
    high: Infinity,
    ...grounds(more.assumes, endsOf(isLowCertified(more), true)),
    warnings: told(more, less, more),
  };
}

const bare = ({ assumes, certified, ...rest }: NatsEstimate): NatsEstimate => rest;

function told(estimate: NatsEstimate, less: NatsEstimate, more: NatsEstimate): Warning[] {
  const before = estimate.warnings ?? [];
  if (before.some(({ code }) => code === 'modelsContradict')) return [...before];
  return [...before, analysisWarning('modelsContradict', less.estimator, more.estimator)];
}
