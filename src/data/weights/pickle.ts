/** Data of a pickle: numbers, words, lists (tuples too), dictionaries, and what the caller makes of objects. */
export type Pickled = null | boolean | number | string | Pickled[] | PickledMap | PickledClass | PickledObject;
export type PickledMap = Map<Pickled, Pickled>;

/** A class or function that a pickle names; it is never looked up. */
export class PickledClass {
  constructor(readonly name: string) {}
}

/** What the caller makes of a class that it knows. */
export abstract class PickledObject {
  abstract readonly kind: string;
}

export interface PickleReaders {
  /** The object of a class and its arguments. @throws PickleRefusal where the class is not known */
  readonly object: (name: string, args: readonly Pickled[]) => Pickled;
  /** The object that the pickle names by a persistent id. @throws PickleRefusal where the id is none that is known */
  readonly persistent: (id: Pickled) => Pickled;
  /** What stands for a new object of any class, whose attributes are left out; without it such objects are refused. */
  readonly stranger?: () => Pickled;
}

/** The pickle asks for more than data: `what` is a class, or an operation. */
export class PickleRefusal extends Error {
  constructor(readonly what: string) {
    super(`The pickle holds ${what}.`);
  }
}

const mark = Symbol('mark');

/**
 * Reads a pickle as data (Python's Lib/pickletools.py, protocols 2 to 4, without the operations that make objects of
 * any class). A class is a name for the caller, so that nothing is ever imported or run.
 * @throws PickleRefusal at an operation or class that is not known; RangeError where the bytes end too early
 */
export function readPickle(bytes: Buffer, readers: PickleReaders): Pickled {
  const stack: (Pickled | typeof mark)[] = [];
  const memo = new Map<number, Pickled>();
  let at = 0;
  const take = (count: number): Buffer => {
    if (at + count > bytes.length) throw new RangeError('The pickle is cut short.');
    return bytes.subarray(at, (at += count));
  };
  const text = (count: number): string => take(count).toString('utf8');
  const line = (): string => {
    const end = bytes.indexOf(0x0a, at);
    if (end < 0) throw new RangeError('The pickle is cut short.');
    const found = bytes.toString('utf8', at, end);
    at = end + 1;
    return found;
  };
  const pop = (): Pickled => {
    const value = stack.pop();
    if (value === undefined || value === mark) throw new RangeError('The pickle is damaged.');
    return value;
  };
  const top = (): Pickled => {
    const value = pop();
    stack.push(value);
    return value;
  };
  const toMark = (): Pickled[] => {
    const from = stack.lastIndexOf(mark);
    if (from < 0) throw new RangeError('The pickle is damaged.');
    const values = stack.splice(from).slice(1);
    return values.filter((value) => value !== mark);
  };
  const recall = (index: number): void => {
    const value = memo.get(index);
    if (value === undefined) throw new RangeError('The pickle is damaged.');
    stack.push(value);
  };
  const tuple = (count: number): void => {
    const values = Array.from({ length: count }, pop).reverse();
    stack.push(values);
  };
  const append = (values: readonly Pickled[]): void => {
    const list = top();
    if (!Array.isArray(list)) throw new RangeError('The pickle is damaged.');
    list.push(...values);
  };
  const set = (values: readonly Pickled[]): void => {
    const map = top();
    if (!(map instanceof Map)) throw new RangeError('The pickle is damaged.');
    for (let i = 0; i + 1 < values.length; i += 2) map.set(values[i], values[i + 1]);
  };

  /** By the byte of each operation. */
  const operations: Readonly<Record<number, (() => void) | undefined>> = {
    0x80: () => void take(1), // PROTO
    0x95: () => void take(8), // FRAME
    0x4e: () => stack.push(null), // NONE
    0x88: () => stack.push(true), // NEWTRUE
    0x89: () => stack.push(false), // NEWFALSE
    0x4a: () => stack.push(take(4).readInt32LE()), // BININT
    0x4b: () => stack.push(take(1).readUInt8()), // BININT1
    0x4d: () => stack.push(take(2).readUInt16LE()), // BININT2
    0x8a: () => stack.push(littleEndian(take(take(1).readUInt8()))), // LONG1
    0x47: () => stack.push(take(8).readDoubleBE()), // BINFLOAT
    0x58: () => stack.push(text(take(4).readUInt32LE())), // BINUNICODE
    0x8c: () => stack.push(text(take(1).readUInt8())), // SHORT_BINUNICODE
    0x55: () => stack.push(text(take(1).readUInt8())), // SHORT_BINSTRING
    0x28: () => stack.push(mark), // MARK
    0x5d: () => stack.push([]), // EMPTY_LIST
    0x7d: () => stack.push(new Map()), // EMPTY_DICT
    0x29: () => stack.push([]), // EMPTY_TUPLE
    0x74: () => stack.push(toMark()), // TUPLE
    0x85: () => tuple(1), // TUPLE1
    0x86: () => tuple(2), // TUPLE2
    0x87: () => tuple(3), // TUPLE3
    0x61: () => append([pop()]), // APPEND
    0x65: () => append(toMark()), // APPENDS
    0x73: () => set([pop(), pop()].reverse()), // SETITEM
    0x75: () => set(toMark()), // SETITEMS
    0x71: () => memo.set(take(1).readUInt8(), top()), // BINPUT
    0x72: () => memo.set(take(4).readUInt32LE(), top()), // LONG_BINPUT
    0x94: () => memo.set(memo.size, top()), // MEMOIZE
    0x68: () => recall(take(1).readUInt8()), // BINGET
    0x6a: () => recall(take(4).readUInt32LE()), // LONG_BINGET
    0x63: () => stack.push(new PickledClass(`${line()}.${line()}`)), // GLOBAL
    0x93: () => stack.push(new PickledClass([pop(), pop()].reverse().map(String).join('.'))), // STACK_GLOBAL
    0x51: () => stack.push(readers.persistent(pop())), // BINPERSID
    0x52: () => {
      // REDUCE
      const args = pop();
      const called = pop();
      if (!(called instanceof PickledClass) || !Array.isArray(args)) throw new RangeError('The pickle is damaged.');
      stack.push(readers.object(called.name, args));
    },
    0x81: () => {
      // NEWOBJ
      pop();
      const made = pop();
      if (!readers.stranger) throw new PickleRefusal(made instanceof PickledClass ? made.name : 'an object');
      stack.push(readers.stranger());
    },
    0x62: () => {
      // BUILD: the attributes of an OrderedDict, such as a state_dict's _metadata, are no data.
      pop();
      const built = top();
      const isStrange = readers.stranger !== undefined && built instanceof PickledObject;
      if (!(built instanceof Map) && !isStrange) throw new PickleRefusal('an object with attributes');
    },
  };
  for (;;) {
    const code = take(1).readUInt8();
    if (code === 0x2e) return pop();
    const operation = operations[code];
    if (!operation) throw new PickleRefusal(`the operation 0x${code.toString(16)}`);
    operation();
  }
}

/** A signed integer of any length; Infinity beyond 2^53. */
function littleEndian(bytes: Buffer): number {
  let value = 0n;
  for (const [i, byte] of bytes.entries()) value |= BigInt(byte) << BigInt(8 * i);
  const signed = bytes.length > 0 && bytes[bytes.length - 1] >= 0x80 ? value - (1n << BigInt(8 * bytes.length)) : value;
  return Number.isSafeInteger(Number(signed)) ? Number(signed) : Infinity;
}
