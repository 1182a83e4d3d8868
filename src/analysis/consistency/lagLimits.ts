import type { NatsEstimate } from '../measures/natsEstimate';
import { certifiedHigh, certifiedLow, type Snapshot } from './snapshot';
import type { Theorem } from './theorem';

const statement = 'I(X_{t-s};H_t) <= I(X_{t-s};H_t|X_{t-s+1:t})';
const source =
  'Cover and Thomas 2006, theorem 2.5.2 (chain rule): the difference is I(X_{t-s};X_{t-s+1:t}|H_t), where ' +
  'X_{t-s} and X_{t-s+1:t} are independent';
const conditions =
  'The task says that the steps of the input are independent, and the end holds whatever the data are.';

const ofLatest = {
  of: ['memory', 'conditionalMemory'],
  statement: 'At lag 0, I(X_{t-s};H_t|X_{t-s+1:t}) is I(X_{t-s};H_t)',
  source: 'There are no later steps to be given',
  conditions: 'The end holds whatever the data are.',
} as const;

/** What one step tells alone is a floor of what it tells beside later steps. */
export const lagFloors: readonly Theorem[] = [
  {
    code: 'belowLagAlone',
    side: 'floor',
    of: ['conditionalMemory'],
    statement,
    source,
    conditions,
    limit: (estimate, snapshot) =>
      certifiedLow(sameLag(estimate, snapshot, snapshot.memory(estimate.target, estimate))),
  },
  {
    ...ofLatest,
    code: 'belowLatest',
    side: 'floor',
    limit: (estimate, snapshot) => certifiedLow(twinAtLagZero(estimate, snapshot)),
  },
];

/** What one step tells beside later steps is a cap of what it tells alone. */
export const lagCaps: readonly Theorem[] = [
  {
    code: 'aboveLagGivenLater',
    side: 'cap',
    of: ['memory'],
    statement,
    source,
    conditions,
    limit: (estimate, snapshot) => certifiedHigh(memoryGivenLater(estimate, snapshot)),
  },
  {
    code: 'besideOtherLags',
    side: 'cap',
    of: ['memory'],
    statement: 'I(X_{t-s};H_t) <= I(X_{1:t};H_t) - sum over other lags r of I(X_{t-r};H_t)',
    source: 'Cover and Thomas 2006, theorem 2.5.2 (chain rule), for independent X_1, X_2, ...',
    conditions,
    limit: (estimate, snapshot) =>
      snapshot.source.hasIndependentSteps && estimate.beside === undefined
        ? leftBeside(
            estimate,
            estimate.from === 'start'
              ? snapshot.memoryFromStart(estimate.target, estimate)
              : snapshot.memory(estimate.target, estimate),
            snapshot,
          )
        : undefined,
  },
  {
    code: 'besideOtherLags',
    side: 'cap',
    of: ['conditionalMemory'],
    statement: 'I(X_{t-s};H_t|X_{t-s+1:t}) <= I(X_{1:t};H_t) less such terms of other lags',
    source: 'Cover and Thomas 2006, theorem 2.5.2 (chain rule), and theorem 2.6.3: no term is below 0',
    conditions: 'The ends hold whatever the data are.',
    limit: (estimate, snapshot) =>
      estimate.beside === undefined
        ? leftBeside(estimate, snapshot.conditionalMemory(estimate.target, estimate), snapshot)
        : undefined,
  },
  {
    ...ofLatest,
    code: 'aboveLatest',
    side: 'cap',
    limit: (estimate, snapshot) => certifiedHigh(twinAtLagZero(estimate, snapshot)),
  },
];

/** I(X_t;H_t) by the other of the two ways to it: as a memory, or as a memory given all later inputs. */
export function twinAtLagZero(estimate: NatsEstimate, snapshot: Snapshot): NatsEstimate | undefined {
  const { quantity, lag, from, beside, of, target } = estimate;
  if (lag !== 0 || from !== undefined || beside !== undefined) return undefined;
  const others =
    quantity === 'memory' ? snapshot.conditionalMemory(target, estimate) : snapshot.memory(target, estimate);
  return others.find((other) => other.lag === 0 && other.of?.kind === of?.kind);
}

/** I(X_{t-s};H_t|X_{t-s+1:t}) beside I(X_{t-s};H_t), where the second cannot exceed the first. */
export const memoryGivenLater = (estimate: NatsEstimate, snapshot: Snapshot): NatsEstimate | undefined =>
  sameLag(estimate, snapshot, snapshot.conditionalMemory(estimate.target, estimate));

/** What the upper end of I(X;H) leaves beside the lower ends of other lags. */
function leftBeside(estimate: NatsEstimate, lags: readonly NatsEstimate[], snapshot: Snapshot): number | undefined {
  const input = snapshot.inputInformation(estimate.target, estimate, estimate.time);
  const whole = input?.of?.kind === 'drawn' ? undefined : certifiedHigh(input);
  if (whole === undefined) return undefined;
  const others = lags.filter(({ lag, of }) => lag !== estimate.lag && of?.kind === estimate.of?.kind);
  return others.reduce((left, other) => left - Math.max(0, certifiedLow(other) ?? 0), whole);
}

function sameLag(
  { lag, from, beside, of }: NatsEstimate,
  { source: { hasIndependentSteps } }: Snapshot,
  others: readonly NatsEstimate[],
): NatsEstimate | undefined {
  if (!hasIndependentSteps || from !== undefined || beside !== undefined) return undefined;
  return others.find((other) => other.lag === lag && other.of?.kind === of?.kind);
}
