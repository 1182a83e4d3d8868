import { cholesky, type CholeskyFactor } from '../../numerics/cholesky';
import { pacedCrossProduct } from '../../numerics/pacedProducts';
import { centred, crossProduct } from '../../numerics/products';
import type { Breather } from '../../numerics/breather';

/** Centred columns of one variable with the factor of their covariance: the input of the Gaussian formulas. */
export interface GaussianPart {
  readonly samples: number;
  readonly dimensions: number;
  /** [samples, dimensions] */
  readonly columns: Float64Array;
  readonly covariance: Float64Array;
  readonly factor: CholeskyFactor;
}

export function gaussianPart(values: Float64Array, samples: number, dimensions: number): GaussianPart {
  const columns = centred(values, samples, dimensions);
  return partOf(columns, samples, dimensions, crossProduct(columns, dimensions, columns, dimensions, samples));
}

/** The same, with pauses for cancellation. @throws CancelledError */
export async function pacedGaussianPart(
  values: Float64Array,
  samples: number,
  dimensions: number,
  breather: Breather,
): Promise<GaussianPart> {
  return pacedPartOfCentred(centred(values, samples, dimensions), samples, dimensions, breather);
}

/** The same from columns whose means are zero. @throws CancelledError */
export async function pacedPartOfCentred(
  columns: Float64Array,
  samples: number,
  dimensions: number,
  breather: Breather,
): Promise<GaussianPart> {
  return partOf(
    columns,
    samples,
    dimensions,
    await pacedCrossProduct(columns, dimensions, columns, dimensions, samples, breather),
  );
}

function partOf(columns: Float64Array, samples: number, dimensions: number, covariance: Float64Array): GaussianPart {
  for (let i = 0; i < covariance.length; i++) covariance[i] /= samples - 1;
  return { samples, dimensions, columns, covariance, factor: cholesky(covariance, dimensions) };
}
