import { describe, expect, it } from 'vitest';
import { PickleRefusal, readPickle, type PickledMap } from '../../../../src/data/weights/pickle';
import { torchObject, torchStorage, TorchTensor } from '../../../../src/data/weights/torchTensor';

const readers = { object: torchObject, persistent: torchStorage };
const read = (...parts: (string | number[])[]) =>
  readPickle(Buffer.concat(parts.map((part) => Buffer.from(part as string, 'latin1'))), readers);

describe('a pickle read as data', () => {
  it('gives numbers, words, lists and dictionaries, shared where they are shared', () => {
    // {'a': [1, -2, 300, 2.5], 'b': the same list, 'c': (True, None)}, protocol 2.
    const value = read(
      [0x80, 2],
      '}(X',
      [1, 0, 0, 0],
      'a](K',
      [1],
      'J',
      [0xfe, 0xff, 0xff, 0xff],
      'M',
      [0x2c, 1],
      'G',
      [0x40, 0x04, 0, 0, 0, 0, 0, 0],
      'e',
      [0x71, 7],
      'X',
      [1, 0, 0, 0],
      'bh',
      [7],
      'X',
      [1, 0, 0, 0],
      'c',
      [0x88],
      'N',
      [0x86],
      'u.',
    ) as PickledMap;
    expect(Object.fromEntries(value)).toEqual({ a: [1, -2, 300, 2.5], b: [1, -2, 300, 2.5], c: [true, null] });
    expect(value.get('a')).toBe(value.get('b'));
  });

  it.each([
    // os.system("echo"), as a pickle that runs code has it.
    ['a call', ['cposix\nsystem\n(X', [4, 0, 0, 0], 'echotR.'], 'posix.system'],
    ['an evaluation', ['c__builtin__\neval\n(X', [1, 0, 0, 0], '1tR.'], '__builtin__.eval'],
    ['an import by name', [[0x8c, 5], 'posix', [0x8c, 6], 'system', [0x93], '(tR.'], 'posix.system'],
    ['a new object', [[0x80, 2], 'cmodels\nNet\n)', [0x81], '.'], 'models.Net'],
    ['an instance', ['(imodels\nNet\n.'], 'the operation 0x69'],
    ['attributes of what is no dictionary', [']}b.'], 'an object with attributes'],
    [
      'a storage of no numbers',
      ['(X', [7, 0, 0, 0], 'storagectorch\nQInt8Storage\nX', [1, 0, 0, 0], '0NK', [4], 'tQ.'],
      'torch.QInt8Storage',
    ],
  ] as [string, (string | number[])[], string][])('refuses %s', (_, parts, what) => {
    expect(() => read(...parts)).toThrow(PickleRefusal);
    expect(() => read(...parts)).toThrow(what);
  });

  it.each([
    ['nothing', []],
    ['no end', [[0x80, 2], '}']],
    ['a value where there is none', ['a.']],
    ['a word that is cut short', ['X', [9, 0, 0, 0], 'ab']],
    ['a recall of nothing', ['h', [3], '.']],
  ] as [string, (string | number[])[]][])('is damaged where it has %s', (_, parts) => {
    expect(() => read(...parts)).toThrow(RangeError);
  });

  it('reads the view of a storage, and none that leaves it or repeats without end', () => {
    const tensor = (offset: number, shape: number[], stride: number[]) =>
      torchObject('torch._utils._rebuild_tensor_v2', [storage, offset, shape, stride, false, new Map()]);
    const storage = read('(X', [7, 0, 0, 0], 'storagectorch\nFloatStorage\nX', [1, 0, 0, 0], '0NK', [6], 'tQ.');
    expect(tensor(1, [2, 2], [3, 1])).toBeInstanceOf(TorchTensor);
    expect(() => tensor(2, [2, 2], [3, 1])).toThrow(RangeError);
    expect(() => tensor(0, [2 ** 40], [0])).toThrow(RangeError);
    expect(() => tensor(0, [2], [-1])).toThrow(RangeError);
  });
});
