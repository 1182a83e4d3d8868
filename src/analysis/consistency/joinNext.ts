import { isCloser, measuredAs } from './lagZero';
import { aboutNext } from './nextLimits';
import { isExact, type Snapshot } from './snapshot';

/**
 * What a state tells of the next input, and of a target that is the next input, are one number: both are that with the
 * closer ends, after each has been held inside the ends of the other.
 */
export function joinNext(snapshot: Snapshot): void {
  for (const [place, estimate] of snapshot.estimates.entries()) {
    if (estimate.quantity !== 'predictiveInformation' || estimate.ahead !== 1 || estimate.set === 'training') continue;
    for (const twin of aboutNext(estimate, snapshot)) {
      const own = snapshot.estimates[place];
      const [better, worse] = isCloser(own, twin) ? [own, twin] : [twin, own];
      if (isExact(worse)) continue;
      snapshot.replace(worse === own ? place : snapshot.estimates.indexOf(twin), measuredAs(worse, better));
    }
  }
}
