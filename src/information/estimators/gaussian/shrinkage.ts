import type { Breather } from '../../numerics/breather';
import { pacedCrossProduct } from '../../numerics/pacedProducts';

/** With more columns than samples, the inverse exists only after some shrinking. */
const least = 0.01;

/**
 * How much correlations are to be shrunk towards zero, from `least` to 1: the sum of their sampling variances over the
 * sum of their squares (Schaefer and Strimmer 2005, section 2.4), which has the least expected squared error.
 * @param columns standardised, row-major [samples, size]
 * @param correlations [size, size]
 * @throws CancelledError
 */
export async function shrinkage(
  columns: Float64Array,
  correlations: Float64Array,
  samples: number,
  breather: Breather,
): Promise<number> {
  const size = columns.length / samples;
  const squared = columns.map((value) => value * value);
  const squares = await pacedCrossProduct(squared, size, squared, size, samples, breather);
  let variances = 0;
  let strength = 0;
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < i; j++) {
      const correlation = correlations[i * size + j];
      const mean = ((samples - 1) / samples) * correlation;
      variances += (samples / (samples - 1) ** 3) * (squares[i * size + j] - samples * mean * mean);
      strength += correlation * correlation;
    }
  }
  return strength > 0 ? Math.min(1, Math.max(least, variances / strength)) : 1;
}
