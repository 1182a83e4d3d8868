import { describe, expect, it } from 'vitest';
import { growTo, pageBytes } from '../../../src/base/wasmMemory';

describe('growing a WebAssembly memory', () => {
  const memory = () => new WebAssembly.Memory({ initial: 1, maximum: 4 });

  it('leaves a memory that is large enough as it is', () => {
    const present = memory();
    const { buffer } = present;
    expect(growTo(present, pageBytes)).toBe(false);
    expect(present.buffer).toBe(buffer);
  });

  it('grows to the next whole page', () => {
    const grown = memory();
    expect(growTo(grown, pageBytes + 1)).toBe(true);
    expect(grown.buffer.byteLength).toBe(2 * pageBytes);
  });

  it('refuses more than the memory may have', () => {
    expect(() => growTo(memory(), 5 * pageBytes)).toThrow(RangeError);
  });
});
