import * as tf from '@tensorflow/tfjs-core';
import type { GradientEngine } from '../../training/gradientEngine';
import type { HeadLoss } from '../../training/objective';
import type { RecurrentWeights } from '../cellTypes';
import type { RecurrentKernel } from '../recurrentKernel';
import type { Stack } from '../stack';
import type { Arena, Block } from './arena';
import type { Cell, CellSizes } from './cell';
import { runBackward, runForward, sizesOf, type Machine, type WeightValues } from './cellRun';
import { GRUAfterCell } from './gruAfterCell';
import { GRUCell } from './gruCell';
import { LSTMCell } from './lstmCell';
import { WasmProduct } from './product';
import { SimpleCell } from './simpleCell';
import { StackEngine } from './stack/stackEngine';

/** A kernel whose layers are programs in an arena of their own. */
export interface MachineKernel extends RecurrentKernel {
  readonly machine: Machine;
  engineFor(stack: Stack, loss: HeadLoss): GradientEngine;
}

/**
 * Limit on the memory kept for backward passes, bytes. Beyond it the oldest forward passes are dropped, and computed
 * again if their gradient is requested.
 */
const keptBytes = 2 ** 29;

/** The recurrent layers as programs of a machine. @param name with an open bracket, in which the threads follow */
export function kernelOn(machine: Machine, name: string): MachineKernel {
  const { arena, pool } = machine;
  const waiting = new Waiting(arena);
  const run = (cellOf: (sizes: CellSizes) => Cell, x: tf.Tensor3D, weights: RecurrentWeights) =>
    runCell(machine, waiting, cellOf, x, weights);
  return {
    name: `${name}, ${pool.threads} ${pool.threads === 1 ? 'thread' : 'threads'})`,
    machine,
    supports: (backend) => backend === 'wasm' || backend === 'cpu',
    simpleRNN: (x, weights, activation) => run((sizes) => new SimpleCell(sizes, activation), x, weights),
    lstm: (x, weights) => run((sizes) => new LSTMCell(sizes), x, weights),
    gru: (x, weights) => run((sizes) => new GRUCell(sizes), x, weights),
    resetAfterGRU: (x, weights) => run((sizes) => new GRUAfterCell(sizes), x, weights),
    product: (sizes, values, columns) => new WasmProduct(machine, sizes, values, columns),
    engineFor: (stack, loss) => new StackEngine(machine, stack, loss),
  };
}

/** Memory of forward passes that wait for their backward pass, oldest first. */
class Waiting {
  private readonly blocks = new Set<Block>();
  private bytes = 0;

  constructor(private readonly arena: Arena) {}

  add(block: Block): void {
    this.blocks.add(block);
    this.bytes += block.bytes;
    for (const oldest of this.blocks) {
      if (this.bytes <= keptBytes || oldest === block) break;
      this.take(oldest);
      this.arena.release(oldest);
    }
  }

  /** Removes the block, which then belongs to the caller; false if it was already dropped. */
  take(block: Block): boolean {
    if (!this.blocks.delete(block)) return false;
    this.bytes -= block.bytes;
    return true;
  }
}

function runCell(
  machine: Machine,
  waiting: Waiting,
  cellOf: (sizes: CellSizes) => Cell,
  x: tf.Tensor3D,
  weights: RecurrentWeights,
): tf.Tensor3D {
  const [steps, batch, inputs] = x.shape;
  const units = weights.recurrentKernel.shape[0];
  const cell = cellOf(sizesOf(steps, batch, inputs, units));
  const operation = tf.customGrad((...args) => {
    const save = args.at(-1);
    const [input, kernel, recurrentKernel, bias] = args.filter((argument) => argument instanceof tf.Tensor);
    const { states, kept } = runForward(machine, cell, values(input), valuesOf([kernel, recurrentKernel, bias]));
    if (differentiating()) waiting.add(kept);
    else machine.arena.release(kept);
    if (typeof save === 'function') save([input, kernel, recurrentKernel, bias]);
    const gradFunc = (dy: tf.Tensor | tf.Tensor[], saved: tf.Tensor[]): tf.Tensor[] => {
      const [savedInput, ...savedWeights] = saved;
      const current = valuesOf(savedWeights);
      const block = waiting.take(kept) ? kept : runForward(machine, cell, values(savedInput), current).kept;
      try {
        const gradients = runBackward(machine, cell, block, values(Array.isArray(dy) ? dy[0] : dy), current);
        return [
          tf.tensor(gradients.x, input.shape),
          tf.tensor(gradients.kernel, kernel.shape),
          tf.tensor(gradients.recurrentKernel, recurrentKernel.shape),
          tf.tensor(gradients.bias, bias.shape),
        ];
      } finally {
        machine.arena.release(block);
      }
    };
    return { value: tf.tensor3d(states, [steps, batch, units]), gradFunc };
  });
  return operation(x, weights.kernel, weights.recurrentKernel, weights.bias);
}

/** Whether a gradient may be requested: outside of tf.grads nothing needs to be kept. */
function differentiating(): boolean {
  return tf.engine().state.gradientDepth > 0;
}

function valuesOf([kernel, recurrentKernel, bias]: tf.Tensor[]): WeightValues {
  return { kernel: values(kernel), recurrentKernel: values(recurrentKernel), bias: values(bias) };
}

function values(tensor: tf.Tensor): Float32Array {
  const data = tensor.dataSync();
  return data instanceof Float32Array ? data : Float32Array.from(data);
}
