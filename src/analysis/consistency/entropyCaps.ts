import type { Snapshot } from './snapshot';
import { least, type Theorem } from './theorem';

const coverAndThomas = 'Cover and Thomas 2006';

/** Caps that need no other estimate of the network: entropies, and what the task states exactly. */
export const entropyCaps: readonly Theorem[] = [
  {
    code: 'aboveLogSymbols',
    side: 'cap',
    of: ['entropy'],
    statement: 'H(X) <= ln K',
    source: `${coverAndThomas}, theorem 2.6.4`,
    conditions: 'X takes one of K symbols.',
    limit: ({ source }, snapshot) => snapshot.source.logAlphabet(source),
  },
  {
    code: 'aboveStatedEntropy',
    side: 'cap',
    of: ['entropy'],
    statement: 'An estimate of H(X_t) is not above H(X_t)',
    source: `${coverAndThomas}, equation 2.1`,
    conditions: 'The task states the entropy of the law that the sequences are drawn from, not that of a whole text.',
    limit: ({ source, time }, snapshot) =>
      snapshot.source.statesWholeText || (source !== 'X' && source !== 'Y')
        ? undefined
        : snapshot.symbolEntropy(source, time),
  },
  {
    code: 'aboveStepEntropy',
    side: 'cap',
    of: ['memory', 'conditionalMemory', 'lagRelevance'],
    statement: 'I(X_{t-s};H_t) <= H(X_{t-s})',
    source: `${coverAndThomas}, equation 2.40`,
    conditions: 'The input is discrete.',
    limit: ({ time, lag, from }, snapshot) =>
      // Of what stands so far from the start of a sequence, only what holds for every step is known.
      snapshot.symbolEntropy(
        'X',
        time === undefined || lag === undefined || from !== undefined ? undefined : time - lag,
      ),
  },
  {
    code: 'aboveEntropyGivenLater',
    side: 'cap',
    of: ['conditionalMemory'],
    statement: 'I(X_{t-s};H_t|X_{t-s+1:t}) <= H(X_{t-s}|X_{t-s+1:t})',
    source: `${coverAndThomas}, equation 2.60`,
    conditions:
      'The input is discrete, and its steps are independent, the task is stationary, or it knows all such entropies.',
    limit: ({ time, lag }, { source: task }) =>
      time === undefined || lag === undefined ? undefined : task.entropyGivenLater(time, lag),
  },
  {
    code: 'aboveTargetEntropy',
    side: 'cap',
    of: ['outputInformation', 'relevance', 'lagRelevance'],
    statement: 'I(H;Y) <= H(Y)',
    source: `${coverAndThomas}, equation 2.40`,
    conditions: 'The target is discrete.',
    limit: ({ target, time }, snapshot) => snapshot.symbolEntropy(target, time),
  },
  {
    code: 'aboveTargetInformation',
    side: 'cap',
    of: ['outputInformation', 'relevance'],
    statement: 'I(H_t;Y_t) <= I(X_{1:t};Y_t)',
    source: `${coverAndThomas}, theorem 2.8.1 (data processing)`,
    conditions: 'The network was run here and has seen no later step, and the task states I(X_{1:t};Y_t).',
    limit: ({ source, target, time }, { source: task, dependence }) =>
      target === 'Y' && time !== undefined && hasSeenPastOnly(source, time, { source: task, dependence })
        ? task.targetInformation(time)
        : undefined,
  },
  {
    code: 'aboveTargetInformation',
    side: 'cap',
    of: ['lagRelevance'],
    statement: 'I(X_{t-s};Y_t) <= I(X_{1:t};Y_t), and no estimate is above the exact I(X_{T-s};Y_T)',
    source: `${coverAndThomas}, theorem 2.5.2 (chain rule)`,
    conditions: 'The task states I(X_{1:t};Y_t), or I(X_{T-s};Y_T) of the last step T.',
    limit: ({ target, time, lag, from }, { source: task }) =>
      target !== 'Y' || time === undefined || lag === undefined || from !== undefined
        ? undefined
        : least(task.targetInformation(time), time === task.length ? task.lagInformation(lag) : undefined),
  },
  {
    code: 'aboveFutureInformation',
    side: 'cap',
    of: ['predictiveInformation'],
    statement: 'I(H_t;X_{t+1:t+k}) <= I(X_{1:t};X_{t+1:t+k})',
    source: 'Bialek, Nemenman and Tishby 2001, equation 3.5',
    conditions: 'The network was run here and sees no later step, and the task states its block entropies.',
    limit: ({ source, time }, { source: task, dependence }) =>
      time !== undefined && seesPastOnly(source, { dependence }) ? task.futureInformation(time) : undefined,
  },
  {
    code: 'aboveFutureEntropy',
    side: 'cap',
    of: ['predictiveInformation'],
    statement: 'I(H_t;X_{t+1:t+k}) <= H(X_{t+1:t+k}) <= H(X_{t+1}) + ... + H(X_{t+k})',
    source: `${coverAndThomas}, equation 2.40 and theorem 2.6.6`,
    conditions: 'The input is discrete.',
    limit: ({ time, ahead }, snapshot) =>
      time === undefined || ahead === undefined ? undefined : snapshot.sumOfSteps(time + 1, time + ahead),
  },
  {
    code: 'aboveInputEntropy',
    side: 'cap',
    of: ['inputInformation'],
    statement: 'I(X;H_t) <= H(X_{1:t}); H(X_t) without memory; H(X_{1:T}) where later steps are seen',
    source: `${coverAndThomas}, equation 2.40`,
    conditions: 'The input is discrete. An upper bound that counts the state before as well stays one below the limit.',
    limit: ({ target, time }, snapshot) => snapshot.reachedEntropy(target, time),
  },
  {
    code: 'historyAboveEntropy',
    side: 'cap',
    of: ['historyInformation'],
    statement: 'I(H_{t-1};H_t) <= H(X_{1:t-1})',
    source: `${coverAndThomas}, theorem 2.8.1 and equation 2.40, for H_{t-1} - X_{1:t-1} - H_t`,
    conditions:
      'The input is discrete, the network was run here, and no noise is in both states: none inside the recurrence, ' +
      'none of a layer below.',
    limit: ({ target, time }, snapshot) =>
      time !== undefined && snapshot.dependence.arePastAndPresentIndependentGivenInput(target)
        ? snapshot.reachedEntropy(target, time - 1)
        : undefined,
  },
  {
    code: 'layersAboveEntropy',
    side: 'cap',
    of: ['layerInformation'],
    statement: 'I(H^a;H^b) <= H of the input that either is made of',
    source: `${coverAndThomas}, theorem 2.8.1 and equation 2.40, for H^a - X - H^b`,
    conditions: 'The input is discrete, the network was run here, and no layer that draws stands behind both states.',
    limit: ({ source, target, time }, snapshot) =>
      snapshot.dependence.areIndependentGivenInput(source, target)
        ? least(snapshot.reachedEntropy(source, time), snapshot.reachedEntropy(target, time))
        : undefined,
  },
];

/** After the last step there is nothing that a layer which sees ahead could have seen. */
const hasSeenPastOnly = (
  layer: string,
  time: number,
  { source, dependence }: Pick<Snapshot, 'source' | 'dependence'>,
) => dependence.isOfInput(layer) && (dependence.reach(layer) !== 'all' || time === source.length);

const seesPastOnly = (layer: string, { dependence }: Pick<Snapshot, 'dependence'>): boolean =>
  dependence.isOfInput(layer) && dependence.reach(layer) !== 'all';
