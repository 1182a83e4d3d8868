/** On which side of the truth the estimate stands in expectation, as far as theory says. */
export type BoundDirection = 'none' | 'lower' | 'upper';
