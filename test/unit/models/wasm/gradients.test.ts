import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createWasmKernel, type WasmKernel } from '../../../../src/models/kernels/wasm';
import { distance, problemOf, solveByKernel, type Shape } from './problems';
import { solve } from './reference';

/**
 * float32 sums of some thousand terms of order one: rounding errors of 6e-8 per term grow with the root of their
 * number, and tanh adds 3e-7 per step, which a contracting recurrence carries on for a few steps.
 */
const tolerance = 2e-5;

const shapes: fc.Arbitrary<Shape> = fc.record({
  cell: fc.constantFrom('lstm', 'gru', 'resetAfterGRU', 'simpleRNN'),
  activation: fc.constantFrom('tanh', 'relu', 'linear'),
  steps: fc.integer({ min: 1, max: 9 }),
  rows: fc.integer({ min: 1, max: 37 }),
  inputs: fc.integer({ min: 1, max: 13 }),
  units: fc.integer({ min: 1, max: 23 }),
});

describe('the float64 reference', () => {
  it.each(['lstm', 'gru', 'resetAfterGRU', 'simpleRNN'] as const)('has the gradients of its states: %s', (cell) => {
    const problem = problemOf({ cell, activation: 'tanh', steps: 3, rows: 2, inputs: 2, units: 3 }, 1);
    const solution = solve(problem);
    const loss = (): number => solve(problem).states.reduce((sum, h, i) => sum + h * problem.dy[i], 0);
    for (const name of ['x', 'kernel', 'recurrentKernel', 'bias'] as const) {
      for (let i = 0; i < problem[name].length; i++) {
        const at = problem[name][i];
        // A step size that float32 represents exactly.
        problem[name][i] = at + 2 ** -10;
        const high = problem[name][i],
          above = loss();
        problem[name][i] = at - 2 ** -10;
        const slope = (above - loss()) / (high - problem[name][i]);
        problem[name][i] = at;
        expect(slope).toBeCloseTo(solution[name][i], 4);
      }
    }
  });
});

describe.each([
  { threads: 1, form: undefined },
  { threads: 1, form: 'plain' as const },
  { threads: 2, form: undefined },
  { threads: 3, form: 'plain' as const },
])('kernels on $threads threads, form $form', ({ threads, form }) => {
  let kernel: WasmKernel;
  beforeAll(async () => {
    kernel = await createWasmKernel({ threads, form });
  });
  afterAll(() => kernel.dispose());

  it('agree with the float64 reference for any shape', () => {
    fc.assert(
      fc.property(shapes, fc.integer(), (shape, seed) => {
        const problem = problemOf(shape, seed);
        expect(distance(solveByKernel(kernel.machine, problem, true), solve(problem))).toBeLessThan(tolerance);
      }),
      { numRuns: 60, seed: 7 },
    );
  });

  it.each([
    { cell: 'lstm', steps: 1, rows: 1, inputs: 1, units: 1 },
    { cell: 'gru', steps: 1, rows: 1, inputs: 1, units: 1 },
    { cell: 'resetAfterGRU', steps: 1, rows: 1, inputs: 1, units: 1 },
    { cell: 'lstm', steps: 3, rows: 25, inputs: 40, units: 131 },
    { cell: 'gru', steps: 3, rows: 25, inputs: 40, units: 131 },
    { cell: 'resetAfterGRU', steps: 3, rows: 25, inputs: 40, units: 131 },
    { cell: 'simpleRNN', steps: 2, rows: 17, inputs: 3, units: 290 },
  ] as const)('agree at the edges: $cell of ($rows,$steps,$inputs,$units)', (shape) => {
    const problem = problemOf({ ...shape, activation: 'tanh' }, 3);
    expect(distance(solveByKernel(kernel.machine, problem, true), solve(problem))).toBeLessThan(tolerance);
  });

  it('repeat themselves to the byte', () => {
    const problem = problemOf({ cell: 'lstm', activation: 'tanh', steps: 10, rows: 40, inputs: 5, units: 19 }, 5);
    const bytes = (): Buffer => {
      const { states, x, kernel: k, recurrentKernel, bias } = solveByKernel(kernel.machine, problem, true);
      return Buffer.concat([states, x, k, recurrentKernel, bias].map((values) => Buffer.from(values.buffer)));
    };
    const first = bytes();
    for (let i = 0; i < 300; i++) expect(bytes().equals(first)).toBe(true);
  });
});
