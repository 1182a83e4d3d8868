// Registers the gradients and the backend 'cpu'.
import '@tensorflow/tfjs';
import * as tf from '@tensorflow/tfjs-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RecurrentKernel } from '../../../../src/models/kernels/recurrentKernel';
import { createWasmKernel, type WasmKernel } from '../../../../src/models/kernels/wasm';
import { distance, problemOf } from './problems';
import { biasesOf, gatesOf, solve, type Problem } from './reference';

const tolerance = 2e-5;

describe('the kernel on tensors', () => {
  let kernel: WasmKernel;
  beforeAll(async () => {
    await tf.setBackend('cpu');
    kernel = await createWasmKernel({ threads: 2 });
  });
  afterAll(() => kernel.dispose());

  function solveOn(run: RecurrentKernel, problem: Problem): Parameters<typeof distance>[0] {
    const { steps, rows, inputs, units, cell } = problem;
    const width = gatesOf[cell] * units;
    const apply = (...[x, kernelOf, recurrentKernel, bias]: tf.Tensor[]): tf.Tensor3D => {
      const weights = {
        kernel: tf.reshape<tf.Rank.R2>(kernelOf, [inputs, width]),
        recurrentKernel: tf.reshape<tf.Rank.R2>(recurrentKernel, [units, width]),
        bias: tf.reshape<tf.Rank.R1>(bias, [bias.size]),
      };
      const sequences = tf.reshape<tf.Rank.R3>(x, [steps, rows, inputs]);
      return cell === 'simpleRNN'
        ? run.simpleRNN(sequences, weights, problem.activation)
        : run[cell](sequences, weights);
    };
    const given = [
      tf.tensor(problem.x, [steps, rows, inputs]),
      tf.tensor(problem.kernel, [inputs, width]),
      tf.tensor(problem.recurrentKernel, [units, width]),
      tf.tensor(problem.bias, [biasesOf[cell] * units]),
    ];
    const states = apply(...given).dataSync<'float32'>();
    const gradients = tf.grads((...inner) =>
      tf.sum(tf.mul(apply(...inner), tf.tensor(problem.dy, [steps, rows, units]))),
    )(given);
    const [x, kernelGradient, recurrentKernel, bias] = gradients.map((gradient) => gradient.dataSync<'float32'>());
    return { states, x, kernel: kernelGradient, recurrentKernel, bias };
  }

  it.each(['lstm', 'gru', 'resetAfterGRU', 'simpleRNN'] as const)('gives tf.grads the gradients of %s', (cell) => {
    const problem = problemOf({ cell, activation: 'relu', steps: 5, rows: 11, inputs: 3, units: 7 }, 2);
    const before = tf.memory().numTensors;
    tf.tidy(() => {
      expect(distance(solveOn(kernel, problem), solve(problem))).toBeLessThan(tolerance);
    });
    expect(tf.memory().numTensors).toBe(before);
  });

  it('stacks, with the same layer twice', () => {
    tf.tidy(() => {
      const weights = {
        kernel: tf.fill<tf.Rank.R2>([2, 8], 0.1),
        recurrentKernel: tf.fill<tf.Rank.R2>([2, 8], -0.2),
        bias: tf.zeros<tf.Rank.R1>([8]),
      };
      const x = tf.reshape<tf.Rank.R3>(tf.linspace(-1, 1, 24), [4, 3, 2]);
      const loss = (input: tf.Tensor): tf.Tensor =>
        tf.sum(kernel.lstm(kernel.lstm(tf.reshape<tf.Rank.R3>(input, [4, 3, 2]), weights), weights));
      const gradient = tf.grad(loss)(x).dataSync();
      const values = x.dataSync();
      for (const i of [0, 7, 23]) {
        const moved = (by: number): number =>
          loss(
            tf.tensor(
              values.map((v, j) => (j === i ? v + by : v)),
              [4, 3, 2],
            ),
          ).dataSync()[0];
        // A difference of 2e-2 across float32 sums of order one: accurate to about 1e-5.
        expect((moved(1e-2) - moved(-1e-2)) / 2e-2).toBeCloseTo(gradient[i], 3);
      }
    });
  });

  it('keeps nothing outside of gradients', () => {
    const problem = problemOf({ cell: 'gru', activation: 'tanh', steps: 20, rows: 64, inputs: 8, units: 64 }, 2);
    tf.tidy(() => {
      solveOn(kernel, problem);
    });
    const size = kernel.machine.arena.size;
    for (let i = 0; i < 50; i++) {
      tf.tidy(() =>
        kernel.gru(tf.tensor3d(problem.x, [20, 64, 8]), {
          kernel: tf.tensor2d(problem.kernel, [8, 192]),
          recurrentKernel: tf.tensor2d(problem.recurrentKernel, [64, 192]),
          bias: tf.tensor1d(problem.bias),
        }),
      );
    }
    expect(kernel.machine.arena.size).toBe(size);
  });
});
