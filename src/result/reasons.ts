import type { InformationReasonCode } from '../information/types/reasons';
import type { NoteArgument } from './warnings';

/** The analysis's own reasons with what their words need, in their order. */
interface AnalysisReasonArguments {
  /** Known from the weights, without an estimator. */
  linearNetwork: [];
  /** A baseline: states paired with the inputs of other sequences. */
  otherSequences: [count: number];
  /** Words of a document of an older version. */
  text: [text: string];
}

export type AnalysisReasonCode = keyof AnalysisReasonArguments;

export type ReasonCode = InformationReasonCode | AnalysisReasonCode;

/** One sentence of why an estimator was used: a code that logic may read, with what its words need. */
export interface Reason {
  readonly code: ReasonCode;
  readonly args: readonly NoteArgument[];
}

export const analysisReason = <Code extends AnalysisReasonCode>(
  code: Code,
  ...args: AnalysisReasonArguments[Code]
): Reason => ({ code, args });
