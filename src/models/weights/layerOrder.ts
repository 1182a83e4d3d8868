import { sentence, type Sentence } from '../../base/sentence';
import { InputError } from '../../base/userError';
import type { WeightFile } from '../../data/weights/weightFile';
import { chains, fileOrder, type Link } from './chain';
import type { FoundNetwork } from './foundLayer';
import { foundNetwork } from './foundNetwork';
import { kerasLayers } from './kerasArchitecture';
import { keepsChain } from './kerasChain';

/** A chain, and how its order was found where the file does not tell it. */
export interface Ordered {
  readonly chain: readonly Link[];
  readonly note?: Sentence;
}

/** Whether a file describes the layers of its model; that of a subclassed one tells its class alone. */
export const isDescribed = ({ architecture }: WeightFile): boolean => kerasLayers(architecture).length > 0;

/**
 * The chain of a network's layers, with what has to be said of its order.
 * @throws InputError where the layers are no chain, or may stand in more than one order
 */
export function orderOf(found: FoundNetwork, weights: WeightFile, file: string): Ordered {
  const { layers } = found;
  const { architecture, format } = weights;
  if (architecture !== undefined && !keepsChain(architecture))
    throw new InputError(
      sentence(
        'The layers of {0} are no chain, in which each reads the one before it. Write them in a config, with "input" ' +
          'and "skip"; their weights are taken by their names.',
        file,
      ),
      file,
    );
  // Modules of PyTorch stand in the order in which they were made, which is mostly that in which they run, and arrays
  // of an .npz as they were given; those of a list, by their numbers. Names in a .safetensors and in an HDF5 file stand
  // in the order of the alphabet.
  const isHdf5 = format === 'hdf5' || format === 'keras';
  const isSorted = format === 'safetensors' || (isHdf5 && !isDescribed(weights));
  const own = isSorted ? undefined : fileOrder(isDescribed(weights) ? layers : byNumbers(layers));
  if (own && !isDescribed(weights))
    return { chain: own, ...(chains(layers).some((other) => !isSame(other, own)) && { note: saidOfFile(own) }) };
  const [first, second] = own ? [own] : (chains(layers) as (Link[] | undefined)[]);
  if (first && !second) {
    if (!found.isAsWritten || !hasOtherOrders(weights)) return { chain: first };
    return { chain: first, note: saidOfWritten(first) };
  }
  if (first && isHdf5) {
    const [readOut, another] = chains(layers, true) as (Link[] | undefined)[];
    if (readOut && !another) return { chain: readOut, note: saidOfReadOut(readOut, format) };
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

/** The layers of each list in the order of their numbers, at the places where the file has those of the list. */
function byNumbers(layers: FoundNetwork['layers']): FoundNetwork['layers'] {
  const sorted = new Map<string, FoundNetwork['layers'][number][]>();
  for (const layer of layers)
    if (layer.sequence) sorted.set(layer.sequence.of, [...(sorted.get(layer.sequence.of) ?? []), layer]);
  for (const list of sorted.values()) list.sort((a, b) => (a.sequence?.index ?? 0) - (b.sequence?.index ?? 0));
  return layers.map((layer) => (layer.sequence && sorted.get(layer.sequence.of)?.shift()) ?? layer);
}

const isSame = (one: readonly Link[], other: readonly Link[]): boolean =>
  one.every(({ found }, i) => found.name === other[i].found.name);

const saidOfFile = (chain: readonly Link[]): Sentence =>
  sentence(
    'The file does not tell in which order its layers run. They are taken in the order in which it has them: {0}. If ' +
      'another is right, put "layers" in that one; where a layer does not read the one before it, write "input".',
    names(chain.map(({ found }) => found)),
  );

/** Whether widths and numbers alone allow more than one order. */
const hasOtherOrders = (weights: WeightFile): boolean =>
  chains(foundNetwork({ ...weights, places: undefined })?.layers ?? []).length > 1;

const saidOfWritten = (chain: readonly Link[]): Sentence =>
  sentence(
    'The file does not tell in which order its layers run. They are taken in the order in which they were written: ' +
      '{0}. If another is right, put "layers" in that one, or save the whole model: model.save("model.keras").',
    names(chain.map(({ found }) => found)),
  );

/** A subclassed model does not tell its order in a .keras file either. */
const saidOfReadOut = (chain: readonly Link[], format: WeightFile['format']): Sentence =>
  sentence(
    'The file does not tell in which order its layers run. Dense layers are taken to come last: {0}. {1}',
    names(chain.map(({ found }) => found)),
    format === 'keras'
      ? sentence('If another is right, put "layers" in that one.')
      : sentence('If another is right, put "layers" in that one, or save the whole model: model.save("model.keras").'),
  );

const names = (layers: FoundNetwork['layers']): string => layers.map(({ name }) => `"${name}"`).join(', ');
