import type { InformationReasonCode } from '../information/types/reasons';
import type { Nats } from '../information/types/warnings';
import type { NoteArgument } from './warnings';

/** The analysis's own reasons, each with the arguments of its sentence in order. */
interface AnalysisReasonArguments {
  /** Known from the weights, without an estimator. */
  linearNetwork: [];
  /** p(h) by annealing over histories of symbols, from both sides. */
  annealed: [states: number, temperatures: number, runs: number, gap: Nats];
  /** p(h) by the transitions of Gibbs sweeps over histories of symbols. */
  transitions: [states: number, sweeps: number, gap: Nats];
  /** p(h) of Gaussian inputs by draws around its peak. */
  laplace: [states: number, draws: number, gap: Nats];
  /** p(h) of Gaussian inputs by annealing with Hamiltonian paths. */
  hamiltonian: [states: number, temperatures: number, runs: number, gap: Nats];
  /** p(h) and p(h|x) of states drawn inside their recurrence, by paths of fresh noise. */
  paths: [states: number, paths: number, gap: Nats];
  /** p(h) and p(h|x_s) of Gaussian inputs, by fresh runs that share x_s. */
  sharedInput: [states: number, runs: number, gap: Nats];
  /** The upper end by what the states of all steps hold together, of so many sequences. */
  allSteps: [sequences: number];
  /** Densities given the later symbols, by means over drawn beginnings, or sums over all. */
  beginnings: [count: number];
  everyBeginning: [count: number];
  /** Decoders that were given the later symbols, by steps learned from so many sequences. */
  walkedBack: [sequences: number];
  /** A baseline: states paired with the inputs of other sequences. */
  otherSequences: [count: number];
  /** Text of a document of an older version. */
  text: [text: string];
}

export type AnalysisReasonCode = keyof AnalysisReasonArguments;

export type ReasonCode = InformationReasonCode | AnalysisReasonCode;

/** One sentence of why an estimator was used: a code for logic, with the arguments of its sentence. */
export interface Reason {
  readonly code: ReasonCode;
  readonly args: readonly NoteArgument[];
}

export const analysisReason = <Code extends AnalysisReasonCode>(
  code: Code,
  ...args: AnalysisReasonArguments[Code]
): Reason => ({ code, args });
