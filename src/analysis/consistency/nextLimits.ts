import type { NatsEstimate } from '../measures/natsEstimate';
import { isComplete } from './inputLimits';
import { certifiedHigh, certifiedLow, type Snapshot } from './snapshot';
import { largest, least, type Theorem } from './theorem';

const ofNext = {
  of: ['outputInformation', 'predictiveInformation'],
  statement: 'I(H_t;X_{t+1:t+k}) >= I(H_t;Y_t) where Y_t is X_{t+1}, and both are one number for k = 1',
  source: 'Cover and Thomas 2006, theorem 2.5.2 (chain rule)',
  conditions:
    'The target is the input of the next step in every held-out sequence, both are of the same state with the same ' +
    'noise, and the end holds whatever the data are.',
} as const;

/** What a state tells of the next input, as a target and as its predictive information. */
export const nextLimits: readonly Theorem[] = [
  {
    ...ofNext,
    code: 'belowNext',
    side: 'floor',
    limit: (estimate, snapshot) =>
      estimate.quantity === 'predictiveInformation'
        ? largest(...aboutNext(estimate, snapshot).map(certifiedLow))
        : certifiedLow(sameFuture(estimate, snapshot)),
  },
  {
    ...ofNext,
    code: 'aboveNext',
    side: 'cap',
    limit: (estimate, snapshot) =>
      estimate.quantity === 'outputInformation'
        ? certifiedHigh(future(estimate, snapshot))
        : estimate.ahead === 1
          ? least(...aboutNext(estimate, snapshot).map(certifiedHigh))
          : undefined,
  },
];

/** I(H_t;Y_t) for the targets that are the next input. */
export function aboutNext(estimate: NatsEstimate, snapshot: Snapshot): NatsEstimate[] {
  const { source: layer, beside } = estimate;
  if (beside !== undefined) return [];
  return ['Y', 'next'].flatMap((target) => {
    const found = snapshot.outputInformation(layer, target, estimate);
    return found && isSame(found, estimate) && isNext(found, snapshot) ? [found] : [];
  });
}

/** I(H_t;X_{t+1:t+k}) beside an estimate about a target that is the next input. */
function future(estimate: NatsEstimate, snapshot: Snapshot): NatsEstimate | undefined {
  if (estimate.beside !== undefined || !isNext(estimate, snapshot)) return undefined;
  const found = snapshot.predictiveInformation(estimate.source, estimate);
  return found && isSame(found, estimate) ? found : undefined;
}

function sameFuture(estimate: NatsEstimate, snapshot: Snapshot): NatsEstimate | undefined {
  const found = future(estimate, snapshot);
  return found?.ahead === 1 ? found : undefined;
}

const isSame = (a: NatsEstimate, b: NatsEstimate): boolean => a.of?.kind === b.of?.kind;

const isNext = (about: NatsEstimate, snapshot: Snapshot): boolean =>
  snapshot.source.isNextInput(about.target) && isComplete(about, about.target, snapshot);
