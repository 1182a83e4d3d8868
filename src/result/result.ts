import type { Sentence as PlainSentence } from '../base/sentence';
import type { AnalysisConfig } from '../config/schema/config';
import type { PeriodName } from '../config/schema/trialPeriods';
import type { Warning } from './warnings';
import type { AttentionMap } from './attention';
import type { BiasPoint } from './bias';
import type { Coding } from './coding';
import type { Curves } from './curves';
import type { Estimate, ExactLine } from './estimate';
import type { InformationLoss } from './informationLoss';
import type { LayerSummary } from './layerSummary';
import type { Measured } from './measured';
import type { MemoryFit } from './memoryFit';
import type { Prediction } from './prediction';
import type { Advice, Sentence } from './sayings';
import type { StatesNote } from './states/states';
import type { Studies } from './studies';
import type { TrainingRecord } from './training';

export type * from './attention';
export type { BiasPoint } from './bias';
export type * from './coding';
export type * from './curves';
export type * from './estimate';
export type * from './informationLoss';
export type * from './layerSummary';
export type { Measured } from './measured';
export type * from './memoryFit';
export type * from './prediction';
export type * from './sayings';
export type * from './studies';
export type * from './training';

/**
 * One run, in long form: append-only while it runs, read by the panel, the side view, CodeLens, the terminal and the
 * exports.
 */
export interface AnalysisResult {
  schemaVersion: 2;
  /** The config with its defaults filled in. */
  config: AnalysisConfig;
  environment: {
    backend: 'tensorflow' | 'native' | 'wasm' | 'cpu';
    version: string;
    seed: number;
    recurrentKernel: string;
  };
  /** Size and kind of the sequences; absent until they are loaded. */
  data?: DataSummary;
  stages: StageRecord[];
  /** The network's layers, input side first, as the charts name and colour them. */
  layers: LayerSummary[];
  training: TrainingRecord[];
  estimates: Estimate[];
  /** Exact values, drawn as dashed lines. */
  exact: ExactLine[];
  curves: Curves;
  /** What the studies trained and ranked; absent without a study. */
  studies?: Studies;
  /** The states of the last epoch, in a file beside the document; absent where none are kept. */
  states?: StatesNote;
  /** Where information is lost, along depth and along time. */
  losses?: InformationLoss[];
  /** Attention weights: one map per layer and analysed epoch. */
  attention?: AttentionMap[];
  /** Lengths of the held-out codes of entropy bottlenecks by a range coder, one per layer and analysed epoch. */
  coding?: Coding[];
  /** Estimates on parts of the sequences, where `analysis.bias` asks for them. */
  bias?: BiasPoint[];
  /** Measures beside information, where `analysis.measures` asks for them. */
  measured?: Measured[];
  /** Sentences computed from the numbers; the same on the page, in the terminal and for screen readers. */
  findings: Sentence[];
  /** One for every layer with a memory and every analysed epoch; absent in documents of older versions. */
  fits?: MemoryFit[];
  /** How often heads are right at the step whose information stands in the sentences. */
  predictions?: Prediction[];
  advice: Advice[];
  warnings: Warning[];
  /**
   * The config's further networks, in the config's order. The model itself stays in the fields above, so that code for
   * one network does not depend on the others.
   */
  networks?: NetworkResult[];
}

/**
 * A further network, on the same data and analysed the same way. `exact` holds for this network alone; the task's exact
 * values are the document's. Layer names belong to the network: another one may have layers of the same name.
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
  bias?: BiasPoint[];
  measured?: Measured[];
  findings: Sentence[];
  fits?: MemoryFit[];
  predictions?: Prediction[];
  warnings: Warning[];
}

export interface DataSummary {
  /** A few words: 'delayed copy, 4 symbols, delay 3'. */
  title: PlainSentence;
  /**
   * Sequences for training (none where the states were recorded elsewhere), and held-out ones for validation and
   * analysis.
   */
  training: number;
  heldOut: number;
  length: number;
  features: number;
  /** Number of distinct symbols of a discrete input. */
  alphabet?: number;
  /** The target to predict; absent where there is none. */
  target?: { at: 'every' | 'end'; classes?: number; values?: number };
  /** For each target of symbols, how often whoever knows its law alone is right, over all held-out targets. */
  chances?: { target: string; share: number }[];
  /** Names of the input's symbols, where the data have words for them. */
  symbols?: string[];
  /** Names of the input's features, where the data have words for them: "load", "state=up". */
  columns?: string[];
  /** Of trials in periods; absent of other data. */
  trial?: TrialSummary;
  /** For each target of classes, the names and shares of the classes, over all held-out targets; commonest first. */
  balance?: ClassBalance[];
}

export interface TrialSummary {
  /** Milliseconds in a step. */
  dt: number;
  /** In their order; `first` and `last` are steps, counted from 1. */
  periods: { name: PeriodName; first: number; last: number }[];
  /** The share of right answers of whoever knows the law of the trials and has seen steps 1 ... t, for every t. */
  bestAccuracy: number[];
}

/** At most the commonest few classes; `rest` is the share of the others. */
export interface ClassBalance {
  target: string;
  classes: { name: string; share: number }[];
  rest: number;
}

export interface StageRecord {
  /** `seconds`: time that the stage adds to the run; estimates during training add nothing more. */
  name: 'dataset' | 'training' | 'activations' | 'estimates' | 'networks' | 'sweep' | 'studies' | 'advice';
  seconds: number;
  reused: boolean;
  /** For a stage that is cached in parts: how many there are, and how many came from the cache. */
  parts?: { total: number; reused: number };
}
