import type { AnalysisConfig } from '../config/schema/config';
import type { ConfigEdit } from '../config/edits';
import type { BoundDirection, EstimatorName } from '../information/types/estimate';

export type Unit = 'bits' | 'nats';

export type Quantity =
  | 'inputInformation'
  | 'historyInformation'
  | 'outputInformation'
  | 'layerInformation'
  | 'memory'
  | 'memoryNull'
  | 'lagRelevance'
  | 'predictiveInformation'
  | 'stateCapacity'
  | 'entropy'
  | 'rate'
  | 'relevance'
  | 'infomax';

/**
 * One run, in long form: append-only while it runs, read by the panel, the side view, CodeLens, the terminal and the
 * exports.
 */
export interface AnalysisResult {
  schemaVersion: 1;
  /** The config with its defaults filled in. */
  config: AnalysisConfig;
  environment: { backend: 'tensorflow' | 'wasm' | 'cpu'; version: string; seed: number; recurrentKernel: string };
  /** What the sequences are; absent until they are there. */
  data?: DataSummary;
  stages: StageRecord[];
  /** The network's layers, input side first, as the charts name and colour them. */
  layers: LayerSummary[];
  training: TrainingRecord[];
  estimates: Estimate[];
  /** What is known exactly, drawn as dashed lines. */
  exact: ExactLine[];
  curves: {
    bottleneck?: BottleneckPoint[];
    bottleneckLimit?: BottleneckPoint[];
    /** What the best code has at each beta of the config's own Lagrangian, beta ascending. */
    overBeta?: BottleneckPoint[];
    /** Below the first of these betas nothing is worth its rate; at each one a code begins to keep something more. */
    criticalBetas?: { beta: number; name: string }[];
    rateDistortion?: RateDistortionPoint[];
    rateDistortionLimit?: RateDistortionPoint[];
  };
  /** Where information is lost, along depth and along time. */
  losses?: InformationLoss[];
  /** Where attention layers look, a map a layer and analysed epoch. */
  attention?: AttentionMap[];
  /** What a range coder made of the held-out codes of entropy bottlenecks, one a layer and analysed epoch. */
  coding?: Coding[];
  /**
   * What this run says, computed from the numbers; the same sentences on the page, in the terminal and to screen
   * readers.
   */
  findings: Sentence[];
  /** One for every layer with a memory and every analysed epoch; absent in documents of older versions. */
  fits?: MemoryFit[];
  advice: Advice[];
  warnings: string[];
  /**
   * The networks that the config sets beside its model, in the config's order. The model itself stays where it always
   * was, in the fields above, so that whoever reads one network's numbers need not know that there are others.
   */
  networks?: NetworkResult[];
}

/**
 * A network beside the model, on the same data and analysed the same way. `exact` are the values that hold of this
 * network alone; the task's own are the document's. Names of layers are its own: another network may have layers of the
 * same name.
 */
export interface NetworkResult {
  name: string;
  layers: LayerSummary[];
  training: TrainingRecord[];
  estimates: Estimate[];
  exact: ExactLine[];
  losses?: InformationLoss[];
  attention?: AttentionMap[];
  coding?: Coding[];
  findings: Sentence[];
  fits?: MemoryFit[];
  warnings: string[];
}

export interface DataSummary {
  /** A few words: 'delayed copy, 4 symbols, delay 3'. */
  title: string;
  /**
   * Sequences to train on (none where the states were recorded elsewhere), and those that validate and are analysed.
   */
  training: number;
  heldOut: number;
  length: number;
  features: number;
  /** Different symbols of a discrete input. */
  alphabet?: number;
  /** What is to be told: absent without a target. */
  target?: { at: 'every' | 'end'; classes?: number; values?: number };
}

export interface StageRecord {
  /** `seconds`: what the stage adds to the run; estimates that are made beside training cost nothing more. */
  name: 'dataset' | 'training' | 'activations' | 'estimates' | 'networks' | 'sweep' | 'advice';
  seconds: number;
  reused: boolean;
  /** Of a stage that is kept in parts: how many there are, and how many were found from before. */
  parts?: { total: number; reused: number };
}

export interface LayerSummary {
  name: string;
  type: string;
  units: number;
  recurrent: boolean;
  /** False for layers without estimates of their own (dropout). */
  analysed: boolean;
  parameters: number;
  /**
   * 5 bits a parameter, in bits whatever the unit: about as much of its training set as a recurrent layer can store in
   * its weights, over all sequences together (Collins, Sohl-Dickstein and Sussillo 2017). A bound on what is learned by
   * heart, not on what the state holds of one sequence.
   */
  parameterBits?: number;
}

export interface TrainingRecord {
  epoch: number;
  loss: number;
  validationLoss: number;
  accuracy?: number;
  validationAccuracy?: number;
  /** Every head on its own, where there is another than one for Y. */
  heads?: HeadRecord[];
}

/**
 * One head's loss before its weight and without KL terms: nats a target, or the squared error where no KL term stands
 * beside it.
 */
export interface HeadRecord {
  name: string;
  target: string;
  loss: number;
  validationLoss: number;
  accuracy?: number;
  validationAccuracy?: number;
  squaredError?: number;
  validationSquaredError?: number;
}

/**
 * A stream of codes that are integers, with the layer's own density as the coder's tables. Always in bits: streams are
 * made of them.
 */
export interface Coding {
  layer: string;
  epoch: number;
  /** Integers that were coded: held-out sequences x steps x units. */
  symbols: number;
  /** -log2 of what the density gives them. */
  modelBits: number;
  streamBits: number;
  /** streamBits / modelBits - 1. */
  overhead: number;
  /** The decoder gave back the same integers. */
  decoded: boolean;
}

/** I(source; target), H(source) for `entropy`. */
export interface Estimate {
  quantity: Quantity;
  /** 'X', 'Y' or a layer's name. */
  source: string;
  target: string;
  /** Time step, counted from 1, of the state that the estimate is of; absent for what has no time. */
  time?: number;
  /** Lag s of I(X_{t-s}; H_t). */
  lag?: number;
  /** How many steps of the future I(H_t; X_{t+1:t+k}) is about: k. */
  ahead?: number;
  /** 0 is before training. */
  epoch: number;
  value: number;
  low: number;
  high: number;
  unit: Unit;
  /** `decoder`: the network's own head. */
  estimator: EstimatorName | 'exact' | 'decoder';
  bound: BoundDirection;
  samples: number;
  /** What the estimate is of, where a choice makes it finite: 'state + N(0, 0.01)', 'state in 30 bins'. */
  of?: string;
  /**
   * The one of `analysis.alsoWith` that asked for it, or the name of a further bound on a rate, beside the estimate
   * that charts show; absent: it is the one that they show.
   */
  beside?: EstimatorName;
  /** Made on the sequences that the network was trained on; absent: on held-out ones, as charts show. */
  set?: 'training';
  /** Why `auto` chose the estimator. */
  reason?: string;
  warnings?: string[];
}

/** Information that is there before a place and not behind it; only where the intervals of the two part. */
export interface InformationLoss {
  /** `inputInformation` and `outputInformation` are lost along depth, `memory` along time. */
  quantity: 'inputInformation' | 'outputInformation' | 'memory';
  /** Where it was still there: 'X' or a layer. */
  from: string;
  /** The layer that no longer has it; along time the same layer. */
  to: string;
  time?: number;
  /** Along time: the lag at which it is gone, one step more than the lag at which it was there. */
  lag?: number;
  before: number;
  after: number;
  /** `before` less `after`, its interval by interval arithmetic, which holds whatever the correlation of the two. */
  lost: number;
  low: number;
  high: number;
  unit: Unit;
  /** The largest loss of this quantity between states (of memory: of this layer). */
  narrowest?: true;
  warnings?: string[];
}

/** Weights of an attention layer at one epoch: means over held-out samples, shares that add up to 1 in every row. */
export interface AttentionMap {
  layer: string;
  epoch: number;
  samples: number;
  /**
   * The last step, counted from 1, of each row and column: every step by itself, or blocks of steps where the sequence
   * is long.
   */
  steps: number[];
  /** [looking][looked at], a mean over heads. */
  weights: number[][];
  peak: AttentionPeak;
  /** Head by head, where there are several. */
  heads?: { weights: number[][]; peak: AttentionPeak }[];
}

/**
 * The distance that gets the most weight: so many steps back (ahead where negative), and the mean of its weight over
 * all steps that reach so far.
 */
export interface AttentionPeak {
  back: number;
  weight: number;
}

export interface ExactLine {
  quantity: Quantity;
  source: string;
  target: string;
  time?: number;
  lag?: number;
  value: number;
  unit: Unit;
  name: string;
  differential?: boolean;
}

/**
 * A trained code, or a point of the exact curve. `rate` of a code is an upper bound on I(X;Z), `rateLow` and `rateHigh`
 * its interval.
 */
export interface BottleneckPoint {
  beta: number;
  rate: number;
  relevance: number;
  rateLow?: number;
  rateHigh?: number;
  relevanceLow?: number;
  relevanceHigh?: number;
  /**
   * Which bound the rate is: by the prior that the code was trained against, or by the mixture of all codes where that
   * is lower.
   */
  rateEstimator?: 'prior' | 'leaveOneOut';
  /** A lower bound on I(X;Z). */
  rateLower?: number;
}
/**
 * How far back a layer remembers single inputs, and by which law it forgets: read off I(X_{t-s};H_t) over the lag s at
 * the last step of one epoch.
 */
export interface MemoryFit {
  layer: string;
  epoch: number;
  /**
   * The largest lag at which the interval's low end clears the shuffled null; 'none' where no lag does; absent where no
   * null was estimated.
   */
  horizon?: number | 'none';
  /** The horizon is the largest lag there is: the memory may reach further. */
  open?: true;
  law?: DecayLaw;
}

/** A law of decay fitted to information over lag, in the config's unit. */
export interface DecayLaw {
  kind: 'exponential' | 'powerLaw';
  /** Time constant tau of a e^(-s/tau) in steps, or exponent p of a s^(-p), with its 95 % interval. */
  parameter: number;
  low: number;
  high: number;
  /** a. */
  amplitude: number;
  /** Share of the variance of ln I that the law explains. */
  explained: number;
  /** The lags that it was fitted to; beyond them it says nothing. */
  from: number;
  to: number;
  points: number;
  /** By what it was preferred to the other law, and by how much. */
  criterion: 'AICc';
  lead: number;
}

/**
 * `squaredError`: mean over values. `logLoss`: nats or bits a symbol, in the config's unit. `hamming`: share of wrong
 * symbols.
 */
export type DistortionMeasure = 'squaredError' | 'logLoss' | 'hamming';

/**
 * What one head of a trained network makes of its target at the rate of its code, all steps of a sequence together; or
 * a point of the exact R(D).
 */
export interface RateDistortionPoint {
  /** An upper bound on what the code's steps together hold of the input, `rateLow` and `rateHigh` its interval. */
  rate: number;
  rateLow?: number;
  rateHigh?: number;
  /** A mean over the target's steps, `low` and `high` its 95 % interval. */
  distortion: number;
  low?: number;
  high?: number;
  slope?: number;
  measure?: DistortionMeasure;
  beta?: number;
  /** The head's layer, and what it tells. */
  head?: string;
  target?: string;
  /** What an exact curve is: 'R(D) of 6 steps, reverse water-filling'. */
  name?: string;
}

/** A translatable sentence: `{0}`, `{1}` in the message stand for the arguments (as in `vscode.l10n.t`). */
export interface Sentence {
  message: string;
  args: (string | number)[];
  layer?: string;
}

/** A change to try, with what made us think of it. */
export interface Advice extends Sentence {
  kind: 'skipConnection' | 'attention' | 'objectiveWeight' | 'capacity' | 'training' | 'measurement';
  severity: 'info' | 'warning';
  /** The change itself, as edits of the config in order; absent where there is nothing to write. */
  edits?: ConfigEdit[];
}
