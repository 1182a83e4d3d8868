import { expect, test } from 'vitest';
import { ComparedMemory } from '../../../src/editor/runs/comparedMemory';

function memento(value?: unknown) {
  let held = value;
  return {
    get: () => held,
    update: (_: string, changed: unknown) => {
      held = changed;
      return Promise.resolve();
    },
  };
}

test('keeps the runs beside each config in their order, over reloads, and forgets the oldest choice', () => {
  const kept = memento();
  new ComparedMemory(kept).keep('a', ['2', '1']);
  new ComparedMemory(kept).keep('b', ['file:///c.json']);
  expect(new ComparedMemory(kept).of('a')).toEqual(['2', '1']);
  expect(new ComparedMemory(kept).of('b')).toEqual(['file:///c.json']);
  new ComparedMemory(kept).keep('a', []);
  expect(new ComparedMemory(kept).of('a')).toEqual([]);
  for (let i = 0; i < 200; i++) new ComparedMemory(kept).keep(`more ${i}`, ['1']);
  expect(new ComparedMemory(kept).of('b')).toEqual([]);
  expect(new ComparedMemory(kept).of('more 0')).toEqual(['1']);
});

test('what another version or a damaged file left is no choice', () => {
  for (const value of [3, 'x', [['a', 1]], { a: ['1'] }])
    expect(new ComparedMemory(memento(value)).of('a')).toEqual([]);
});
