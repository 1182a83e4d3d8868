import type { Sentence } from '../../base/sentence';
import { InputError } from '../../base/userError';

/** An error for a mistake in a config that only the whole network shows, at `keys` of layer number `index`. */
export function layerError(index: number, keys: readonly (string | number)[], said: Sentence): InputError {
  return new InputError(said, undefined, undefined, ['model', 'layers', index, ...keys]);
}
