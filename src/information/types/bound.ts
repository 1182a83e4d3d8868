/** Whether the expected estimate is a lower or an upper bound on the true value, by theory. */
export type BoundDirection = 'none' | 'lower' | 'upper';
