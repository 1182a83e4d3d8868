import type { WarningCode } from './warnings';

/** The English of every warning; `{0}`, `{1}` … are its arguments, amounts of information with their unit. */
export const warningTexts: Readonly<Record<WarningCode, string>> = {
  constant: '"{0}" never changes: the information is exactly 0.',
  constantCondition: '"{0}" never changes, so conditioning on it makes no difference.',
  constantColumns: '{0} of {1} columns of "{2}" never change and were left out.',
  repeatedColumns: '{0} of {1} columns of "{2}" repeat others and were left out.',
  heavyTails:
    '"{0}" has heavy tails (excess kurtosis {1}), so a few samples determine the value. ' +
    'Use gaussianCopula or auto, which depend on ranks only.',
  tiedRanks:
    '{1} % of the values in a column of "{0}" are tied, so their ranks are not those of a continuous variable. ' +
    'Declare it discrete, or use mixedKsg or probe.',
  tiedDistances:
    '{1} % of the samples of "{0}" are tied with another, which this estimator is not made for. ' +
    'Use mixedKsg, or declare the variable discrete and use ross.',
  tiedConditional:
    '{1} % of the samples of "{0}" are tied with another, which neighbours are not made for: the value may be wrong. ' +
    'gaussianCopula reads ranks.',
  symbolsAsNumbers:
    '"{0}" is discrete, and its symbols entered the distances as numbers: the value may be wrong where their order ' +
    'means nothing.',

  repeatedRows:
    'Rows are copies of other rows: of {0}, {1} were used. Copies are no further samples, and would be taken for ' +
    'dependence.',
  nearlyRepeatedRows:
    'Rows are nearly copies of other rows: they are far nearer to each other than to the next. Of {0}, {1} were ' +
    'used. If these rows are alike because few symbols lie behind them, the true value is higher.',
  rowsInTime:
    'Rows of "{0}" and of "{1}" resemble the rows before them: {2} of them are worth about {3} independent samples. ' +
    'One in {4} was used at a time.',
  allRowsInTime:
    'Rows of "{0}" and of "{1}" resemble the rows before them: {2} of them are worth about {3} independent samples, ' +
    'too few to leave the others out. All were used, so the value may be far too high.',
  rowsAtLag:
    'Rows of "{0}" and of "{1}" resemble those {4} rows before, as where sequences stand side by side: {2} of them ' +
    'are worth about {3} independent samples. Blocks of {4} rows that are far apart were used at a time.',
  allRowsAtLag:
    'Rows of "{0}" and of "{1}" resemble those {4} rows before, as where sequences stand side by side: {2} of them ' +
    'are worth about {3} independent samples, too few to leave the others out. All were used, so the value may be ' +
    'far too high.',
  tiesSpread:
    'Up to {1} % of the values in a column of "{0}" are tied. Each was spread over an interval of its own, which ' +
    'keeps the information but may hide a part of it: the value is more likely too low than too high.',
  groupedRows:
    'The {1} rows fall into {0} tight groups of one symbol each, of {2} symbols. If the rows of a group are repeated ' +
    'measurements of one thing, the value says little about things that were not measured; otherwise it stands.',
  groupedTogether:
    'The {1} rows fall into about {0} tight groups. If the rows of a group are repeated measurements of one thing, ' +
    'the value counts the things and is far too high; otherwise it stands. The lower end is safe in both cases: it ' +
    'is no more than one row of each group shows.',
  groupedSide:
    'The {1} rows of "{2}" fall into about {0} tight groups. If the rows of a group are repeated measurements of one ' +
    'thing, the value may be far too high; otherwise it stands. The lower end is safe in both cases: it is no more ' +
    'than one row of each group shows.',
  groupsGiven:
    'The {0} rows are of {1} groups, each of repeats of one thing. One row of each was used at a time; the value is ' +
    'the mean over {2} choices of them.',
  fewSamples:
    '{0} independent samples are few for {1} columns together: the value may be far from the true one. Read its ' +
    'interval instead.',

  bothBinnedFirst: '{0} is for discrete variables, so both variables were put in bins first.',
  binnedFirst: '{0} is for discrete variables, so "{1}" was put in bins first.',
  standInBothDiscrete: '{0} is not for two discrete variables, so {1} was used.',
  standInBothContinuous: '{0} is for one discrete and one continuous variable. Both are continuous, so {1} was used.',
  standInOneDiscrete: '{0} is for continuous variables. "{1}" is discrete, so {2} was used.',
  entropyStandIn: '{0} does not estimate entropies, so {1} was used.',
  copulaSuffices:
    'Extreme values do not occur together, or one column orders another exactly, so the Gaussian copula was used ' +
    'in place of a Student copula.',
  fittedConditional:
    'No conditional density is known, so a Gaussian one was fitted. The bound holds only as far as that fit is right.',
  takenForFunction:
    '"{0}" is treated as a function of "{1}" plus noise of variance {2}. Any other variation is counted as ' +
    'information too.',

  sparseTable:
    '{0} samples are few for {1} cells of the joint table: even after its correction, the bias may be as large as ' +
    'the value.',
  unseenSymbols: '{0} samples contain {1} different symbols: there may be many more that were not seen.',
  covarianceLoad:
    '{1} samples are few for {0} columns together: the covariance is poorly known, and its bias correction is a ' +
    'large part of the value.',
  correlationLoad: '{1} samples are few for {0} columns together: the correlations are poorly known.',
  conditionalLoad:
    'Half of the samples ({1}) are few for {0} columns together: the correlations were shrunk towards zero, and the ' +
    'value may be far from the true one. Use more samples or fewer columns.',
  fewSamplesDominate:
    'A few samples dominate this estimate, so it may be far too high. It is limited to {0}, the log of the number of ' +
    'samples, and its interval starts at 0. Use gaussianCopula or auto, which depend on ranks only.',
  aloneInClass: '{0} of {1} samples are the only one of their class and were left out.',
  smallClasses: '{0} samples are in classes of {1} samples or fewer, so fewer neighbours were used for them.',
  uncertain: 'With {0} samples the value is uncertain by {1} %.',

  lowerBoundNearCeiling:
    'The lower bound is close to its ceiling of {0}, the log of the number of samples ({1}). The true value may be ' +
    'far higher.',
  upperBoundAboveCeiling:
    'The upper bound exceeds {0}, the log of the number of samples: there are too few samples for a tight bound.',
  kdeNearCeiling:
    'The bound is close to its ceiling of {0}, the log of the number of samples: the noise is small compared with ' +
    'the distances between samples.',
  entropyAtCeiling:
    'Every sample is a different symbol, so the estimate is limited by {0}, the log of the number of samples.',
  infoNCENearCeiling:
    'InfoNCE cannot exceed the log of its batch size, {0}, and this value is close to it. Use a larger batch.',

  nearPlane:
    'Column {0} of "{1}" is nearly a combination of the others, which leave {2} % of its variance: the samples lie ' +
    'near a plane, and neighbours are less sure there.',
  coincident: '{0} % of the samples coincide with their nearest neighbours and were counted as point masses.',
  fewCoincident: 'Under 1 % of the samples coincide with their nearest neighbours and were counted as point masses.',
  manyDimensions:
    '{0} columns together are too many for nearest neighbours among {1} samples: the value is probably far too low.',
  neighborsFarApart: 'Neighbours in {0} columns are far apart, so the value is more likely too low than too high.',
  quickLook:
    'Among many pairs only the Gaussian copula of {0} columns is read. It misses dependence that is not monotone: ' +
    'the true value may be higher. Estimate this pair alone for a closer look.',
  stillRises:
    'Farther neighbours give {0} and near ones {1}: the value still rises with the number of samples, so it is more ' +
    'likely too low, and the true value may be far higher.',
  belowCopula:
    'A Gaussian copula gives {0}, clearly more: neighbours in {1} columns may be too far apart, and this value too ' +
    'low.',
  sharedOrder:
    'By ranks, "{0}" determines a part of "{1}" exactly: the information may be infinite. The value then only grows ' +
    'with the number of samples.',
  nearlyEqualRows:
    '{0} % of the rows have nearly equal values in "{1}" and "{2}", where {3} % have by chance: the value is the ' +
    'least that this shows. The estimator does not see so few rows, and the true value may be far higher.',
  noNoiseSeen:
    'Between "{0}" and "{1}" neighbouring rows show no noise: one may be an exact function of the other, and the ' +
    'information infinite. The value then only grows with the number of samples.',

  tooFewForCurves:
    '{0} samples are too few to search for dependence that a Gaussian copula misses in {1} columns. The true value ' +
    'may be higher.',
  ranksNearCeiling:
    'The ranks of {0} samples hardly resolve a dependence as strong as this: the true value may be far higher.',
  curvesUnseen:
    'A Gaussian copula can miss a part of the dependence. With {1} samples of {0} columns together, that part is ' +
    'detected only if it is at least {2}, so the true value may be higher.',
  radialGain:
    'The dependence is not that of a Gaussian copula, which gives {0}. Linear maps that change with the distance ' +
    'from the centre add {1} on held-out samples, and other maps may add more.',
  quadraticGain:
    'The dependence is not that of a Gaussian copula, which gives {0}. Maps of second order add {1} on held-out ' +
    'samples, and other maps may add more.',

  copulaContradicted:
    'The Gaussian copula gives {0}, but the columns are not jointly normal after ranking: on held-out samples it ' +
    'confirms {1}.',
  fittedAboveHeldOut:
    'The model reads {0} on samples that it was fitted to and {1} on others. The value lies between and is uncertain.',
  partsAreCoarse:
    'The value is that of clusters or normal parts, which follow a curved dependence only coarsely: it is more ' +
    'likely too low than too high.',
  restsOnModel:
    'The value of {0} rests on its model: samples that were held out confirm {1}. The true value may be lower or ' +
    'higher.',
  modelsPart:
    'The chosen model gives {0}, and another that held-out samples do not refute gives {1}: these samples cannot ' +
    'tell which of them is right.',
  principalOnly: 'The value is that of neighbours among {0} principal columns. The others may hold more information.',
  columnPairs:
    'Column {1} of X and column {2} of Y seem to share more than their correlation shows (pairs of columns that ' +
    'were counted: {0}). What only several columns together show may be missed.',
  tooManyColumns:
    '{0} columns on {1} samples are too many to learn how they depend on each other: the value may be far too low.',
  decoderMayBeBlind:
    'A decoder can be blind to what only several of the {0} columns together show, such as a parity: the true value ' +
    'may be anywhere up to the entropy of the symbols.',

  meanOverColumnPairs:
    'ReBMI is a mean over pairs of columns, meant for screening. It is not the information between whole vectors, ' +
    'and it misses what only several columns show together.',
  smileNoBound: 'SMILE is not a bound: it clips the partition function, and may lie on either side of the true value.',
  clubModel:
    'CLUB is an upper bound only as far as the trained Gaussian q(y|x) is right, and may lie far above the true value.',
  stillGrowing: 'The objective was still growing after {0} training steps. More steps may change the estimate.',
  trainingsDiffer: 'The three trainings disagree: {0}, {1} and {2}.',

  conditionRegressed:
    'The effect of the {1} columns of "{0}" was taken off by regressions. What they miss of it counts as ' +
    'information, so the value may be too high.',
  sharedThroughCondition:
    'Pairs shuffled among samples with nearly the same condition, which share nothing else, give {0} of {1}: that ' +
    'much was taken off, and about as much again may be wrong.',
  nullNotZero: 'Shuffled pairs, which share no information, give {0}: of {1}, about that much is bias.',
  rowsNotRandom:
    'Consecutive rows give {0}, and rows drawn from the whole stream {1}: the rows are not in random order, so the ' +
    'value is that of {2} rows drawn at random.',
  estimatesDisagree:
    '{0} gives {1} and {2} gives {3}. Their intervals are {4} apart, so at least one of them is wrong here.',
  lowerBoundAboveEstimate:
    'The lower bound {0} gives {1} and {2} gives {3}. Their intervals are {4} apart, so at least one of them is ' +
    'wrong here.',
  estimateAboveUpperBound:
    '{0} gives {1} and the upper bound {2} gives {3}. Their intervals are {4} apart, so at least one of them is ' +
    'wrong here.',
  lowerBoundAboveUpperBound:
    'The lower bound {0} gives {1} and the upper bound {2} gives {3}. Their intervals are {4} apart, so at least ' +
    'one of them is wrong here.',

  note: '{0}',
  text: '{0}',
  estimateFailed: 'No estimate of `{0}` I({1};{2}): {3}',
  estimatesFailed: 'No estimate of `{0}` I({1};{2}), {4} times: {3}',
  trainingEstimateFailed: 'No estimate of `{0}` I({1};{2}) on training sequences: {3}',
  trainingEstimatesFailed: 'No estimate of `{0}` I({1};{2}) on training sequences, {4} times: {3}',
  exceedsExact:
    '{0} = {1} (95 % interval {2} to {3}, {4}) exceeds {5} = {6}, which is exact and an upper limit: the estimate is ' +
    'wrong.',
  exceedsEstimate:
    '{0} = {1} (95 % interval {2} to {3}, {4}) exceeds {5} = {6} (95 % interval {7} to {8}, {9}), which the ' +
    'data-processing inequality excludes: at least one of the two estimates is wrong.',
  lowerBoundLoss:
    '{0} gives a lower bound for {1}: some of the information may be harder to read there rather than lost.',
  lossOfNoise:
    'The loss is of {0} with the noise declared on it. Without noise {0} is right in {1} % of the held-out cases, so ' +
    'that it holds more than that loss leaves.',

  overstated: '{0} gives a lower bound, but its value was more than is possible: it overstated the information here.',
  modelContradicted:
    '{0} assumes {1}, which a theorem contradicts here: the interval holds what theorems leave, not what ' +
    'the model says.',
  dependentInputs:
    'There is no curve of the memory of {0} given all later inputs: inputs of different steps depend on each other, ' +
    'and how much of each the later ones leave open is not known.',
  modelsContradict:
    'By {0}, a part would be more than the whole that {1} gives: at least one of the two is wrong, so the interval ' +
    'holds only what theorems leave.',
  aboveLogSymbols: 'The value was lowered to {0}, the log of the number of symbols, which no entropy exceeds.',
  aboveStatedEntropy: 'The value was lowered to {0}, the exact entropy of the task, which is an upper limit.',
  aboveStepEntropy: 'The value was lowered to {0}, the entropy of the input at that step, which is an upper limit.',
  aboveEntropyGivenLater:
    'The value was lowered to {0}, the entropy of the input at that step given all later inputs, which is an upper ' +
    'limit.',
  aboveTargetEntropy: 'The value was lowered to {0}, the entropy of the target, which is an upper limit.',
  aboveTargetInformation:
    'The value was lowered to {0}, the exact information of the input about the target, which is an upper limit.',
  aboveFutureInformation:
    'The value was lowered to {0}, the exact information of the past about the future, which is an upper limit.',
  aboveFutureEntropy: 'The value was lowered to {0}, the entropy of the steps ahead, which is an upper limit.',
  aboveInputEntropy:
    'The value was lowered to {0}, the entropy of the part of the input that reaches the state, which is an upper ' +
    'limit.',
  historyAboveEntropy:
    'The value was lowered to {0}, the entropy of the input up to the step before: two states of a layer share ' +
    'only what both hold of the input.',
  layersAboveEntropy:
    'The value was lowered to {0}, the entropy of the part of the input that reaches both layers: they share only ' +
    'what both hold of the input.',
  aboveCapacity: 'The value was lowered to {0}, the capacity of the state, which is an upper limit.',
  aboveRate: 'The value was lowered to {0}, the rate of the code, which is an upper limit.',
  aboveCode:
    'The value was lowered to {0}, the information in the code that the layer reads: nothing comes ' +
    'to it by another way.',
  headAboveTarget: 'The value was lowered to {0}, what the code holds of the target: no head can read more from it.',
  belowHead: 'The value was raised to {0}, which the predictions of the network prove.',
  belowNext: 'The value was raised to {0}, which the same state is certain to tell of the next step.',
  aboveNext: 'The value was lowered to {0}: the same state cannot tell more of the next step.',
  belowEquivocation:
    'The value was raised to {0}: so little of the input is missing from the state that at least so much is there.',
  belowDelayed:
    'The value was raised to {0}: the target is an earlier input, of which the same state is certain to hold so much.',
  aboveDelayed:
    'The value was lowered to {0}: the target is an earlier input, of which the same state cannot hold more.',
  belowMemory: 'The value was raised to {0}, the information about one step of the input, which is a lower limit.',
  belowMemorySum:
    'The value was raised to {0}, the sum of the information about single steps of the input. The steps are ' +
    'independent, so the sum is a lower limit.',
  belowConditionalMemory:
    'The value was raised to {0}, the sum over lags of the memory given all later inputs, which is a lower limit.',
  belowTarget: 'The value was raised to {0}, the information about the target, which is a lower limit.',
  belowLagAlone:
    'The value was raised to {0}, the information about this step alone. The steps are independent, so later inputs ' +
    'can only add to it.',
  aboveLagGivenLater:
    'The value was lowered to {0}, the memory given all later inputs. The steps are independent, so ' +
    'a step alone tells no more.',
  besideOtherLags:
    'The value was lowered to {0}, which the information about the whole input leaves beside what is held of the ' +
    'steps at other lags.',
  belowLatest: 'The value was raised to {0}: at lag 0 there are no later inputs, so that both memories are one number.',
  aboveLatest:
    'The value was lowered to {0}: at lag 0 there are no later inputs, so that both memories are one number.',
  memoryAboveInput: 'The value was lowered to {0}, the information about the whole input, which is an upper limit.',
  targetAboveInput:
    'The value was lowered to {0}, the information about the input: a state learns about a target ' +
    'only through the input.',
  historyAboveInput:
    'The value was lowered to {0}, what one of the two states holds of the input: two states of a ' +
    'layer share only what both hold of it.',
  layersAboveInput:
    'The value was lowered to {0}, what one of the two layers holds of the input: they share only ' +
    'what both hold of it.',
  layersBelowTarget:
    'The value was raised to {0}: both layers hold so much of the target that they must share at least that.',
  statesBelowInput:
    'The value was raised to {0}: both states hold so much of the input that they must share at least that.',
  belowPart: 'The value was raised to {0}, which another number proves for a part of it.',
  belowOutput:
    'The value was raised to {0}, which the output alone is certain to tell: it is a part of the whole state.',
  aboveState: 'The value was lowered to {0}, what the whole state holds: the output is a part of it.',
  chainRule:
    'The value was moved to {0}, within its interval, so that the values of all lags add up to the information about ' +
    'the whole input.',
};
