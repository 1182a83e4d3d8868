import { sentence } from '../../base/sentence';
import { InputError } from '../../base/userError';
import type { WeightFile } from '../../data/weights/weightFile';
import type { FoundLayer } from './foundLayer';

/**
 * @param file its name, where it is known
 * @throws InputError at the first array of the layers with a value that is not finite, by its name in the file
 */
export function checkFinite(layers: readonly FoundLayer[], { arrays }: WeightFile, file?: string): void {
  for (const { from } of layers)
    for (const name of from) {
      if (arrays.get(name)?.values.every(Number.isFinite) ?? true) continue;
      throw new InputError(
        sentence(
          '"{0}" in {1} holds values that are not finite (NaN or infinite). Take weights from before the training ' +
            'diverged.',
          name,
          file ?? sentence('the file of weights'),
        ),
        file,
      );
    }
}
