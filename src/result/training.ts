export interface TrainingRecord {
  epoch: number;
  loss: number;
  validationLoss: number;
  accuracy?: number;
  validationAccuracy?: number;
  /** The record of every head, where some head predicts something other than Y. */
  heads?: HeadRecord[];
  /** Of the last epoch: the earlier one whose weights were kept in its place, and whose figures these are. */
  keptFrom?: number;
}

/**
 * One head's loss before its weight and without KL terms: nats per target, or the squared error where the loss has no
 * KL term.
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
