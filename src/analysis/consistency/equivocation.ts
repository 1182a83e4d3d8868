import type { NatsEstimate } from '../measures/natsEstimate';
import { isComplete, layerOf } from './inputLimits';
import { certifiedLow, type Snapshot } from './snapshot';
import type { Theorem } from './theorem';

interface Part extends Pick<Theorem, 'of' | 'statement'> {
  /** What the input tells of the variable, nats. */
  readonly known: (estimate: NatsEstimate, snapshot: Snapshot) => number | undefined;
}

const parts: readonly Part[] = [
  {
    of: ['memory'],
    statement: 'I(X_{t-s};H_t) >= H(X_{t-s}) - H(X_{1:t}|H_t)',
    known: ({ time, lag, from }, { source }) =>
      time === undefined || lag === undefined || from !== undefined ? undefined : source.stepEntropy('X', time - lag),
  },
  {
    of: ['conditionalMemory'],
    statement: 'I(X_{t-s};H_t|X_{t-s+1:t}) >= H(X_{t-s}|X_{t-s+1:t}) - H(X_{1:t}|H_t)',
    known: ({ time, lag }, { source }) =>
      time === undefined || lag === undefined ? undefined : source.entropyGivenLater(time, lag),
  },
  {
    of: ['outputInformation'],
    statement: 'I(H_t;Y_t) >= I(X_{1:t};Y_t) - H(X_{1:t}|H_t)',
    known: (estimate, snapshot) =>
      estimate.target === 'Y' && estimate.time !== undefined && isComplete(estimate, 'Y', snapshot)
        ? snapshot.source.targetInformation(estimate.time)
        : undefined,
  },
  {
    of: ['predictiveInformation'],
    statement: 'I(H_t;X_{t+1:t+k}) >= I(X_{1:t};X_{t+1:t+k}) - H(X_{1:t}|H_t)',
    known: ({ time }, { source }) => (time === undefined ? undefined : source.futureInformation(time)),
  },
];

/**
 * What is lost of the input bounds what is lost of any part of it: with the equivocation
 * e = H(X_{1:t}|H_t) = H(X_{1:t}) - I(X_{1:t};H_t), I(V;H_t) >= I(V;X_{1:t}) - e for every V that the state knows
 * through the input alone.
 */
export const equivocationFloors: readonly Theorem[] = parts.map(({ of, statement, known }) => ({
  code: 'belowEquivocation',
  side: 'floor',
  of,
  statement,
  source: 'Cover and Thomas 2006, theorem 2.5.2 (chain rule): I(V;X) - I(V;H) = I(V;X|H) <= H(X|H)',
  conditions:
    'The input is discrete, the task states its entropies, the state is a function of the first t steps and its own ' +
    'noise, and the lower end of I(X;H) holds whatever the data are.',
  limit: (estimate, snapshot) => {
    const [nats, lost] = [known(estimate, snapshot), equivocation(estimate, snapshot)];
    return nats === undefined || lost === undefined ? undefined : nats - lost;
  },
}));

/** At most so much of X_{1:t} is not in the state of an estimate, nats. */
function equivocation(estimate: NatsEstimate, snapshot: Snapshot): number | undefined {
  const { time, beside, of } = estimate;
  const { source, dependence } = snapshot;
  const layer = layerOf(estimate);
  if (time === undefined || beside !== undefined || source.statesWholeText) return undefined;
  if (!dependence.isOfInput(layer) || dependence.reach(layer) !== 'past') return undefined;
  const input = snapshot.inputInformation(layer, estimate, time);
  const [held, all] = [input?.of?.kind === of?.kind ? certifiedLow(input) : undefined, source.blockEntropy(time)];
  return held === undefined || all === undefined ? undefined : Math.max(0, all - held);
}
