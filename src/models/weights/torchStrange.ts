import { sentence, type Sentence } from '../../base/sentence';
import type { WeightArray } from '../../data/weights/weightFile';
import { arraysAlone, type StrangeLayer } from './strangeLayers';

type Shapes = ReadonlyMap<string, readonly number[]>;

/**
 * The modules of a PyTorch state_dict that are no layer here, told by the names and shapes of their arrays.
 * @param rest names of the arrays that no layer takes
 */
export function torchStrange(rest: readonly string[], arrays: ReadonlyMap<string, WeightArray>): StrangeLayer[] {
  const modules = new Map<string, Map<string, readonly number[]>>();
  for (const name of rest) {
    const dot = name.lastIndexOf('.');
    const path = name.slice(0, Math.max(0, dot)).replace(/\.parametrizations\.\w+$/, '');
    const module = modules.get(path) ?? new Map<string, readonly number[]>();
    modules.set(path, module.set(name.slice(dot + 1), arrays.get(name)?.shape ?? []));
  }
  return [...modules].flatMap(([path, own]): StrangeLayer[] => {
    const what = whatIs(own);
    if (what) return [{ name: path === '' ? 'the model itself' : path, what }];
    if (path !== '') return [{ name: path, what: arraysAlone([...own]) }];
    return Array.from(own, ([name, shape]) => ({ name, what: sentence('a parameter [{0}]', shape.join(', ')) }));
  });
}

/** By the number of axes of the weight. */
const convolutions: Partial<Record<number, string>> = { 3: 'Conv1d', 4: 'Conv2d', 5: 'Conv3d' };

function whatIs(own: Shapes): Sentence | undefined {
  const has = (pattern: RegExp): boolean => [...own.keys()].some((name) => pattern.test(name));
  if (own.has('running_mean')) return sentence('a BatchNorm');
  if (has(/^(in|q|k|v)_proj_weight$/)) return sentence('a MultiheadAttention');
  const projected = own.get('weight_hr_l0');
  if (projected) return sentence('an LSTM with a projected output, proj_size={0}', projected[0]);
  if (has(/^(weight\w*_[gv]|original[01])$/))
    return sentence('a module under weight_norm, which torch.nn.utils.remove_weight_norm takes away');
  const weight = own.get('weight');
  const convolution = weight && convolutions[weight.length];
  if (convolution !== undefined) return sentence('a {0}', convolution);
  if (weight?.length === 1 && own.size === 1) return sentence('a scale alone, as RMSNorm and PReLU have');
  return undefined;
}
