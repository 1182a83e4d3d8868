import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createNativeKernel, type NativeKernel } from '../../../../src/models/kernels/native';
import { createWasmKernel, type WasmKernel } from '../../../../src/models/kernels/wasm';
import { nativeAddon } from '../../../support/nativeAddon';
import { distance, problemOf, solveByKernel, type Shape } from '../wasm/problems';
import { solve, type Problem } from '../wasm/reference';

/** As for the kernels in WebAssembly: rounding errors of sums of some thousand terms, and of tanh. */
const tolerance = 2e-5;
const cells = ['lstm', 'gru', 'resetAfterGRU', 'simpleRNN'] as const;

const shapes: fc.Arbitrary<Shape> = fc.record({
  cell: fc.constantFrom(...cells),
  activation: fc.constantFrom('tanh', 'relu', 'linear'),
  steps: fc.integer({ min: 1, max: 9 }),
  rows: fc.integer({ min: 1, max: 70 }),
  inputs: fc.integer({ min: 1, max: 13 }),
  units: fc.integer({ min: 1, max: 40 }),
});

/** One of everything; more rows than a tile has; widths of no tile; more columns than a panel. */
const edges = cells.flatMap((cell): Shape[] => [
  { cell, activation: 'tanh', steps: 1, rows: 1, inputs: 1, units: 1 },
  { cell, activation: 'tanh', steps: 1, rows: 9, inputs: 1, units: 13 },
  { cell, activation: 'tanh', steps: 3, rows: 57, inputs: 40, units: 131 },
]);

const bytesOf = (solution: ReturnType<typeof solveByKernel>): Buffer =>
  Buffer.concat(
    [solution.states, solution.x, solution.kernel, solution.recurrentKernel, solution.bias].map((values) =>
      Buffer.from(values.buffer),
    ),
  );

describe.skipIf(!nativeAddon)('native kernels', () => {
  const kernels: NativeKernel[] = [];
  let wasm: WasmKernel;
  beforeAll(async () => {
    wasm = await createWasmKernel({ threads: 1 });
    for (const path of nativeAddon?.paths() ?? [])
      for (const threads of [1, 2, 3]) kernels.push(createNativeKernel(nativeAddon!, { path, threads }));
  });
  afterAll(async () => {
    for (const kernel of kernels) kernel.dispose();
    await wasm.dispose();
  });

  /** The solution of the first kernel, after all others were seen to give the same bytes. */
  function solved(problem: Problem): ReturnType<typeof solveByKernel> {
    const [first, ...others] = kernels.map(({ machine }) => solveByKernel(machine, problem, true));
    for (const [i, other] of others.entries())
      expect(bytesOf(other).equals(bytesOf(first)), kernels[i + 1].name).toBe(true);
    return first;
  }

  it('agree with the float64 reference for any shape, with the same bytes from all threads and vectors', () => {
    fc.assert(
      fc.property(shapes, fc.integer(), (shape, seed) => {
        const problem = problemOf(shape, seed);
        expect(distance(solved(problem), solve(problem))).toBeLessThan(tolerance);
      }),
      { numRuns: 60, seed: 7 },
    );
  });

  it.each(edges)('agree at the edges: $cell of ($rows,$steps,$inputs,$units)', (shape) => {
    const problem = problemOf(shape, 3);
    expect(distance(solved(problem), solve(problem))).toBeLessThan(tolerance);
  });

  it.each(cells)('agree with the WebAssembly kernels on a wide %s', (cell) => {
    const problem = problemOf({ cell, activation: 'tanh', steps: 12, rows: 64, inputs: 16, units: 128 }, 5);
    const expected = solveByKernel(wasm.machine, problem);

    expect(distance(solved(problem), expected)).toBeLessThan(1e-5);
  });

  it.each(cells)('do not lose a number that is none: %s', (cell) => {
    const problem = problemOf({ cell, activation: 'tanh', steps: 2, rows: 9, inputs: 2, units: 3 }, 1);
    problem.x[0] = NaN;
    expect(solved(problem).states[0]).toBeNaN();
  });

  it('repeat themselves to the byte', () => {
    const problem = problemOf({ cell: 'gru', activation: 'tanh', steps: 10, rows: 40, inputs: 5, units: 19 }, 5);
    const first = bytesOf(solved(problem));
    for (let i = 0; i < 50; i++) expect(bytesOf(solved(problem)).equals(first)).toBe(true);
  });
});
