import { sentence, type Sentence } from '../../base/sentence';
import { InputError } from '../../base/userError';
import type { WeightFile } from '../../data/weights/weightFile';
import type { Link } from './chain';
import { checkFinite } from './checkFinite';
import { extraArrays } from './extraArrays';
import { foundNetwork, isOfKeras } from './foundNetwork';
import { importedLayers, type WrittenLayer } from './importedLayers';
import { maskedSteps } from './kerasArchitecture';
import { layersBetween } from './kerasChain';
import { isDescribed, orderOf } from './layerOrder';
import { layerName } from './layerName';
import { StrangeLayersError, unlikeHere } from './strangeLayers';
import { saidOfWeightsAlone } from './untoldActivations';

/** A network as a file of weights tells it. */
export interface ImportedNetwork {
  /** Input side first, as a config writes them. */
  readonly layers: readonly WrittenLayer[];
  /** What the first layer reads at a step: one of `count` symbols, or `count` numbers. */
  readonly reads: { readonly kind: 'symbols' | 'numbers'; readonly count: number };
  /** What the file does not tell and is as the framework has it by default, and what the data have to tell. */
  readonly assumed: readonly Sentence[];
}

/**
 * The layers of a file of PyTorch or Keras, as a chain.
 * @param file its name, for messages
 * @throws InputError where the file holds other layers, or does not tell their order
 */
export function importNetwork(weights: WeightFile, file: string): ImportedNetwork {
  const found = foundNetwork(weights);
  if (!found || (found.layers.length === 0 && found.rest.length === 0))
    throw new InputError(
      sentence('{0} has no weights of PyTorch or Keras, so its layers cannot be known. Write them in a config.', file),
      file,
    );
  if (found.strange.length > 0) throw new StrangeLayersError(found.strange, file);
  if (found.rest.length > 0) throw new InputError(extraArrays(found.rest), file);
  for (const { name, refusal } of found.layers)
    if (refusal) throw new InputError(unlikeHere(name, file, refusal), file);
  checkFinite(found.layers, weights, file);
  const { chain, note } = orderOf(found, weights, file);
  const [{ reading }] = chain;
  const names = new Set(chain.map((link) => layerName(link.found.name)));
  if (names.size < chain.length)
    throw new InputError(sentence('Two layers of {0} have the same name. Rename one of them.', file), file);
  return {
    layers: layersBetween(chain, importedLayers(chain), weights.architecture, file),
    reads: { kind: reading.type === 'embedding' ? 'symbols' : 'numbers', count: reading.inputs },
    assumed: [
      ...(note ? [note] : []),
      ...assumptions(chain),
      ...(isOfKeras(weights) && !isDescribed(weights) ? joinNotes(chain) : []),
      ...restNote(chain, weights),
      ...maskNote(weights.architecture),
    ],
  };
}

/** What is taken for the way in which the directions of a layer are joined. */
function joinNotes(chain: readonly Link[]): Sentence[] {
  return chain.flatMap(({ found, reading: { both, options } }, place) => {
    if (!both) return [];
    const name = layerName(found.name);
    if (options.mergeMode === 'sum')
      return [
        sentence(
          'By its width "{0}" adds, averages or multiplies its directions, and the file does not tell which: "sum" ' +
            'is taken. Otherwise write "mergeMode": "ave" or "mul".',
          name,
        ),
      ];
    if (place < chain.length - 1) return [];
    return [
      sentence(
        'The file does not tell how "{0}" joins its directions: "concat" is taken, the default. Otherwise write ' +
          '"mergeMode": "sum", "ave" or "mul".',
        name,
      ),
    ];
  });
}

/** One sentence for all layers that the file leaves open in the same way. */
function assumptions(chain: readonly Link[]): Sentence[] {
  const open = (type: Link['reading']['type'], option: 'activation' | 'resetAfter'): string =>
    chain
      .filter(({ reading }) => reading.type === type && reading.options[option] === undefined)
      .map(({ found }) => layerName(found.name))
      .join('", "');
  const said = (names: string, make: (names: string) => Sentence): Sentence[] => (names === '' ? [] : [make(names)]);
  return [
    ...said(open('simpleRNN', 'activation'), (names) =>
      sentence('The file does not tell the activation of "{0}"; tanh is the default.', names),
    ),
    ...said(open('dense', 'activation'), (names) =>
      sentence('The file does not tell the activation of "{0}"; none is taken.', names),
    ),
    ...said(open('gru', 'resetAfter'), (names) =>
      sentence('The file does not tell whether "{0}" resets after the product. Set "resetAfter" as it was.', names),
    ),
  ];
}

function restNote(chain: readonly Link[], weights: WeightFile): Sentence[] {
  const layers = chain.map(({ found, reading }) => ({ name: layerName(found.name), type: reading.type }));
  return [saidOfWeightsAlone(weights, layers) ?? []].flat();
}

/** A network that skips steps is given only real ones here. */
function maskNote(architecture: unknown): Sentence[] {
  const masked = maskedSteps(architecture);
  if (!masked) return [];
  return [
    masked.of === 'symbols'
      ? sentence('The network skips steps of symbol 0. Name the real steps in the data: "lengths" or "mask".')
      : sentence(
          'The network skips steps whose numbers are all {0}. Name the real steps in the data: "lengths" or "mask".',
          masked.value,
        ),
  ];
}
