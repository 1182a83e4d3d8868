import { expect, test } from 'vitest';
import { readHead } from '../../../../src/result/states/readHead';
import { fakeStates } from '../../../../webview/fake/states';
import { fillCells } from '../../../../webview/states/cells';
import { cellOf, spotAt } from '../../../../webview/states/geometry';
import { byteAt, firstLook, fixedKinds, hasState, unitOrder, type View } from '../../../../webview/states/looked';
import { emptyProjection, project } from '../../../../webview/states/projection';
import { sliceOf } from '../../../../webview/states/slice';
import { valueOf } from '../../../../src/result/states/value';

const file = fakeStates({ sequences: 7, length: 6, units: 9, epoch: 3, name: 'memory', shorter: true });
const head = readHead(file)!;
const [shape] = head.header.arrays;
const bytes = file.subarray(head.layout.arrays[0], head.layout.arrays[0] + 7 * 6 * 9);
const viewOf = (fixed: (typeof fixedKinds)[number]): View => ({
  head,
  shape,
  loaded: { bytes, sequences: 7 },
  looked: { ...firstLook, fixed, spot: { sequence: 4, step: 3, unit: 2 } },
  order: unitOrder(shape),
});
/** Every byte is its own colour. */
const palette = Uint32Array.from({ length: 256 }, (_, byte) => byte);

for (const fixed of fixedKinds)
  test(`the map of one ${fixed} has in each cell the state that its spot names`, () => {
    const view = viewOf(fixed);
    const rows = fixed === 'sequence' ? 9 : 7;
    const columns = fixed === 'step' ? 9 : 6;
    const out = new Uint32Array((rows - 2) * columns);
    fillCells(bytes, sliceOf(view, 2, rows - 2), palette, 999, out);
    for (let row = 2; row < rows; row++)
      for (let column = 0; column < columns; column++) {
        const spot = spotAt(view, row, column);
        const there = hasState(view, spot.sequence, spot.step);
        expect(out[(row - 2) * columns + column]).toBe(there ? bytes[byteAt(view, spot)] : 999);
        expect(cellOf(view, spot)).toEqual({ row, column });
      }
  });

test('units are in the order of what they tell', () => {
  const nats = shape.information!.nats;
  const told = [...unitOrder(shape)].map((unit) => nats[unit]);
  expect(told).toEqual([...nats].sort((a, b) => b - a));
});

test('a projection is the product of the centred state with both directions', () => {
  const projection = emptyProjection(42);
  project(bytes, shape, projection, () => true, 0, 42);
  const state = 29;
  const { mean, first, second } = shape.plane!;
  const along = (axis: readonly number[]): number =>
    axis.reduce((sum, weight, unit) => sum + weight * (valueOf(shape, unit, bytes[state * 9 + unit]) - mean[unit]), 0);
  expect(projection.points[2 * state]).toBeCloseTo(along(first), 5);
  expect(projection.points[2 * state + 1]).toBeCloseTo(along(second), 5);
});
