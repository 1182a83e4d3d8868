import { sentence, type Sentence } from '../../base/sentence';
import type { WeightFile } from '../../data/weights/weightFile';
import { isOfKeras } from './foundNetwork';
import { kerasLayers } from './kerasArchitecture';

/** Cells whose activations are always the same here. */
const gated: readonly string[] = ['lstm', 'gru'];

/**
 * Says that a file of Keras without the description of its model, as a .weights.h5 is, does not tell the activations of
 * LSTMs and GRUs: other ones would give other states. Undefined where it tells them, or has no such layers.
 */
export function saidOfActivations(
  file: Pick<WeightFile, 'format' | 'arrays' | 'architecture'>,
  layers: readonly { readonly name: string; readonly type: string }[],
): Sentence | undefined {
  const cells = layers.filter(({ type }) => gated.includes(type));
  if (cells.length === 0 || kerasLayers(file.architecture).length > 0 || !isOfKeras(file)) return undefined;
  return sentence(
    'The file does not tell the activations of {0}: tanh, and sigmoid for the gates, are taken, as Keras has them by ' +
      'default. With others ("hard_sigmoid") the states are not those of the model: save it whole as .keras, which ' +
      'tells them.',
    cells.map(({ name }) => `"${name}"`).join(', '),
  );
}
