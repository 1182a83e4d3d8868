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

/**
 * The target that the accuracy of a record is of: Y, or where no head predicts classes of it, that of the first head
 * which predicts classes. A record without heads has one head, for Y.
 */
export function accuracyTarget({ heads = [] }: TrainingRecord): string {
  const known = heads.filter(({ accuracy }) => accuracy !== undefined).map(({ target }) => target);
  return known.includes('Y') || known.length === 0 ? 'Y' : known[0];
}
