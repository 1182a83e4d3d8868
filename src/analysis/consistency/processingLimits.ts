import type { NatsEstimate } from '../measures/natsEstimate';
import { isComplete, layerOf, targetLow } from './inputLimits';
import { certifiedHigh, certifiedLow, type Snapshot } from './snapshot';
import { least, type Theorem } from './theorem';

const processing = 'Cover and Thomas 2006, theorem 2.8.1 (data processing)';

/** What other information is held to by I(X;H), which has to be held to its own limits before. */
export const processingLimits: readonly Theorem[] = [
  {
    code: 'memoryAboveInput',
    side: 'cap',
    of: ['memory', 'conditionalMemory'],
    statement: 'I(X_{t-s};H_t) <= I(X_{1:t};H_t)',
    source: 'Cover and Thomas 2006, theorem 2.5.2 (chain rule)',
    conditions: 'The upper end of I(X;H) holds whatever the data are.',
    limit: wholeInput,
  },
  {
    code: 'targetAboveInput',
    side: 'cap',
    of: ['outputInformation', 'relevance', 'predictiveInformation'],
    statement: 'I(H;Y) <= I(X;H)',
    source: `${processing}, for Y - X - H`,
    conditions:
      'The network was run here, every sequence has the target, and the upper end of I(X;H) holds whatever the data ' +
      'are.',
    limit: (estimate, snapshot) => {
      if (!snapshot.dependence.isOfInput(estimate.source)) return undefined;
      // All sequences have a future.
      const complete = estimate.quantity === 'predictiveInformation' || isComplete(estimate, estimate.target, snapshot);
      return complete ? wholeInput(estimate, snapshot) : undefined;
    },
  },
  {
    code: 'aboveCode',
    side: 'cap',
    of: ['inputInformation', 'outputInformation', 'relevance', 'memory'],
    statement: 'I(X;H) <= I(X;Z), and I(H;Y) <= I(Z;Y)',
    source: `${processing}, for X - Z - H`,
    conditions:
      'The network was run here, the layer reads the input through one state Z of another layer alone, Z is what ' +
      'that layer drew or rounded and the analysis looks at, and the upper end of I(X;Z) or I(Z;Y) holds whatever ' +
      'the data are.',
    limit: (estimate, snapshot) => {
      const { quantity, target, time, beside, of } = estimate;
      if (beside !== undefined || of?.kind === 'drawn') return undefined;
      return least(
        ...snapshot.dependence
          .codesBelow(layerOf(estimate))
          .map((code) =>
            quantity === 'outputInformation' || quantity === 'relevance'
              ? certifiedHigh(snapshot.outputInformation(code, target, estimate))
              : certifiedHigh(snapshot.inputInformation(code, estimate, time)),
          ),
      );
    },
  },
  {
    code: 'headAboveTarget',
    side: 'cap',
    of: ['relevance'],
    statement: 'H(Y) - cross-entropy of a head that reads Y from Z alone <= I(Z;Y)',
    source: 'Barber and Agakov 2003',
    conditions: 'The entropy is not differential, and the upper end of I(Z;Y) holds whatever the data are.',
    limit: (estimate, snapshot) =>
      estimate.of?.kind === 'headCrossEntropy' && estimate.of.differential
        ? undefined
        : certifiedHigh(snapshot.outputInformation(estimate.source, estimate.target, estimate)),
  },
  {
    code: 'historyAboveInput',
    side: 'cap',
    of: ['historyInformation'],
    statement: 'I(H_{t-1};H_t) <= I(X;H_{t-1}), and <= I(X;H_t)',
    source: `${processing}, for H_{t-1} - X - H_t`,
    conditions:
      'The network was run here, no noise is in both states (none inside the recurrence, none of a layer below), and ' +
      'the upper end of I(X;H) holds whatever the data are.',
    limit: (estimate, snapshot) => {
      const { target, time } = estimate;
      if (time === undefined || !snapshot.dependence.arePastAndPresentIndependentGivenInput(target)) return undefined;
      return least(
        certifiedHigh(snapshot.inputInformation(target, estimate, time - 1)),
        certifiedHigh(snapshot.inputInformation(target, estimate, time)),
      );
    },
  },
  {
    code: 'layersAboveInput',
    side: 'cap',
    of: ['layerInformation'],
    statement: 'I(H^a;H^b) <= min(I(X;H^a), I(X;H^b))',
    source: `${processing}, for H^a - X - H^b`,
    conditions:
      'The network was run here, no layer that draws stands behind both states, and the upper ends of I(X;H) hold ' +
      'whatever the data are.',
    limit: (estimate, snapshot) => {
      const { source, target, time } = estimate;
      if (!snapshot.dependence.areIndependentGivenInput(source, target)) return undefined;
      return least(
        certifiedHigh(snapshot.inputInformation(source, estimate, time)),
        certifiedHigh(snapshot.inputInformation(target, estimate, time)),
      );
    },
  },
  {
    code: 'belowPart',
    side: 'floor',
    of: ['stateCapacity', 'rate'],
    statement: 'capacity >= I(X;H), and E KL(p(z|x) || r(z)) >= I(X;Z)',
    source: 'Cover and Thomas 2006, section 9.4; Alemi et al. 2017, equation 14',
    conditions: 'The lower end of I(X;H) holds whatever the data are, and the state has the same noise.',
    limit: (estimate, snapshot) => {
      const { quantity, target, time, beside } = estimate;
      const input = snapshot.inputInformation(target, estimate, time);
      if (beside !== undefined || input === undefined || input.of?.kind === 'drawn') return undefined;
      const isSame = quantity === 'rate' || estimate.of?.kind === input.of?.kind;
      return isSame ? certifiedLow(input) : undefined;
    },
  },
  {
    code: 'layersBelowTarget',
    side: 'floor',
    of: ['layerInformation'],
    statement: 'I(H^a;H^b) >= I(H^a;Y) + I(H^b;Y) - H(Y)',
    source: 'I(A;Y) + I(B;Y) - I(A,B;Y) = I(A;B) - I(A;B|Y), with I(A,B;Y) <= H(Y)',
    conditions: 'The target is discrete, every sequence has it, and the lower ends are those of decoders.',
    limit: (estimate, snapshot) => {
      const [a, b] = [estimate.source, estimate.target].map((layer) => targetLow(layer, estimate, snapshot));
      const entropy = snapshot.symbolEntropy('Y', estimate.time);
      return a === undefined || b === undefined || entropy === undefined ? undefined : a + b - entropy;
    },
  },
  {
    code: 'statesBelowInput',
    side: 'floor',
    of: ['historyInformation', 'layerInformation'],
    statement: 'I(A;B) >= I(X;A) + I(X;B) - H(X) for two states A and B',
    source: 'Cover and Thomas 2006, theorem 2.5.2 (chain rule): I(A;B) = I(X;A) + I(X;B) - I(X;(A,B))',
    conditions:
      'The network was run here, no noise is in both states, the lower ends of I(X;H) hold whatever the data ' +
      'are, and the entropy is of all of the input that either state is made of.',
    limit: (estimate, snapshot) => {
      const { source, target, time } = estimate;
      if (time === undefined) return undefined;
      const { dependence } = snapshot;
      const isHistory = estimate.quantity === 'historyInformation';
      const apart = isHistory
        ? dependence.arePastAndPresentIndependentGivenInput(target)
        : dependence.areIndependentGivenInput(source, target);
      const [a, b] = [
        certifiedLow(snapshot.inputInformation(source, estimate, isHistory ? time - 1 : time)),
        certifiedLow(snapshot.inputInformation(target, estimate, time)),
      ];
      const [one, other] = [source, target].map((layer) => snapshot.reachedEntropy(layer, time));
      if (!apart || a === undefined || b === undefined || one === undefined || other === undefined) return undefined;
      return a + b - Math.max(one, other);
    },
  },
];

/** The upper end of I(X;H) of the same state: with other noise, or in bins, a layer is another state. */
function wholeInput(estimate: NatsEstimate, snapshot: Snapshot): number | undefined {
  const whole = snapshot.inputInformation(layerOf(estimate), estimate, estimate.time);
  return estimate.beside !== undefined && whole?.of?.kind !== estimate.of?.kind ? undefined : certifiedHigh(whole);
}
