import { endsOf, type Grounds, grounds, isHighCertified, isLowCertified } from '../types/assumption';
import type { Measurement } from '../types/measurement';
import { groundsOf } from '../estimators/groundsOf';
import { reason } from '../types/reasons';

/**
 * I(X;Y) in nats held to I(f(X);Y), where f(X) are some of the columns of X: it is at most I(X;Y) (Cover and Thomas
 * 2006, theorem 2.8.1), so a certified lower end of it is one of I(X;Y). A value below it is contradicted, and the
 * columns' own takes its place, as a lower bound.
 * @param columns how many columns f keeps
 */
export function atLeastOfColumns(whole: Measurement, part: Measurement, columns: number, name: string): Measurement {
  const [ofWhole, ofPart] = [standing(whole), standing(part)];
  const [isCertain, highHolds] = [isLowCertified(ofPart), isHighCertified(ofWhole)];
  if (part.nats > whole.nats) {
    const high = highHolds ? Math.max(part.low, whole.high) : Infinity;
    return {
      ...part,
      ...grounds(ofPart.assumes, endsOf(isCertain, highHolds)),
      high,
      nats: Math.min(high, part.nats),
      bound: 'lower',
      reason: [reason('symbolColumns', columns, name), ...(part.reason ?? [])],
    };
  }
  if (!isCertain || part.low <= whole.low) return whole;
  return { ...whole, ...grounds(ofWhole.assumes, endsOf(true, highHolds)), low: part.low };
}

const standing = (measured: Measurement): Grounds =>
  measured.estimator === undefined ? measured : groundsOf(measured.estimator, measured);
