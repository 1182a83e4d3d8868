import { sentence, type Sentence } from '../../base/sentence';
import type { WeightFile } from '../../data/weights/weightFile';
import { isOfKeras } from './foundNetwork';
import { kerasLayers } from './kerasArchitecture';

/**
 * Says that a file of weights alone does not tell the rest of its model. Undefined where the description of the model
 * is in it.
 */
export function saidOfWeightsAlone(
  file: Pick<WeightFile, 'format' | 'arrays' | 'architecture'>,
  layers: readonly { readonly name: string; readonly type: string }[],
): Sentence | undefined {
  if (kerasLayers(file.architecture).length > 0) return undefined;
  if (isOfKeras(file))
    return (
      saidOfActivations(file, layers) ??
      sentence(
        'The file does not tell skips, "go_backwards" and layers without weights: none are taken. If the model has ' +
          'some, its states are not these: save it whole as .keras, which tells them.',
      )
    );
  return sentence(
    'The file tells neither skips, nor functions and layers without weights (relu, pooling), nor whether time is ' +
      'turned: none are taken. If the model has some, its states are not these: record them, Recorder of ' +
      'python/rnn_infoflow.py.',
  );
}

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
      'default. Nor does it tell skips, "go_backwards" and layers without weights: none are taken. If the model has ' +
      'others, its states are not these: save it whole as .keras, which tells them.',
    cells.map(({ name }) => `"${name}"`).join(', '),
  );
}
