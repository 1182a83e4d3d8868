import { expect, it } from 'vitest';
import { NumberBuffer } from '../../../src/data/files/numberBuffer';

it('holds the numbers in their order, however many they are', () => {
  const buffer = new NumberBuffer();
  for (let i = 0; i < 1000; i++) buffer.push(i / 2);
  expect(buffer.length).toBe(1000);
  expect(buffer.values).toEqual(Float64Array.from({ length: 1000 }, (_, i) => i / 2));
});

it('takes at most twice the room of its numbers, or that of a few', () => {
  for (const count of [0, 1, 20, 1000]) {
    const buffer = new NumberBuffer();
    for (let i = 0; i < count; i++) buffer.push(i);
    expect(buffer.values.buffer.byteLength).toBeLessThanOrEqual(Math.max(16 * count, 64));
  }
});
