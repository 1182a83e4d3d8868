import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Arena } from '../../../../src/models/kernels/wasm/arena';
import { compileKernel } from '../../../../src/models/kernels/wasm/compiledKernel';
import { ThreadPool } from '../../../../src/models/kernels/wasm/threadPool';

describe.each([
  { form: undefined, bound: compileKernel().form === 'relaxed' ? 3e-7 : 3.2e-7 },
  { form: 'plain' as const, bound: 3.2e-7 },
])('tanh and the logistic function, form $form', ({ form, bound }) => {
  const arena = new Arena();
  const block = arena.allocate(8);
  let pool: ThreadPool;
  beforeAll(async () => {
    pool = await ThreadPool.start(arena.memory, 1, form);
  });
  afterAll(() => pool.dispose());

  function approximate(x: number[]): { tanh: number[]; logistic: number[] } {
    const numbers = arena.floats(block, 8);
    numbers.set(x);
    pool.approximate(block.offset);
    return { tanh: [...numbers.subarray(0, 4)], logistic: [...numbers.subarray(4, 8)] };
  }

  it(`are within ${bound} everywhere, odd, and never beyond 1`, () => {
    let worstTanh = 0,
      worstLogistic = 0,
      largest = 0;
    for (let i = 0; i < 200_000; i++) {
      // From -12 to 12, and every scale down to 1e-12.
      const x = i % 2 ? (i / 200_000) * 12 : 12 * 10 ** (-12 * (i / 200_000));
      const inputs = [x, -x, x / 3, -x / 3].map(Math.fround);
      const { tanh, logistic } = approximate(inputs);
      for (let l = 0; l < 4; l++) {
        worstTanh = Math.max(worstTanh, Math.abs(tanh[l] - Math.tanh(inputs[l])));
        worstLogistic = Math.max(worstLogistic, Math.abs(logistic[l] - 1 / (1 + Math.exp(-inputs[l]))));
        largest = Math.max(largest, Math.abs(tanh[l]), logistic[l]);
      }
      if (tanh[0] !== -tanh[1]) throw new Error(`tanh is not odd at ${x}`);
    }
    expect(worstTanh).toBeLessThan(bound);
    expect(worstLogistic).toBeLessThan(bound);
    expect(largest).toBeLessThanOrEqual(1);
  });

  it('saturate', () => {
    const { tanh, logistic } = approximate([Infinity, -Infinity, 1e30, 0]);
    expect(tanh.map((v) => Math.abs(v))).toEqual([tanh[0], tanh[0], tanh[0], 0]);
    expect(tanh[0]).toBeGreaterThan(1 - 3e-7);
    expect(logistic[3]).toBe(0.5);
  });

  it('pass NaN on', () => {
    expect(approximate([NaN, NaN, NaN, NaN]).tanh).toEqual([NaN, NaN, NaN, NaN]);
  });
});
