import type { WeightArray, WeightFile } from '../../data/weights/weightFile';
import type { FoundLayer, FoundNetwork } from './foundLayer';
import { describedLayers, type DescribedLayer } from './kerasArchitecture';
import { kerasOrder, numberedSequence } from './kerasOrder';
import { kerasReadings, type KerasArrays } from './kerasLayer';
import { kerasStrange } from './kerasStrange';

/** 'gru/gru_cell/recurrent_kernel:0': the path, then the array; ":0" is of Keras 2. */
const arrayName = /^(.*?)\/?(kernel|recurrent_kernel|bias|embeddings|gamma|beta)(?::\d+)?$/;
/** 'layers/gru/cell/vars/0': a .weights.h5 numbers the arrays of a layer. */
const numberedName = /^(.*?)\/?vars\/(\d+)$/;
/** State that is no weight: of optimisers, of the random numbers of dropout, of metrics. */
const noWeight =
  /(^|\/)(optimizer|optimizer_weights|metrics|compile_metrics|seed_generator|seed_generator_state)(\/|$)/;

/** Whether names are those of Keras, as `variable.path` gives them. */
export const isKeras = (names: readonly string[]): boolean =>
  names.some((name) => /(^|\/)recurrent_kernel(:\d+)?$/.test(name) || /_cell\/kernel(:\d+)?$/.test(name));

/** Classes that hold layers of their own. */
const models: readonly string[] = ['Functional', 'Model', 'Sequential'];

interface Group {
  readonly arrays: { forward: KerasArrays; backward: KerasArrays };
  readonly names: string[];
}

/** The layers of a Keras model: LSTM, GRU, SimpleRNN, Bidirectional of these, Dense, Embedding, LayerNormalization. */
export function kerasNetwork(file: WeightFile): FoundNetwork {
  const { arrays, architecture, labels } = file;
  const groups = new Map<string, Group>();
  const rest: string[] = [];
  const described = describedLayers(architecture);
  for (const [name, array] of arrays)
    if (!noWeight.test(name) && !collect(groups, name, array, described)) rest.push(name);
  const layers: FoundLayer[] = [];
  const order = described.size > 0 ? undefined : kerasOrder([...groups.keys()], file);
  for (const [path, { arrays: own, names }] of groups) {
    const told = described.get(path);
    const type = /(?:^|\/)layers\/(dense|embedding)(?:_\d+)?$/.exec(path)?.[1];
    const possible = kerasReadings(own.forward, own.backward, told?.options);
    // A list of layers names their classes; a matrix alone may be of either.
    const readings = type === undefined ? possible : possible.filter((reading) => reading.type === type);
    if (readings.length === 0) {
      rest.push(...names);
      continue;
    }
    const layer = foundLayer(path, labels?.get(`${path}/vars`), names, readings, told);
    const index = order?.places.get(path);
    layers.push(index === undefined ? layer : { ...layer, sequence: { of: '', index } });
  }
  const strange = kerasStrange(rest, arrays, described);
  return {
    layers: layers.sort((a, b) => (a.sequence?.index ?? 0) - (b.sequence?.index ?? 0)),
    rest,
    strange,
    ...(order?.isAsWritten && { isAsWritten: true }),
  };
}

function foundLayer(
  path: string,
  label: string | undefined,
  from: readonly string[],
  readings: FoundLayer['readings'],
  told: DescribedLayer | undefined,
): FoundLayer {
  const name = label ?? path.slice(path.lastIndexOf('/') + 1);
  if (told)
    return {
      name: told.name,
      from,
      readings,
      sequence: { of: '', index: told.index },
      ...(told.refusal && { refusal: told.refusal }),
    };
  const sequence = numberedSequence(path, label);
  return { name: name === '' ? 'layer' : name, from, readings, ...(sequence && { sequence }) };
}

function collect(
  groups: Map<string, Group>,
  name: string,
  array: WeightArray,
  described: ReadonlyMap<string, DescribedLayer>,
): boolean {
  const found = arrayName.exec(name) ?? numberedName.exec(name);
  if (!found) return false;
  const { path, direction } = layerOf(found[1], described);
  const group = groups.get(path) ?? { arrays: { forward: {}, backward: {} }, names: [] };
  if (found[2] in group.arrays[direction]) return false;
  groups.set(path, group);
  group.names.push(name);
  group.arrays[direction][found[2]] = array;
  return true;
}

/** The layer that a path of arrays belongs to, without its cell and its direction. */
function layerOf(
  path: string,
  described: ReadonlyMap<string, DescribedLayer>,
): { path: string; direction: 'forward' | 'backward' } {
  const parts = path.split('/');
  if (/(^|_)cell(_\d+)?$/.test(parts[parts.length - 1])) parts.pop();
  const way = /^(forward|backward)_/.exec(parts[parts.length - 1])?.[1];
  if (way !== undefined && parts.length > 1) parts.pop();
  // The older format repeats the name of a layer: "gru/gru/gru_cell/kernel".
  if (parts.length > 1 && parts[parts.length - 2] === parts[parts.length - 1]) parts.pop();
  // In a Sequential the name of the model stands between: "gru/sequential/gru/gru_cell/kernel".
  if (parts.length === 3 && parts[0] === parts[2]) parts.splice(1);
  // It may be below the name of its model: "model_weights/gru/sequential/gru/gru_cell/kernel".
  const own = parts.slice(0, 2).join('/');
  const type = parts[0] === 'model_weights' ? described.get(own)?.type : undefined;
  if (type !== undefined && !models.includes(type)) parts.splice(2);
  return { path: parts.join('/'), direction: way === 'backward' ? 'backward' : 'forward' };
}
