import { type Pickled, type PickledMap, PickledObject, PickleRefusal, readPickle } from './pickle';
import { torchObject, torchStorage, TorchTensor } from './torchTensor';

/** Stands for an object of a class that is not read. */
class Stranger extends PickledObject {
  readonly kind = 'stranger';
}

/**
 * The path of the only dictionary of tensors alone in a checkpoint that holds other objects too: '["model"]'. Nothing
 * of these is made or run: a stranger stands for each. Undefined where there is none, or more than one.
 */
export function cleanPart(pickle: Buffer): string | undefined {
  try {
    const stranger = (): Stranger => new Stranger();
    const object = (name: string, args: readonly Pickled[]): Pickled =>
      known(() => torchObject(name, args)) ?? stranger();
    const persistent = (id: Pickled): Pickled => known(() => torchStorage(id)) ?? stranger();
    const root = readPickle(pickle, { object, persistent, stranger });
    const paths = root instanceof Map ? pathsIn(root, 2) : [];
    return paths.length === 1 ? paths[0] : undefined;
  } catch (failure) {
    if (failure instanceof PickleRefusal || failure instanceof RangeError) return undefined;
    throw failure;
  }
}

function known(read: () => Pickled): Pickled | undefined {
  try {
    return read();
  } catch (failure) {
    if (failure instanceof PickleRefusal || failure instanceof RangeError) return undefined;
    throw failure;
  }
}

const pathsIn = (map: PickledMap, depth: number): string[] =>
  [...map].flatMap(([key, value]) => {
    if (typeof key !== 'string' || !(value instanceof Map) || depth === 0) return [];
    const own = `["${key}"]`;
    if (value.size > 0 && [...value.values()].every((one) => one instanceof TorchTensor)) return [own];
    return pathsIn(value, depth - 1).map((rest) => own + rest);
  });
