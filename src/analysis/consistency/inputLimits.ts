import type { NatsEstimate } from '../measures/natsEstimate';
import { certifiedLow, type Snapshot } from './snapshot';
import { largest, least, type Theorem } from './theorem';

/** What I(X;H) and I(Z;Y) are held to by other estimates of the same layer. */
export const inputLimits: readonly Theorem[] = [
  {
    code: 'aboveCapacity',
    side: 'cap',
    of: ['inputInformation'],
    statement: 'I(X;H) <= sum over units of ln(1 + var/v)/2',
    source: 'Cover and Thomas 2006, section 9.4',
    conditions: 'The estimate is of the state with the noise that the capacity is computed for.',
    limit: ({ target, time, of }, snapshot) => {
      const capacity = snapshot.capacity(target, time);
      return capacity && capacity.of?.kind === of?.kind ? capacity.high : undefined;
    },
  },
  {
    code: 'aboveCapacity',
    side: 'cap',
    of: ['memory', 'outputInformation', 'historyInformation', 'layerInformation', 'predictiveInformation'],
    statement: 'I(V;H) <= sum over units of ln(1 + var/v)/2 for every V that the noise of H is independent of',
    source: 'Cover and Thomas 2006, theorem 2.8.1 (data processing) for V - state - H, and section 9.4',
    conditions:
      'The noise is the one that the analysis declares: it is drawn for each state, and nothing reads it. A layer’s ' +
      'own noise is read by other layers.',
    limit: ({ quantity, source, target, time, beside }, snapshot) => {
      if (beside !== undefined) return undefined;
      const states = quantity === 'layerInformation' ? [source, target] : [quantity === 'memory' ? target : source];
      return least(
        ...states.map((state) => {
          const capacity = snapshot.capacity(state, time);
          return capacity?.of?.kind === 'declaredNoise' ? capacity.high : undefined;
        }),
      );
    },
  },
  {
    code: 'aboveRate',
    side: 'cap',
    of: ['inputInformation', 'outputInformation', 'relevance'],
    statement: 'I(X;Z) <= E KL(p(z|x) || r(z)) for any r, and I(Z;Y) <= I(X;Z)',
    source: 'Alemi et al. 2017, equation 14',
    conditions:
      'The network was run here, and the layer is a code with a rate, or reads the input through such a code alone, ' +
      'step by step.',
    limit: (estimate, snapshot) => {
      const layer = layerOf(estimate);
      if (!snapshot.dependence.isOfInput(layer)) return undefined;
      const codes = [layer, ...snapshot.dependence.codesBelow(layer)];
      return least(...codes.map((code) => snapshot.rate(code, estimate.time)?.high));
    },
  },
  {
    code: 'belowHead',
    side: 'floor',
    of: ['outputInformation'],
    statement: 'I(Z;Y) >= H(Y) - cross-entropy of a head that reads Y from Z alone',
    source: 'Barber and Agakov 2003',
    conditions: 'All that the head sees of the input comes through Z, and the target is discrete.',
    limit: (estimate, snapshot) =>
      estimate.target === 'Y' ? headBound(estimate.source, estimate, snapshot) : undefined,
  },
  {
    code: 'belowMemory',
    side: 'floor',
    of: ['inputInformation'],
    statement: 'I(X_{1:t};H_t) >= I(X_{t-s};H_t) for every s',
    source: 'Cover and Thomas 2006, theorem 2.5.2 (chain rule)',
    conditions: 'The lower end of the memory holds whatever the data are: it is that of a decoder.',
    limit: (estimate, snapshot) => largest(...memoryLows(estimate, snapshot).flat()),
  },
  {
    code: 'belowMemorySum',
    side: 'floor',
    of: ['inputInformation'],
    statement: 'I(X_{1:t};H_t) >= sum over s of I(X_{t-s};H_t)',
    source: 'Cover and Thomas 2006, theorem 2.5.2 (chain rule), for independent X_1, X_2, ...',
    conditions: 'The task says that the steps of the input are independent, and lower ends are those of decoders.',
    limit: (estimate, snapshot) => {
      // From the end and from the start the same inputs are counted: either sum is a floor.
      const curves = snapshot.source.hasIndependentSteps ? memoryLows(estimate, snapshot) : [];
      return largest(
        ...curves
          .filter(({ length }) => length > 0)
          .map((lows) => lows.reduce((sum, low) => sum + Math.max(0, low), 0)),
      );
    },
  },
  {
    code: 'belowConditionalMemory',
    side: 'floor',
    of: ['inputInformation'],
    statement: 'I(X_{1:t};H_t) = sum over s of I(X_{t-s};H_t|X_{t-s+1:t})',
    source: 'Cover and Thomas 2006, theorem 2.5.2 (chain rule)',
    conditions: 'Lower ends hold whatever the data are. Terms that are missing are no less than 0.',
    limit: (estimate, snapshot) => {
      const terms = snapshot.conditionalMemory(estimate.target, estimate);
      return terms.length === 0
        ? undefined
        : terms.reduce((sum, term) => sum + Math.max(0, certifiedLow(term) ?? 0), 0);
    },
  },
  {
    code: 'belowTarget',
    side: 'floor',
    of: ['inputInformation'],
    statement: 'I(X_{1:t};H_t) >= I(H_t;Y)',
    source: 'Cover and Thomas 2006, theorem 2.8.1 (data processing), for Y - X - H',
    conditions:
      'The network was run here, every sequence has the target, the lower end is that of a decoder, and the state ' +
      'sees no step after t.',
    limit: (estimate, snapshot) => {
      const { target: layer, time } = estimate;
      const { source, dependence } = snapshot;
      const sees = dependence.reach(layer) !== 'all' || time === source.length;
      if (!dependence.isOfInput(layer) || !sees) return undefined;
      return largest(targetLow(layer, estimate, snapshot), headBound(layer, estimate, snapshot));
    },
  },
];

/** The layer whose state an estimate against the input or a target is of. */
export const layerOf = ({ quantity, source, target }: NatsEstimate): string =>
  quantity === 'outputInformation' || quantity === 'relevance' || quantity === 'predictiveInformation'
    ? source
    : target;

/** Whether the rows of an estimate about a target are those of all other estimates. */
export const isComplete = ({ set, time }: NatsEstimate, target: string, { source }: Snapshot): boolean =>
  time !== undefined && source.isTargetComplete(set ?? 'heldOut', target, time);

/** What a layer is sure to hold of the target at the step of an estimate. */
export function targetLow(layer: string, estimate: NatsEstimate, snapshot: Snapshot): number | undefined {
  if (!isComplete(estimate, 'Y', snapshot)) return undefined;
  return certifiedLow(snapshot.outputInformation(layer, 'Y', estimate));
}

function headBound(layer: string, estimate: NatsEstimate, snapshot: Snapshot): number | undefined {
  const relevance = snapshot.relevance(layer, estimate);
  const differential = relevance?.of?.kind === 'headCrossEntropy' && relevance.of.differential === true;
  return differential || !isComplete(estimate, 'Y', snapshot) ? undefined : certifiedLow(relevance);
}

/** What single inputs are sure to be held, by the way in which their lags are counted. */
const memoryLows = (estimate: NatsEstimate, snapshot: Snapshot): number[][] =>
  [snapshot.memory(estimate.target, estimate), snapshot.memoryFromStart(estimate.target, estimate)].map((lags) =>
    lags.flatMap((memory) => certifiedLow(memory) ?? []),
  );
