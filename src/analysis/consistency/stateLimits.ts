import { layerOfState, wholeStateName } from '../../config/layers/wholeState';
import { isSameComputedFrom } from '../../result/computedFrom';
import type { NatsEstimate } from '../measures/natsEstimate';
import { certifiedHigh, certifiedLow, type Snapshot } from './snapshot';
import type { Theorem } from './theorem';

const ofState = {
  of: [
    'inputInformation',
    'outputInformation',
    'predictiveInformation',
    'memory',
    'conditionalMemory',
    'historyInformation',
  ],
  statement: 'I(V;S) >= I(V;H)',
  source: 'Cover and Thomas 2006, theorem 2.8.1 (data processing), for V - S - H',
  conditions:
    'The output H is among the numbers of the state S (so of lstm and sLSTM; not of mLSTM, matrixState and mamba, ' +
    'whose output is read from the state, not of residual layers, and not of two directions that are merged), the ' +
    'analysis declares noise of the same variance on each number of both, and the end holds whatever the data are.',
} as const;

/** What a whole state tells beside what the output, a part of it, tells of the same variable. */
export const stateLimits: readonly Theorem[] = [
  {
    ...ofState,
    code: 'belowOutput',
    side: 'floor',
    limit: (estimate, snapshot) => certifiedLow(besideState(estimate, snapshot)),
  },
  {
    ...ofState,
    code: 'aboveState',
    side: 'cap',
    limit: (estimate, snapshot) => certifiedHigh(besideOutput(estimate, snapshot)),
  },
];

/** The same information of the output, beside that of a whole state. */
function besideState(estimate: NatsEstimate, snapshot: Snapshot): NatsEstimate | undefined {
  return twin(estimate, snapshot, (name) => layerOfState(name));
}

/** The same information of the whole state, beside that of an output. */
export function besideOutput(estimate: NatsEstimate, snapshot: Snapshot): NatsEstimate | undefined {
  return twin(estimate, snapshot, (name) => (layerOfState(name) === undefined ? wholeStateName(name) : undefined));
}

export const isOfState = ({ source, target }: Pick<NatsEstimate, 'source' | 'target'>): boolean =>
  [source, target].some((name) => layerOfState(name) !== undefined);

function twin(
  estimate: NatsEstimate,
  snapshot: Snapshot,
  other: (name: string) => string | undefined,
): NatsEstimate | undefined {
  const { quantity, source, target, time, lag, ahead, beside, of } = estimate;
  if (beside !== undefined || of?.kind !== 'declaredNoise') return undefined;
  const isTarget = quantity === 'inputInformation' || quantity === 'memory' || quantity === 'conditionalMemory';
  const name = isTarget ? target : source;
  const to = other(name);
  if (to === undefined || !snapshot.dependence.holdsOutput(name)) return undefined;
  const found = (): NatsEstimate | undefined => {
    switch (quantity) {
      case 'inputInformation':
        return snapshot.inputInformation(to, estimate, time);
      case 'historyInformation':
        return snapshot.historyInformation(to, estimate);
      case 'outputInformation':
        return snapshot.outputInformation(to, target, estimate);
      case 'predictiveInformation':
        return snapshot.predictiveInformation(to, estimate);
      case 'conditionalMemory':
        return snapshot.conditionalMemory(to, estimate).find((one) => one.lag === lag);
      case 'memory': {
        const curve = estimate.from ? snapshot.memoryFromStart(to, estimate) : snapshot.memory(to, estimate);
        return curve.find((one) => one.lag === lag);
      }
      default:
        return undefined;
    }
  };
  const same = found();
  return same && same.ahead === ahead && isSameComputedFrom(same.of, of) ? same : undefined;
}
