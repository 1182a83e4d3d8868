import { sentence, type Sentence } from '../../../base/sentence';

/** The name of the lines of whoever knows the law of the trials and has seen the input so far. */
export const idealObserver = (): Sentence => sentence('ideal observer');
