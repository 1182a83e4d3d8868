import type { Sentence as PlainSentence } from '../base/sentence';
import type { AnalysisConfig } from '../config/schema/config';
import type { Warning } from './warnings';
import type { AttentionMap } from './attention';
import type { Coding } from './coding';
import type { Curves } from './curves';
import type { Estimate, ExactLine } from './estimate';
import type { InformationLoss } from './informationLoss';
import type { LayerSummary } from './layerSummary';
import type { MemoryFit } from './memoryFit';
import type { Advice, Sentence } from './sayings';
import type { TrainingRecord } from './training';

export type * from './attention';
export type * from './coding';
export type * from './curves';
export type * from './estimate';
export type * from './informationLoss';
export type * from './layerSummary';
export type * from './memoryFit';
export type * from './sayings';
export type * from './training';

/**
 * One run, in long form: append-only while it runs, read by the panel, the side view, CodeLens, the terminal and the
 * exports.
 */
export interface AnalysisResult {
  schemaVersion: 2;
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
  curves: Curves;
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
  warnings: Warning[];
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
  warnings: Warning[];
}

export interface DataSummary {
  /** A few words: 'delayed copy, 4 symbols, delay 3'. */
  title: PlainSentence;
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
