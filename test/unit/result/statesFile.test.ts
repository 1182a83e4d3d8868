import { expect, test } from 'vitest';
import { blockOf } from '../../../src/result/states/layout';
import { readHead, readHeader } from '../../../src/result/states/readHead';
import { sampleOf } from '../../../src/result/states/sample';
import { valueOf } from '../../../src/result/states/value';
import { wholeStatesFile } from '../../../src/result/states/writeFile';
import { fakeStates } from '../../../webview/fake/states';

const parts = {
  header: {
    format: 1 as const,
    epoch: 5,
    sequences: 3,
    analysed: 9,
    length: 2,
    inputs: { steps: 2, alphabet: 3, names: ['ä', '字', 'c'] },
    arrays: [
      { name: 'memory', kind: 'layer' as const, steps: 2, units: 3, low: [-1, 0, 2], high: [1, 0, 4], lags: 2 },
      { name: 'X', kind: 'input' as const, steps: 2, units: 1, low: [0], high: [1] },
    ],
  },
  rows: Int32Array.of(1, 4, 8),
  lengths: Int32Array.of(2, 1, 2),
  kept: [Float32Array.of(0.1, 0.2, 0.3, 0.4, 0.5, 0.6), new Float32Array(0)],
  inputs: Int16Array.of(0, 1, -1, 2, 1, 1),
  targets: new Int16Array(0),
  states: [Uint8Array.from({ length: 18 }, (_, i) => i), Uint8Array.from({ length: 6 }, (_, i) => 100 + i)],
};

test('a file of states is read as it was written, at any place in memory', () => {
  const file = wholeStatesFile(parts);
  const moved = new Uint8Array(file.length + 3).subarray(3);
  moved.set(file);
  const head = readHead(moved)!;
  expect(head.header).toEqual(parts.header);
  expect(head.layout.end).toBe(file.length);
  for (const name of ['rows', 'lengths', 'kept', 'inputs', 'targets'] as const) expect(head[name]).toEqual(parts[name]);
  const block = blockOf(head.header, head.layout, 1, 1, 3)!;
  expect([...file.subarray(block.at, block.at + block.bytes)]).toEqual([102, 103, 104, 105]);
});

test('a block that is not in the file has no place', () => {
  const { header, layout } = readHeader(wholeStatesFile(parts))!;
  expect(blockOf(header, layout, 0, 0, 3)).toBeDefined();
  for (const [array, from, to] of [
    [2, 0, 1],
    [-1, 0, 1],
    [0, 2, 4],
    [0, 1, 1],
    [0, -1, 1],
  ])
    expect(blockOf(header, layout, array, from, to), `${array} ${from} ${to}`).toBeUndefined();
});

test('what is no file of states, or a part of one, is not read', () => {
  const file = wholeStatesFile(parts);
  expect(readHead(file.subarray(0, readHeader(file)!.layout.headEnd - 1))).toBeUndefined();
  expect(readHead(file.subarray(0, 5))).toBeUndefined();
  const other = file.slice();
  other[0] ^= 1;
  expect(readHead(other)).toBeUndefined();
  const [first, second] = parts.header.arrays;
  const short = { ...parts.header, arrays: [{ ...first, low: [0] }, second] };
  expect(readHead(wholeStatesFile({ ...parts, header: short }))).toBeUndefined();
});

test('bytes 0 and 255 are the ends of a unit’s range', () => {
  const [shape] = parts.header.arrays;
  expect([valueOf(shape, 0, 0), valueOf(shape, 0, 255), valueOf(shape, 1, 77), valueOf(shape, 2, 51)]).toEqual([
    -1, 1, 0, 2.4,
  ]);
});

test('a sample is a file of sequences spread over the whole, within its bytes', () => {
  const file = fakeStates({ sequences: 50, length: 6, units: 8, epoch: 3, name: 'memory', shorter: true });
  const head = readHead(file)!;
  const bytes = file.subarray(head.layout.arrays[0], head.layout.arrays[0] + 50 * 48);
  const sample = sampleOf(head, 0, { bytes, sequences: 50 }, 800)!;
  const small = readHead(sample)!;
  expect([...small.rows]).toEqual([0, 5, 10, 15, 20, 25, 30, 35, 40, 45]);
  expect(small.lengths[1]).toBe(head.lengths[5]);
  expect(small.inputs.subarray(6, 12)).toEqual(head.inputs.subarray(30, 36));
  const block = blockOf(small.header, small.layout, 0, 1, 2)!;
  expect(sample.subarray(block.at, block.at + block.bytes)).toEqual(bytes.subarray(5 * 48, 6 * 48));
  expect(sampleOf(head, 0, { bytes, sequences: 0 }, 900)).toBeUndefined();
});
