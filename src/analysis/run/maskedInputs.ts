import { sentence, type Sentence } from '../../base/sentence';
import type { Sequences } from '../../data/dataset';
import type { MaskedSteps } from '../../models/weights/kerasArchitecture';

/**
 * Says that sequences have real steps that the network of a file skips: it was trained to take them for padding, and
 * here every real step is read. Undefined where there are none.
 */
export function saidOfMasked(inputs: Sequences, masked: MaskedSteps | undefined): Sentence | undefined {
  if (!masked || (masked.of === 'symbols') !== (inputs.symbols !== undefined)) return undefined;
  const { samples, length, features, lengths, symbols, values } = inputs;
  let found = 0;
  let real = 0;
  for (let row = 0; row < samples; row++) {
    for (let step = row * length; step < row * length + (lengths?.[row] ?? length); step++) {
      real++;
      const numbers = values.subarray(step * features, (step + 1) * features);
      if (symbols ? symbols[step] === masked.value : numbers.every((value) => value === Math.fround(masked.value)))
        found++;
    }
  }
  return found === 0
    ? undefined
    : sentence(
        'The network of the file skips steps of {0}, but {1} of {2} steps are such and are read here. If they are ' +
          'padding, name the real steps in the data: "lengths" or "mask".',
        masked.value,
        found,
        real,
      );
}
