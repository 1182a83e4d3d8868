import type { BoundDirection } from '../../types/bound';
import type { Variable } from '../../types/variable';

/**
 * What the value of a Gaussian copula is to the truth: at most it for two scalars, whose ranks are made normal (Ince et
 * al. 2017). Blocks of columns need not be jointly normal after that: eight clusters in 16 columns share 3 bits, and
 * read as 12.
 */
export const copulaBound = (x: Pick<Variable, 'dimensions'>, y: Pick<Variable, 'dimensions'>): BoundDirection =>
  x.dimensions === 1 && y.dimensions === 1 ? 'lower' : 'none';
