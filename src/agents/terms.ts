/** A word as the field or this project uses it. */
export interface Term {
  readonly term: string;
  /** What it means; Markdown. */
  readonly meaning: string;
}

/** The glossary. The table of docs/glossary.md is written from it, and a test holds the two together. */
export const terms: readonly Term[] = [
  { term: 'X, X_t, X_{1:t}', meaning: 'the input; its step t; all its steps up to t' },
  { term: 'H, H_t, H^a', meaning: "a layer's state; at step t; of layer a" },
  { term: 'Y, Y_t', meaning: 'the target; at step t' },
  { term: 'Z', meaning: 'the code of a bottleneck layer' },
  { term: 'input information', meaning: 'I(X_{1:t};H_t), all the input so far against the state' },
  { term: 'history information', meaning: 'I(H_{t-1};H_t)' },
  { term: 'output information', meaning: 'I(H_t;Y_t), or I(H_t;Y) of a target of the whole sequence' },
  { term: 'memory (over lag)', meaning: 'I(X_{t-s};H_t) over the lag s' },
  {
    term: 'lags from the start',
    meaning: 'I(X_{1+s};H_T) of a backward layer: it has read X_1 last, so that lag 0 is the first step of a sequence',
  },
  {
    term: 'memory given all later inputs',
    meaning:
      'I(X_{t-s};H_t|X_{t-s+1:t}) over the lag s (`conditionalMemory`): what the input of s steps ago adds once ' +
      'all later ones are known; by the chain rule the lags add up to I(X;H); of states whose network is not ' +
      'run here, a lower bound by a decoder',
  },
  { term: 'lag relevance', meaning: 'I(X_{t-s};Y_t): what one input says about the target' },
  { term: 'predictive information', meaning: 'I(H_t;X_{t+1:t+k})' },
  {
    term: 'recording',
    meaning: 'a folder of the recorder: inputs, targets and lengths, and the states of every epoch',
  },
  {
    term: 'own end',
    meaning: 'the last real step of a sequence: padded sequences are counted so that step T is the own end of each',
  },
  {
    term: 'own order',
    meaning:
      'the steps of a backward layer in the order in which it reads them; its final state is that of the first ' +
      'step',
  },
  {
    term: 'horizon',
    meaning:
      'the end of the first run of consecutive lags at which memory is distinguishable from the shuffled ' +
      'baseline, with Holm\'s correction over lags; "at least" so far where the interval of the next lag does ' +
      'not exclude that it is remembered too',
  },
  { term: 'shuffled baseline', meaning: 'the same estimate after the pairing of the samples is broken' },
  {
    term: 'cross-mutual information',
    meaning:
      'H(T) - H(T|S) of translations T and sources S, each entropy by the head of a network (Bugliarello et al. ' +
      '2020): a difference of two upper bounds, an estimate without a direction',
  },
  { term: 'rate, relevance', meaning: 'I(X;Z) of a code, and I(Z;Y)' },
  { term: 'beta', meaning: 'weight of relevance in L = I(X;Z) - beta I(Z;Y); larger keeps more' },
  { term: 'critical beta', meaning: 'the beta below which the best code keeps nothing' },
  { term: 'distortion', meaning: 'the loss of a reconstruction, at a rate' },
  { term: 'bound', meaning: 'the side of the truth on which an estimator stands in expectation: lower, upper or none' },
  {
    term: 'interval',
    meaning: '`low` to `high`: the 97.5 % lower limit of a lower bound, and the 97.5 % upper limit of an upper bound',
  },
  {
    term: 'certified',
    meaning: "a limit that holds whatever the variables' law is: it comes from a theorem and the sampling error alone",
  },
  { term: 'assumes', meaning: 'the model on which a value or a limit rests, where no theorem gives it' },
  { term: 'ceiling', meaning: 'the largest value that an estimator can give: often log N of its N samples' },
  { term: 'declared noise', meaning: 'the Gaussian noise that makes the information of a deterministic state finite' },
  { term: '`of`', meaning: 'the variable that an estimate is of: the state with declared noise, the state in bins, …' },
  { term: 'known conditional', meaning: 'p(h given x), known because the noise is declared or the layer samples' },
  { term: 'probe', meaning: 'a cross-fitted decoder whose log-likelihood bounds information from below' },
  { term: '`auto`', meaning: 'the choice of an estimator by looking at the data' },
  { term: 'also with', meaning: 'further estimators beside the main one (`analysis.alsoWith`; the field `beside`)' },
  { term: 'snapshot', meaning: 'a network at one analysed epoch' },
  { term: 'stage', meaning: 'one cached step of an analysis: dataset, training, activations, estimates, advice' },
  { term: 'result document', meaning: 'the one JSON document that everyone reads' },
  { term: 'finding, advice', meaning: 'a sentence computed from the numbers; a change to try, as edits of the config' },
  { term: 'citation', meaning: 'the estimate, step and network that a number of a sentence is taken from (`cites`)' },
  {
    term: 'chance level',
    meaning:
      'the accuracy of a guess that knows how probable the targets are but does not see the input: 1/K where the ' +
      'task makes K symbols equally probable, else the share of the symbol that is the commonest among the training ' +
      'targets, and at least 1/K',
  },
  {
    term: 'information loss',
    meaning:
      'information that is present before a layer or step and absent after it, where the 95 % intervals do not overlap',
  },
  { term: 'head', meaning: 'a dense layer with a loss: it predicts Y, X, the next input or a further target' },
  { term: 'chain', meaning: "betas of a sweep that are trained in turn, each from the last one's weights" },
];
