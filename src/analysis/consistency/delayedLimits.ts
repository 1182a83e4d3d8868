import type { NatsEstimate } from '../measures/natsEstimate';
import { isComplete } from './inputLimits';
import { certifiedHigh, certifiedLow, type Snapshot } from './snapshot';
import { largest, least, type Theorem } from './theorem';

const ofDelayed = {
  of: ['outputInformation', 'memory'],
  statement: 'I(H_t;Y_t) = I(X_{t-d};H_t) where Y_t is X_{t-d}',
  source: 'They are the information between the same two variables',
  conditions:
    'The target is the input of d steps before in every held-out sequence, of which there are so many that it is no ' +
    'chance; both are of the same state with the same noise; and the end holds whatever the data are.',
} as const;

/** A lower end of either is one of the other. */
export const delayedFloors: readonly Theorem[] = [
  {
    ...ofDelayed,
    code: 'belowDelayed',
    side: 'floor',
    limit: (estimate, snapshot) => largest(...delayedTwins(estimate, snapshot).map(certifiedLow)),
  },
];

/** An upper end of either is one of the other. */
export const delayedCaps: readonly Theorem[] = [
  {
    ...ofDelayed,
    code: 'aboveDelayed',
    side: 'cap',
    limit: (estimate, snapshot) => least(...delayedTwins(estimate, snapshot).map(certifiedHigh)),
  },
];

/** Memories at the lag of a target that is an input, for what a state tells of that target, and the other way round. */
export function delayedTwins(estimate: NatsEstimate, snapshot: Snapshot): NatsEstimate[] {
  const { quantity, source, target, time, lag, from, beside, set } = estimate;
  if (beside !== undefined || from !== undefined || time === undefined || set === 'training') return [];
  const isOf = ({ of }: NatsEstimate): boolean => of?.kind === estimate.of?.kind;
  const delayOf = (name: string): number | undefined => {
    const delay = snapshot.source.delayOf(name);
    return delay !== undefined && delay < time && isComplete(estimate, name, snapshot) ? delay : undefined;
  };
  if (quantity === 'outputInformation') {
    const delay = delayOf(target);
    if (delay === undefined) return [];
    return snapshot.memory(source, estimate).filter((memory) => memory.lag === delay && isOf(memory));
  }
  if (quantity !== 'memory') return [];
  return snapshot.targetNames.flatMap((name) => {
    const about =
      lag !== undefined && delayOf(name) === lag ? snapshot.outputInformation(target, name, estimate) : undefined;
    return about && isOf(about) ? [about] : [];
  });
}
