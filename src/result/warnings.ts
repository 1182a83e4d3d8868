import type { Sentence } from '../base/sentence';
import type { InformationWarningCode, Nats, WarningArgument } from '../information/types/warnings';

/** An argument of a note (a warning or a reason): words, figures, amounts of information, or sentences. */
export type NoteArgument = WarningArgument | Sentence;

/** The analysis's own warnings, each with the arguments of its sentence in order. */
interface AnalysisWarningArguments extends Record<TheoremCode, [limit: Nats]> {
  /** A complete sentence: about the data, or about the machine. */
  note: [sentence: Sentence];
  /** Text of a document of an older version. */
  text: [text: string];

  /** Estimates that failed, with the cause. */
  estimateFailed: [quantity: string, source: string, target: string, cause: Sentence];
  estimatesFailed: [quantity: string, source: string, target: string, cause: Sentence, count: number];
  trainingEstimateFailed: [quantity: string, source: string, target: string, cause: Sentence];
  trainingEstimatesFailed: [quantity: string, source: string, target: string, cause: Sentence, count: number];

  /** Estimates that break an inequality. */
  exceedsExact: [...EstimateWords, of: Sentence, exactly: Nats];
  exceedsEstimate: [...EstimateWords, ...EstimateWords];

  /** Layers without a conditional memory curve, because inputs depend on each other. */
  dependentInputs: [layers: string];

  /** The estimate behind a loss is a lower bound. */
  lowerBoundLoss: [estimator: string, layer: string];
  /** The output without its declared noise holds more than the loss leaves. */
  lossOfNoise: [layer: string, percent: number];

  /** A lower bound that had to be lowered to what is possible. */
  overstated: [estimator: string];
  /** A theorem excludes an end that only a model gave. */
  modelContradicted: [estimator: string, model: Sentence];
  /** Two estimates of which the first cannot be more contradict each other by ends that only models gave. */
  modelsContradict: [less: string, more: string];
}

/**
 * The theorem that an estimate's value was held to, which its warning gives; `analysis/consistency` has their
 * statements.
 */
export type TheoremCode =
  | 'aboveLogSymbols'
  | 'aboveStatedEntropy'
  | 'aboveStepEntropy'
  | 'aboveEntropyGivenLater'
  | 'aboveTargetEntropy'
  | 'aboveTargetInformation'
  | 'aboveFutureInformation'
  | 'aboveFutureEntropy'
  | 'aboveInputEntropy'
  | 'historyAboveEntropy'
  | 'layersAboveEntropy'
  | 'aboveCapacity'
  | 'aboveRate'
  | 'belowHead'
  | 'belowNext'
  | 'aboveNext'
  | 'belowEquivocation'
  | 'belowDelayed'
  | 'aboveDelayed'
  | 'belowMemory'
  | 'belowMemorySum'
  | 'belowConditionalMemory'
  | 'belowTarget'
  | 'belowLagAlone'
  | 'aboveLagGivenLater'
  | 'besideOtherLags'
  | 'belowLatest'
  | 'aboveLatest'
  | 'aboveCode'
  | 'headAboveTarget'
  | 'memoryAboveInput'
  | 'targetAboveInput'
  | 'historyAboveInput'
  | 'layersAboveInput'
  | 'layersBelowTarget'
  | 'statesBelowInput'
  | 'belowPart'
  | 'belowOutput'
  | 'aboveState'
  | 'chainRule';

/** 'I(X;h)', its value, its 95 % interval, its estimator. */
export type EstimateWords = [of: Sentence, value: Nats, low: Nats, high: Nats, estimator: string];

export type AnalysisWarningCode = keyof AnalysisWarningArguments;

export type WarningCode = InformationWarningCode | AnalysisWarningCode;

/**
 * Why an estimate or a run is doubtful: a code for logic, with the arguments of its sentence. `warningSentence` makes
 * the words, as late as possible.
 */
export interface Warning {
  readonly code: WarningCode;
  readonly args: readonly NoteArgument[];
}

export const analysisWarning = <Code extends AnalysisWarningCode>(
  code: Code,
  ...args: AnalysisWarningArguments[Code]
): Warning => ({ code, args });
