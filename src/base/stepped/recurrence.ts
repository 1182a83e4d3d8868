/**
 * A recurrent cell that reads symbols, as matrices: what its state becomes depends on the weighted sums of its state
 * and on one row a symbol. Columns of the gates are in Keras's order.
 */
export interface Recurrence {
  readonly type: 'lstm' | 'gru' | 'tanh';
  readonly units: number;
  /** What a symbol and the bias give the sums, [alphabet, columns]. */
  readonly ofSymbol: Float32Array;
  /** [units, columns] */
  readonly ofState: Float32Array;
}
