import type { WeightArray } from '../../data/weights/weightFile';
import type { FoundLayer, FoundNetwork } from './foundLayer';
import { torchCell, type TorchCellArrays } from './torchCell';
import { torchLayer } from './torchLayer';
import { torchStrange } from './torchStrange';

/** 'rnn.weight_ih_l0_reverse': module, matrix, number of the layer, direction; a cell has no number. */
const cellName = /^(?:(?<path>.*)\.)?(?<array>weight|bias)_(?<side>ih|hh)(?:_l(?<level>\d+))?(?<reverse>_reverse)?$/;
const plainName = /^(?:(?<path>.*)\.)?(?<array>weight|bias)$/;

type Groups = Partial<Record<string, string>>;

/** Whether names are those of a PyTorch state_dict. */
export const isTorch = (names: readonly string[]): boolean =>
  names.some((name) => cellName.test(name) || plainName.test(name));

interface TorchModule {
  readonly cells: Map<number, { forward: TorchCellArrays; backward: TorchCellArrays }>;
  readonly plain: { weight?: WeightArray; bias?: WeightArray };
  readonly names: Map<number | 'plain', string[]>;
}

/** The layers of a PyTorch state_dict: LSTM, GRU, RNN and their cells, Linear, Embedding, LayerNorm. */
export function torchNetwork(arrays: ReadonlyMap<string, WeightArray>): FoundNetwork {
  const modules = new Map<string, TorchModule>();
  const rest: string[] = [];
  for (const [name, array] of arrays) if (!collect(modules, name, array)) rest.push(name);
  const layers: FoundLayer[] = [];
  const wrapped = wrapping([...arrays.keys()]);
  for (const [path, module] of modules) {
    const found = layersOf(path, module)?.map((layer) => ({ ...layer, name: unwrapped(layer.name, wrapped) }));
    // A module with more arrays than these, such as the running mean of a BatchNorm, is another layer.
    const whole = !rest.some((name) => name.startsWith(path === '' ? '' : `${path}.`) && parentOf(name) === path);
    if (found && whole) layers.push(...found);
    else rest.push(...[...module.names.values()].flat());
  }
  return { layers, rest, strange: torchStrange(rest, arrays) };
}

/** What data parallel modules and torch.compile put before every name of a state_dict: "module._orig_mod.". */
function wrapping(names: readonly string[]): string {
  const [prefix = ''] = /^(?:(?:module|_orig_mod)\.)+/.exec(names[0] ?? '') ?? [];
  return names.every((name) => name.startsWith(prefix)) ? prefix : '';
}

/** A layer's name as the module itself has it; torch.compile of a part of it stands within the name. */
const unwrapped = (name: string, prefix: string): string =>
  (name.startsWith(prefix) ? name.slice(prefix.length) : name)
    .replace(/(^|\.)_orig_mod(?=\.|$)/g, '')
    .replace(/^\./, '') || 'layer';

function collect(modules: Map<string, TorchModule>, name: string, array: WeightArray): boolean {
  const cell: Groups | undefined = cellName.exec(name)?.groups;
  const found: Groups | undefined = cell ?? plainName.exec(name)?.groups;
  if (!found) return false;
  const { path = '', array: kind = '', side = '', level, reverse } = found;
  const module: TorchModule = modules.get(path) ?? { cells: new Map(), plain: {}, names: new Map() };
  modules.set(path, module);
  const key = cell ? Number(level ?? 0) : 'plain';
  module.names.set(key, [...(module.names.get(key) ?? []), name]);
  if (key === 'plain') {
    if (kind === 'weight') module.plain.weight = array;
    else module.plain.bias = array;
    return true;
  }
  const directions = module.cells.get(key) ?? { forward: {}, backward: {} };
  module.cells.set(key, directions);
  directions[reverse === undefined ? 'forward' : 'backward'][`${kind}_${side}`] = array;
  return true;
}

/** The layers of one module, in their order; undefined where its arrays are not those of a module that is known. */
function layersOf(path: string, module: TorchModule): FoundLayer[] | undefined {
  const name = path === '' ? 'layer' : path;
  if (module.cells.size === 0) {
    const readings = torchLayer(module.plain);
    return readings && [{ name, from: module.names.get('plain') ?? [], readings, ...numbered(path) }];
  }
  if (module.plain.weight || module.plain.bias) return undefined;
  const levels = [...module.cells].sort(([a], [b]) => a - b);
  const layers = levels.flatMap(([level, { forward, backward }], index): FoundLayer[] => {
    const reading = level === index ? torchCell(forward, backward) : undefined;
    if (!reading) return [];
    return [
      {
        name: levels.length === 1 ? name : `${name}_l${level}`,
        from: module.names.get(level) ?? [],
        readings: [reading],
        ...(levels.length > 1 ? { sequence: { of: path, index } } : numbered(path)),
      },
    ];
  });
  return layers.length === levels.length ? layers : undefined;
}

/** The place in an nn.Sequential or ModuleList, whose modules are named by their numbers. */
function numbered(path: string): Pick<FoundLayer, 'sequence'> {
  const number = /(?:^|\.)(\d+)$/.exec(path);
  return number ? { sequence: { of: `${parentOf(path)}/`, index: Number(number[1]) } } : {};
}

const parentOf = (name: string): string => name.slice(0, Math.max(0, name.lastIndexOf('.')));
