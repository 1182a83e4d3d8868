import { Random } from '../../../../src/base/random';
import type { RecurrentActivation } from '../../../../src/models/kernels/cellTypes';
import { cellOf as kernelCellOf } from '../../../../src/models/kernels/wasm/cellOf';
import type { Cell } from '../../../../src/models/kernels/wasm/cell';
import {
  runBackward,
  runForward,
  sizesOf,
  type CellGradients,
  type Machine,
} from '../../../../src/models/kernels/wasm/cellRun';
import { biasesOf, gatesOf, type CellName, type Problem, type Solution } from './reference';

export interface Shape {
  readonly cell: CellName;
  readonly activation: RecurrentActivation;
  readonly steps: number;
  readonly rows: number;
  readonly inputs: number;
  readonly units: number;
}

export function problemOf(shape: Shape, seed: number): Problem {
  const { cell, steps, rows, inputs, units } = shape;
  const width = gatesOf[cell] * units;
  const normals = (label: string, count: number, scale: number): Float32Array => {
    const random = new Random(seed).fork(label);
    return Float32Array.from({ length: count }, () => scale * random.normal());
  };
  return {
    ...shape,
    x: normals('x', steps * rows * inputs, 1),
    kernel: normals('kernel', inputs * width, 1 / Math.sqrt(inputs)),
    // Contracting, so that linear and rectified states stay of order one.
    recurrentKernel: normals('recurrentKernel', units * width, 0.7 / Math.sqrt(units)),
    bias: normals('bias', biasesOf[cell] * units, 0.5),
    dy: normals('dy', steps * rows * units, 1),
  };
}

export function cellOf({ cell, activation, steps, rows, inputs, units }: Shape): Cell {
  return kernelCellOf(cell, sizesOf(steps, rows, inputs, units), activation);
}

export function solveByKernel(
  machine: Machine,
  problem: Problem,
  together = false,
): CellGradients & { states: Float32Array } {
  const cell = cellOf(problem);
  const { states, kept } = runForward(machine, cell, problem.x, problem, together);
  const gradients = runBackward(machine, cell, kept, problem.dy, problem, together);
  machine.arena.release(kept);
  return { states, ...gradients };
}

/** The largest difference in any array, relative to the largest number in it (at least one). */
export function distance(
  found: CellGradients & { states: Float32Array },
  expected: Solution | (CellGradients & { states: Float32Array }),
): number {
  let worst = 0;
  for (const name of ['states', 'x', 'kernel', 'recurrentKernel', 'bias'] as const) {
    let largest = 1,
      difference = 0;
    for (let i = 0; i < expected[name].length; i++) {
      largest = Math.max(largest, Math.abs(expected[name][i]));
      difference = Math.max(difference, Math.abs(expected[name][i] - found[name][i]));
    }
    worst = Math.max(worst, Number.isNaN(difference) ? Infinity : difference / largest);
  }
  return worst;
}
