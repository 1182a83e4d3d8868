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
