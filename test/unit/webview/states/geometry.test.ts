import { expect, test } from 'vitest';
import { readHead } from '../../../../src/result/states/readHead';
import { fakeStates } from '../../../../webview/fake/states';
import { geometryOf, scrollLength } from '../../../../webview/states/geometry';

const laid = (units: number) => {
  const head = readHead(fakeStates({ sequences: 3, length: 12, units, epoch: 1, name: 'memory' }))!;
  return geometryOf(
    { head, shape: head.header.arrays[0], loaded: { sequences: 3 }, looked: { fixed: 'sequence' } },
    600,
    400,
  );
};

test('the strip stands right below the cells of a layer of few units', () => {
  const { top, rows, rowHeight, strip } = laid(3);
  expect(rows * rowHeight).toBe(120);
  expect(strip.top - (top + rows * rowHeight)).toBeLessThan(10);
});

test('the cells of more units fill the height, and are scrolled where there is no room for all', () => {
  const some = laid(16);
  expect(some.rows * some.rowHeight).toBeCloseTo(some.down, 9);
  expect(scrollLength(some)).toBe(0);
  const many = laid(512);
  expect(many.strip.top + many.strip.height).toBeLessThan(400);
  expect(scrollLength(many)).toBe(512 * many.rowHeight - many.down);
});
