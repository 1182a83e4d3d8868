import { sentence, type Sentence } from '../../base/sentence';
import { InputError } from '../../base/userError';
import type { Link } from './chain';
import type { WrittenLayer } from './importedLayers';
import { kerasLayers } from './kerasArchitecture';
import { layerName } from './layerName';
import { recordInstead } from './strangeLayers';

/** Layers of Keras that hand on what they read, outside training. */
const handOn = [
  'InputLayer',
  'Masking',
  'GaussianNoise',
  'GaussianDropout',
  'ActivityRegularization',
  'SpatialDropout1D',
];

/** Whether every layer of the description of a Keras model reads the one before it alone. */
export function keepsChain(architecture: unknown): boolean {
  const layers = kerasLayers(architecture);
  return layers.every(({ given, nodes }, index) => {
    if (given.class_name === 'InputLayer') return index === 0;
    const read = readBy(nodes);
    // A Sequential tells no nodes, because each of its layers reads the one before it.
    return read.length === 0 || (read.length === 1 && index > 0 && read[0] === layers[index - 1].described.name);
  });
}

/**
 * The names of the layers that one reads. Keras 3 writes {"keras_history": ["gru", 0, 0]} for each of them, Keras 2
 * ["gru", 0, 0, {…}], and in the braces ["gru", 0, 1] for a state. A mask is no input.
 */
function readBy(nodes: unknown): string[] {
  const told = JSON.stringify(nodes ?? [], (key, value: unknown) => (key === 'mask' ? undefined : value));
  return Array.from(told.matchAll(/\["([^"]+)",\d+,\d+[\],]/g), ([, name]) => name);
}

/**
 * The layers of a Keras model with those that have no weights: dropout and repetition.
 * @throws InputError where a layer has no counterpart here
 * @param file its name, for messages
 */
export function layersBetween(
  chain: readonly Link[],
  written: readonly WrittenLayer[],
  architecture: unknown,
  file: string,
): readonly WrittenLayer[] {
  const described = kerasLayers(architecture);
  if (described.length === 0) return written;
  const own = new Map(chain.map(({ found }, index) => [found.name, written[index]]));
  const layers = described.flatMap(({ described: { name, type }, given: { config } }): WrittenLayer[] => {
    const layer = own.get(name);
    own.delete(name);
    if (layer) return [layer];
    if (type === 'Dropout') return [{ type: 'dropout', name: layerName(name), rate: config.rate }];
    if (type === 'RepeatVector') return [{ type: 'repeatVector', name: layerName(name) }];
    if (handOn.includes(type)) return [];
    throw new InputError(
      sentence(
        '"{0}" in {1} is of the class {2} of Keras, which no layer here is. {3}',
        name,
        file,
        type,
        type === 'Activation' ? ownActivation(config.activation) : recordInstead(),
      ),
      file,
    );
  });
  const [nested] = own.keys();
  if (own.size > 0)
    throw new InputError(
      sentence(
        '"{0}" in {1} is part of a model in the model. Save the inner model in a file of its own.',
        nested,
        file,
      ),
      file,
    );
  return layers;
}

/** A dense layer and a SimpleRNN have their activation themselves. */
const ownActivation = (name: unknown): Sentence =>
  typeof name === 'string'
    ? sentence(
        'Where the layer before it is a Dense, give that one activation="{0}" and save the model again. {1}',
        name,
        recordInstead(),
      )
    : recordInstead();
