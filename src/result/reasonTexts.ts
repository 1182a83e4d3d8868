import type { ReasonCode } from './reasons';

/** The English of every reason; `{0}`, `{1}` … are its arguments, amounts of information with their unit. */
export const reasonTexts: Readonly<Record<ReasonCode, string>> = {
  knownConditional: 'The conditional density is known, so it can be bounded from both sides without a model.',
  fewRows: '"{0}" has only {1} different rows, so they are read as symbols.',
  symbolColumns:
    '{0} columns of "{1}" are symbols, and tell more by themselves than any model of all its columns reads.',
  tableFilled: 'Both variables are discrete, and {0} samples fill the {1} cells of their joint table.',
  tableSparse: 'Both variables are discrete, and {0} cells on {1} samples need more than a first-order correction.',
  tableStreamed: 'Both variables are discrete, so their joint table is counted as samples arrive.',
  classNeighbors:
    'One variable has few symbols ({0}) and the other few columns ({1}), so neighbours within a symbol are close.',
  decoder:
    'One variable has few symbols ({0}), and the other has too many columns ({1}) or too few samples for each ' +
    'symbol for neighbours: a cross-fitted decoder is used.',
  classDensities:
    'Normal densities within the symbols, between their scores on samples that they were fitted to and on others, ' +
    'give the value: a decoder falls short by what it had too few samples to learn.',
  neighborsAndClasses:
    'Neighbours within a symbol give {0} and normal densities {1}: samples do not tell them apart, and the value is ' +
    'their mean.',
  neighborsReadMore: 'Neighbours within a symbol read more than the decoder.',
  manySymbols: '{0} symbols on {1} samples are too many for a decoder or for neighbours within a symbol.',
  covarianceOverloaded:
    '{0} columns on {1} samples are too many for a covariance, so a regularised, cross-fitted regression is used. ' +
    'It may miss information but does not invent any.',
  fewColumns: 'Both variables are continuous with {0} columns together: neighbours follow any dependence.',
  manyColumns: '{0} columns together are too many for neighbours. The Gaussian copula gives a lower bound.',
  onlyNeighbors:
    'By ranks, one variable determines a part of the other exactly, so a Gaussian copula has no finite value. ' +
    'Neighbours are used instead.',
  continuousPair: 'Both variables are continuous, with {0} columns together.',
  copulaGives: 'The Gaussian copula gives {0}.',
  neighborsGive: 'Neighbours give {0}.',
  studentGives: 'The Student copula gives {0}.',
  mapsGive: 'The Gaussian copula with maps found by search gives {0}.',
  copulaSuffices: 'No other method gives clearly more than the Gaussian copula.',
  neighborsFollowMore: 'Neighbours follow dependence that a Gaussian copula cannot.',
  heldOutConfirms: 'Critics scored on samples that they were not fitted to confirm at least {0}.',
  copulaOverruled:
    'Held-out samples contradict the Gaussian copula, and no other method reads clearly more than they do.',
  mixtureFollowsMore: 'A mixture of normal densities reads more on samples that it was not fitted to.',
  classesFollowMore: 'Both sides fall into classes, and which classes occur together tells more on held-out samples.',
  tablesFollowMore: 'Tables of paired columns read more on samples that they were not fitted to.',
  principalFollowMore: 'Neighbours among {0} principal columns read more.',
  pairsFollowMore: 'A scan of all pairs of columns found {0} that share more than their correlations show.',
  extremesTogether: 'Extreme values occur together as in a Student copula with {0} degrees of freedom.',
  radialMaps: 'Linear maps that change with the distance from the centre find dependence that the copula misses.',
  quadraticMaps: 'Maps of second order find dependence that the copula misses.',
  linearNetwork: 'A linear network on Gaussian input: the value is exact, computed from its weights.',
  freshHistories:
    'The density of the state was averaged over {0} fresh input sequences. The lower and the upper bound differ by ' +
    '{1}.',
  enumerated:
    'The density of the state was summed over all {0} possible input sequences. Only the sample of states leaves an ' +
    'error.',
  annealed:
    'The density of {0} states was annealed from both sides, by {1} temperatures and {2} runs for each. The lower ' +
    'and the upper bound differ by {3}.',
  laplace:
    'The density of {0} states was bounded from both sides by {1} draws for each around the most probable input. ' +
    'The lower and the upper bound differ by {2}.',
  hamiltonian:
    'The density of {0} states was annealed over inputs from both sides, by {1} temperatures and {2} runs for each. ' +
    'The lower and the upper bound differ by {3}.',
  paths:
    'The density of {0} states was averaged over {1} runs of the network with fresh input and noise. The lower and ' +
    'the upper bound differ by {2}.',
  sharedInput:
    'The density of {0} states was averaged over fresh runs of the network, and, given the input that is asked ' +
    'about, over {1} runs for each state that share this input. The lower and the upper bound differ by {2}.',
  allSteps: 'It is at most what the states of all steps hold together, which {0} sequences tell without a ceiling.',
  transitions:
    'The density of {0} states was bounded from both sides by chains of {1} Gibbs sweeps over input sequences. The ' +
    'lower and the upper bound differ by {2}.',
  beginnings:
    'Given all later inputs, the density of the state was averaged over up to {0} beginnings of the input sequence.',
  everyBeginning:
    'Given all later inputs, the density of the state was summed over all beginnings of the input sequence, at most ' +
    '{0}. Only the sample of states leaves an error.',
  walkedBack:
    'A decoder reads the input from the last state and all later inputs. It walks back one step at a time, as ' +
    'learned from {0} other sequences. A decoder may miss any amount.',
  otherSequences: '{0} pairings of states with inputs of other sequences.',

  text: '{0}',
};
