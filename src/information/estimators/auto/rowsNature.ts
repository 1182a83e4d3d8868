/** What is known of the rows, where they are not independent draws. */
export interface RowsNature {
  /** The number of independent rows that carry as much: fewer where rows repeat or follow each other in time. */
  readonly effectiveSamples?: number;
  /** Rows that follow each other in time fall into this number of consecutive blocks, nearly independent. */
  readonly blocks?: number;
}
