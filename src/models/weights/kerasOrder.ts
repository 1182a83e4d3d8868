import type { WeightFile } from '../../data/weights/weightFile';
import type { FoundLayer } from './foundLayer';

/** The places of all layers in their model, by their paths, where a file without its description tells them. */
export interface KerasOrder {
  readonly places: ReadonlyMap<string, number>;
  /** Whether it is known from the order in which the file was written alone. */
  readonly isAsWritten: boolean;
}

/** Paths of layers that stand in lists of layers alone, as those of a Sequential and of a functional model do. */
const listed = /^(?:layers\/[^/]+(?:\/layer)?(?:\/|$))+$/;

/**
 * The order of a model's layers. The older .h5 lists them. A .weights.h5 has the lists of layers in their order too,
 * but HDF5 shows the names of a group in the order of the alphabet; the order in which the groups were written is that
 * of their addresses. Attributes of a subclassed model are written in the order of the alphabet, which tells nothing.
 * @param paths of the layers with weights
 */
export function kerasOrder(
  paths: readonly string[],
  { places, layerNames }: Pick<WeightFile, 'places' | 'layerNames'>,
): KerasOrder | undefined {
  const list = paths.map((path): [string, number] => [path, layerNames?.indexOf(path) ?? -1]);
  if (list.length > 0 && list.every(([, place]) => place >= 0)) return { places: new Map(list), isAsWritten: false };
  if (!places || !isAsWritten(places)) return undefined;
  const written = paths.map((path): [string, number] => [path, listed.test(path) ? (places.get(path) ?? -1) : -1]);
  return written.every(([, place]) => place >= 0) ? { places: new Map(written), isAsWritten: true } : undefined;
}

/** Parts of a layer that Keras writes behind its own arrays ("vars"), and the alphabet before them. */
const inner = ['cell', 'forward_layer', 'backward_layer', 'layer'];

/** Whether groups lie in the order in which Keras writes them; a copy by other tools is in that of the alphabet. */
function isAsWritten(places: ReadonlyMap<string, number>): boolean {
  let seen = false;
  for (const [path, own] of places) {
    if (!path.endsWith('/vars')) continue;
    for (const part of inner) {
      const place = places.get(path.slice(0, -'vars'.length) + part);
      if (place === undefined) continue;
      if (place < own) return false;
      seen = true;
    }
  }
  return seen;
}

/** What Keras calls layers that were given no name: "lstm", "lstm_1". */
const automatic =
  /^(bidirectional|dense|embedding|gru|layer_normalization|lstm|simple_rnn|time_distributed)(?:_(\d+))?$/;

/**
 * Where a layer stands among those of its class. A list in a .weights.h5 numbers them in the order of the model; names
 * that Keras gave number them in the order in which they were made. Other numbers tell of no order.
 * @param label the layer's own name, where the file has it
 */
export function numberedSequence(path: string, label: string | undefined): FoundLayer['sequence'] {
  const found =
    /^((?:.*\/)?layers\/.*?)(?:_(\d+))?$/.exec(path) ?? (label === undefined ? null : automatic.exec(label));
  return found ? { of: found[1], index: Number((found[2] as string | undefined) ?? 0) } : undefined;
}
