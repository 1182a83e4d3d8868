import { Random } from '../../../base/random';
import type { KernelCell } from '../cellTypes';
import { cellOf } from '../wasm/cellOf';
import { runBackward, runForward, sizesOf, type CellGradients, type Machine } from '../wasm/cellRun';

const cells: readonly KernelCell[] = ['lstm', 'gru', 'resetAfterGRU', 'simpleRNN'];
/** Steps, rows, inputs, units: one row alone; every kind of tile of rows and features, and what is left of them. */
const sizes = [
  [2, 1, 1, 1],
  [3, 60, 5, 23],
] as const;
/** Largest difference, relative to the largest number of an array or one. */
const tolerance = 1e-5;

/**
 * Runs each cell forward and backward on both machines.
 * @returns the cell whose numbers differ by more than 1e-5; undefined where all agree
 */
export function disagreement(machine: Machine, reference: Machine): KernelCell | undefined {
  return cells.find((type) =>
    sizes.some(([steps, rows, inputs, units]) => {
      const run = solve(type, steps, rows, inputs, units);
      const [found, expected] = [run(machine), run(reference)];
      return !found.every((values, i) => near(values, expected[i]));
    }),
  );
}

function solve(type: KernelCell, steps: number, rows: number, inputs: number, units: number) {
  const random = new Random(1);
  const normals = (count: number, scale = 1): Float32Array =>
    Float32Array.from({ length: count }, () => scale * random.normal());
  const cell = cellOf(type, sizesOf(steps, rows, inputs, units), 'tanh');
  const x = normals(steps * rows * inputs);
  const dy = normals(steps * rows * units);
  const scale = 1 / Math.sqrt(inputs + units);
  const weights = {
    kernel: normals(inputs * cell.columns, scale),
    recurrentKernel: normals(units * cell.columns, scale),
    bias: normals(cell.biasCount, scale),
  };
  return (machine: Machine): Float32Array[] => {
    const { states, kept } = runForward(machine, cell, x, weights, true);
    try {
      const gradients: CellGradients = runBackward(machine, cell, kept, dy, weights, true);
      return [states, gradients.x, gradients.kernel, gradients.recurrentKernel, gradients.bias];
    } finally {
      machine.arena.release(kept);
    }
  };
}

function near(values: Float32Array, expected: Float32Array): boolean {
  const largest = expected.reduce((most, value) => Math.max(most, Math.abs(value)), 1);
  return values.every((value, i) => Math.abs(value - expected[i]) <= tolerance * largest);
}
