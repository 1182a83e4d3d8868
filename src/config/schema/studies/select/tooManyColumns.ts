import { sentence, type Sentence } from '../../../../base/sentence';

/** `select` trains on fewer columns than there are. */
export const tooManyColumns = (features: number, count: number): Sentence =>
  sentence('The inputs have {0} columns, so that {1} are not fewer. Ask for smaller numbers.', features, count);
