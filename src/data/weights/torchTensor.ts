import { elementCount } from '../npy/ndArray';
import { PickledClass, PickledObject, PickleRefusal, type Pickled } from './pickle';
import type { TensorType } from './tensorBytes';

/** Elements that several tensors may share, in a file of the archive. */
export class TorchStorage extends PickledObject {
  readonly kind = 'storage';
  constructor(
    readonly type: TensorType,
    readonly key: string,
    readonly count: number,
  ) {
    super();
  }
}

/** A view of a storage. */
export class TorchTensor extends PickledObject {
  readonly kind = 'tensor';
  constructor(
    readonly storage: TorchStorage,
    readonly offset: number,
    readonly shape: readonly number[],
    readonly stride: readonly number[],
  ) {
    super();
  }
}

const storages: Readonly<Record<string, TensorType | undefined>> = {
  'torch.FloatStorage': 'f4',
  'torch.DoubleStorage': 'f8',
  'torch.HalfStorage': 'f2',
  'torch.BFloat16Storage': 'bf16',
  'torch.LongStorage': 'i8',
  'torch.IntStorage': 'i4',
  'torch.ShortStorage': 'i2',
  'torch.CharStorage': 'i1',
  'torch.ByteStorage': 'u1',
  'torch.BoolStorage': 'b1',
};

const damaged = (): RangeError => new RangeError('A tensor of the pickle is damaged.');

/** Elements that are read of one tensor at most; a view may repeat elements without end. */
const largestTensor = 2 ** 29;

/** The storage of ('storage', type, key, location, count). */
export function torchStorage(id: Pickled): TorchStorage {
  if (!Array.isArray(id)) throw damaged();
  const [what, type, key, , count] = id;
  if (what !== 'storage' || !(type instanceof PickledClass) || typeof key !== 'string' || typeof count !== 'number')
    throw damaged();
  const element = storages[type.name];
  if (element === undefined) throw new PickleRefusal(type.name);
  return new TorchStorage(element, key, count);
}

/** The classes of a state_dict, and nothing else. @throws PickleRefusal naming any other */
export function torchObject(name: string, args: readonly Pickled[]): Pickled {
  switch (name) {
    case 'collections.OrderedDict':
      return new Map(args.length === 0 ? [] : pairs(args[0]));
    case 'torch._utils._rebuild_tensor_v2':
    case 'torch._utils._rebuild_tensor':
      return tensor(args);
    case 'torch._utils._rebuild_parameter':
      return args[0];
    case 'torch.Size':
      return args[0];
    case 'torch.device':
      return args.map(String).join(':');
    default:
      throw new PickleRefusal(name);
  }
}

function pairs(list: Pickled): [Pickled, Pickled][] {
  if (!Array.isArray(list)) throw damaged();
  return list.map((pair) => {
    if (!Array.isArray(pair) || pair.length !== 2) throw damaged();
    return [pair[0], pair[1]];
  });
}

function tensor([storage, offset, shape, stride]: readonly Pickled[]): TorchTensor {
  if (!(storage instanceof TorchStorage) || typeof offset !== 'number') throw damaged();
  const [sizes, steps] = [shape, stride].map(wholeNumbers);
  if (sizes.length !== steps.length || elementCount(sizes) > largestTensor) throw damaged();
  const last = sizes.reduce((at, size, axis) => at + (size - 1) * steps[axis], offset);
  if (offset < 0 || (elementCount(sizes) > 0 && last >= storage.count)) throw damaged();
  return new TorchTensor(storage, offset, sizes, steps);
}

function wholeNumbers(list: Pickled): number[] {
  if (!Array.isArray(list)) throw damaged();
  return list.map((value) => {
    if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 0) throw damaged();
    return value;
  });
}

/** The elements of a tensor, row-major. */
export function gathered({ offset, shape, stride }: TorchTensor, elements: Float32Array): Float32Array {
  const count = elementCount(shape);
  const values = new Float32Array(count);
  const index = new Array<number>(shape.length).fill(0);
  let from = offset;
  for (let to = 0; to < count; to++) {
    values[to] = elements[from];
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      from += stride[axis];
      if (++index[axis] < shape[axis]) break;
      from -= stride[axis] * shape[axis];
      index[axis] = 0;
    }
  }
  return values;
}
