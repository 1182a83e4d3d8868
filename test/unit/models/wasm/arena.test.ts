import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Arena, type Block } from '../../../../src/models/kernels/wasm/arena';

describe('Arena', () => {
  it('hands out blocks that never overlap, and gets its room back', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.boolean(), fc.integer({ min: 0, max: 5000 })), { maxLength: 60 }), (actions) => {
        const arena = new Arena();
        const first = arena.allocate(1);
        arena.release(first);
        const held: Block[] = [];
        for (const [allocate, size] of actions) {
          if (allocate || held.length === 0) {
            const block = arena.allocate(size);
            for (const other of held)
              expect(block.offset >= other.offset + other.bytes || other.offset >= block.offset + block.bytes).toBe(
                true,
              );
            held.push(block);
            arena.floats(block, size).fill(held.length);
          } else {
            arena.release(held.splice(size % held.length, 1)[0]);
          }
        }
        for (const block of held) arena.release(block);
        const whole = arena.allocate(1000);
        expect(whole.offset).toBe(first.offset);
      }),
    );
  });

  it('says so when there is no more room', () => {
    expect(() => new Arena().allocate(2 ** 31)).toThrow(/no room for another 8192 MiB/);
  });
});
