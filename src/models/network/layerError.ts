import { InputError } from '../../base/userError';

/** A mistake in a config that only the whole network shows, at `keys` of layer number `index`. */
export function layerError(index: number, keys: readonly string[], message: string): InputError {
  return new InputError(message, undefined, undefined, ['model', 'layers', index, ...keys]);
}
