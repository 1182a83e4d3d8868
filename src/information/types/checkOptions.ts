import { sentence } from '../../base/sentence';
import { InputError } from '../../base/userError';
import type { EstimatorOptions } from './estimate';

const mostBins = 1_000_000;

/**
 * Checks the options that several estimators share. An estimator checks the options that only it reads (batch, folds,
 * neighbours against samples).
 * @throws InputError with the option and its allowed values
 */
export function checkOptions({ neighbors, bins, noiseVariance, shuffles, seed }: EstimatorOptions): void {
  whole(neighbors, 'neighbors', 1);
  whole(bins, 'bins', 2);
  whole(shuffles, 'shuffles', 0);
  if (bins !== undefined && bins > mostBins)
    throw new InputError(sentence('bins is {0}, but must be at most {1}.', bins, mostBins));
  if (!Number.isFinite(seed)) throw new InputError(sentence('seed is {0}, but must be a finite number.', seed));
  if (noiseVariance !== undefined && !(noiseVariance > 0 && Number.isFinite(noiseVariance)))
    throw new InputError(sentence("The noise's variance is {0}, but must be a positive number.", noiseVariance));
}

function whole(value: number | undefined, name: string, least: number): void {
  if (value !== undefined && (!Number.isInteger(value) || value < least))
    throw new InputError(sentence('{0} is {1}, but must be a whole number of at least {2}.', name, value, least));
}
