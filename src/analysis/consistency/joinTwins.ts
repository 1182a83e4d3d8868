import { grounds, isHighCertified, isLowCertified } from '../../information/types/assumption';
import type { NatsEstimate } from '../measures/natsEstimate';
import { delayedTwins } from './delayedLimits';
import { twinAtLagZero } from './lagLimits';
import { aboutNext } from './nextLimits';
import { isExact, type Snapshot } from './snapshot';
import { limitCodes } from './theorems';

type TwinsOf = (estimate: NatsEstimate, snapshot: Snapshot) => readonly NatsEstimate[];

/** What a state tells of an earlier input, and of a target that is that input. */
const ofEarlierInput: TwinsOf = (estimate, snapshot) =>
  estimate.quantity === 'outputInformation' ? delayedTwins(estimate, snapshot) : [];

/** Memory at lag 0, and memory given all later inputs at lag 0. */
const atLagZero: TwinsOf = (estimate, snapshot) => {
  const twin = estimate.quantity === 'conditionalMemory' ? twinAtLagZero(estimate, snapshot) : undefined;
  return twin === undefined ? [] : [twin];
};

/** What a state tells of the next input, and of a target that is the next input. */
const ofNextInput: TwinsOf = (estimate, snapshot) =>
  estimate.quantity === 'predictiveInformation' && estimate.ahead === 1 ? aboutNext(estimate, snapshot) : [];

/**
 * Gives estimates of one number the same value and ends, after each has been held inside the ends of the other. A
 * memory at lag 0 may have two twins: targets are joined first and last, so that each twin's numbers reach the other.
 */
export function joinTwins(snapshot: Snapshot): void {
  for (const twinsOf of [ofEarlierInput, atLagZero, ofNextInput, ofEarlierInput]) join(snapshot, twinsOf);
}

/** Both become the one with the closer ends. */
function join(snapshot: Snapshot, twinsOf: TwinsOf): void {
  for (const place of snapshot.estimates.keys()) {
    if (snapshot.estimates[place].set === 'training') continue;
    for (const twin of twinsOf(snapshot.estimates[place], snapshot)) {
      const own = snapshot.estimates[place];
      const [better, worse] = isCloser(own, twin) ? [own, twin] : [twin, own];
      if (isExact(worse)) continue;
      const number = withCertifiedHigh(better, worse);
      const placeOf = (one: NatsEstimate): number => (one === own ? place : snapshot.estimates.indexOf(one));
      const [ofBetter, ofWorse] = [placeOf(better), placeOf(worse)];
      snapshot.replace(ofBetter, number);
      snapshot.replace(ofWorse, measuredAs(worse, number));
    }
  }
}

/** The better of two, with the upper end of the other where only that holds whatever the data are. */
function withCertifiedHigh(better: NatsEstimate, other: NatsEstimate): NatsEstimate {
  if (isExact(better) || isHighCertified(better) || !isHighCertified(other)) return better;
  const { assumes, certified: _, ...rest } = better;
  return { ...rest, high: Math.max(other.high, better.value), ...grounds(assumes, 'both') };
}

/** The memory at lag 0 beside a term that moved. */
export function moveTwin(term: NatsEstimate, snapshot: Snapshot): void {
  const twin = twinAtLagZero(term, snapshot);
  if (twin === undefined || isExact(twin)) return;
  snapshot.replace(snapshot.estimates.indexOf(twin), measuredAs(twin, term));
}

/**
 * Whether the first is exact, or has ends that rest on no model where the second has not, or is the narrower, or has a
 * value that no theorem moved where the second's was.
 */
function isCloser(one: NatsEstimate, other: NatsEstimate): boolean {
  for (const of of [isExact, isLowCertified, isHighCertified]) if (of(one) !== of(other)) return of(one);
  const wider = one.high - one.low - (other.high - other.low);
  return wider === 0 ? !isMoved(one) && isMoved(other) : wider < 0;
}

const isMoved = ({ warnings = [] }: NatsEstimate): boolean => warnings.some(({ code }) => limitCodes.has(code));

/** An estimate with the numbers of another of the same quantity, and with all that they rest on. */
function measuredAs(
  { assumes, certified, histories, reason, warnings, ...about }: NatsEstimate,
  by: NatsEstimate,
): NatsEstimate {
  const { value, low, high, bound, estimator, samples } = by;
  return {
    ...about,
    ...{ value, low, high, bound, estimator, samples },
    ...(by.assumes !== undefined && { assumes: by.assumes }),
    ...(by.certified !== undefined && { certified: by.certified }),
    ...(by.histories !== undefined && { histories: by.histories }),
    ...(by.reason !== undefined && { reason: by.reason }),
    ...(by.warnings !== undefined && { warnings: by.warnings }),
  };
}
