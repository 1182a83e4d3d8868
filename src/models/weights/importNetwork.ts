import { sentence, type Sentence } from '../../base/sentence';
import { InputError } from '../../base/userError';
import type { WeightFile } from '../../data/weights/weightFile';
import { chains, fileOrder, type Link } from './chain';
import { extraArrays } from './extraArrays';
import type { FoundNetwork } from './foundLayer';
import { foundNetwork } from './foundNetwork';
import { importedLayers, type WrittenLayer } from './importedLayers';
import { maskedSteps } from './kerasArchitecture';
import { keepsChain, layersBetween } from './kerasChain';
import { layerName } from './layerName';
import { StrangeLayersError } from './strangeLayers';
import { saidOfActivations } from './untoldActivations';

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
    if (refusal) throw new InputError(sentence('"{0}" in the file cannot be computed here. {1}', name, refusal), file);
  const { chain, isAssumed } = orderOf(found, weights, file);
  const [{ reading }] = chain;
  const names = new Set(chain.map((link) => layerName(link.found.name)));
  if (names.size < chain.length)
    throw new InputError(sentence('Two layers of {0} have the same name. Rename one of them.', file), file);
  return {
    layers: layersBetween(chain, importedLayers(chain), weights.architecture),
    reads: { kind: reading.type === 'embedding' ? 'symbols' : 'numbers', count: reading.inputs },
    assumed: [
      ...(isAssumed ? [saidOfOrder(chain)] : []),
      ...assumptions(chain),
      ...activationNote(chain, weights),
      ...maskNote(weights.architecture),
    ],
  };
}

/** A chain, and whether its order is taken where the file does not tell it. */
interface Ordered {
  readonly chain: readonly Link[];
  readonly isAssumed: boolean;
}

function orderOf({ layers }: FoundNetwork, { architecture, format }: WeightFile, file: string): Ordered {
  if (architecture !== undefined && !keepsChain(architecture))
    throw new InputError(
      sentence(
        'The layers of {0} are no chain, in which each reads the one before it. Write them in a config, with "input" ' +
          'and "skip"; their weights are taken by their names.',
        file,
      ),
      file,
    );
  // Modules stand in the order in which they were made, which is nearly always that in which they run. Names in a
  // .safetensors and in an HDF5 file stand in that of the alphabet.
  const isSorted = format === 'safetensors' || (format === 'hdf5' && architecture === undefined);
  const own = isSorted ? undefined : fileOrder(layers);
  const [first, second] = own ? [own] : (chains(layers) as (Link[] | undefined)[]);
  if (first && !second) return { chain: first, isAssumed: false };
  if (first && format === 'hdf5') {
    const [readOut, another] = chains(layers, true) as (Link[] | undefined)[];
    if (readOut && !another) return { chain: readOut, isAssumed: true };
  }
  throw new InputError(
    first
      ? sentence(
          '{0} does not tell in which order its layers run: {1}. Write them in a config; their weights are taken by ' +
            'their names.',
          file,
          names(layers),
        )
      : sentence(
          'The layers of {0} are no chain, in which each reads the one before it: {1}. Write them in a config; their ' +
            'weights are taken by their names.',
          file,
          names(layers),
        ),
    file,
  );
}

const saidOfOrder = (chain: readonly Link[]): Sentence =>
  sentence(
    'The file does not tell in which order its layers run. Dense layers are taken to come last: {0}. Save the whole ' +
      'model (.keras), which tells it.',
    names(chain.map(({ found }) => found)),
  );

const names = (layers: FoundNetwork['layers']): string => layers.map(({ name }) => `"${name}"`).join(', ');

function assumptions(chain: readonly Link[]): Sentence[] {
  return chain.flatMap(({ found, reading: { type, options } }) => {
    const name = layerName(found.name);
    if (type === 'simpleRNN' && options.activation === undefined)
      return [sentence('The file does not tell the activation of "{0}"; tanh is the default.', name)];
    if (type === 'dense' && options.activation === undefined)
      return [sentence('The file does not tell the activation of "{0}"; none is taken.', name)];
    if (type === 'gru' && options.resetAfter === undefined)
      return [
        sentence('The file does not tell whether "{0}" resets after the product. Set "resetAfter" as it was.', name),
      ];
    return [];
  });
}

function activationNote(chain: readonly Link[], weights: WeightFile): Sentence[] {
  const layers = chain.map(({ found, reading }) => ({ name: layerName(found.name), type: reading.type }));
  return [saidOfActivations(weights, layers) ?? []].flat();
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
