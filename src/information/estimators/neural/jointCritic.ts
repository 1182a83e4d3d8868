import type { Random } from '../../../base/random';
import type { Critic } from './critic';
import { padded, type Block, type CriticKernel } from '../../numerics/kernels/criticKernel';
import { DenseNetwork } from './denseNetwork';

/**
 * T(x, y) by one network over the pair. Its first layer splits into a part of x and a part of y, each computed once per
 * sample. The later layers are computed for every pair of the batch.
 */
export class JointCritic implements Critic {
  readonly scores: Block;
  readonly scoreGradient: Block;
  private readonly first: DenseNetwork;
  private readonly second: DenseNetwork;
  private readonly head: DenseNetwork;

  constructor(
    private readonly kernel: CriticKernel,
    xWidth: number,
    yWidth: number,
    hidden: readonly number[],
    rows: number,
    random: Random,
  ) {
    this.first = new DenseNetwork(kernel, [xWidth, hidden[0]], rows, random.fork('f'));
    this.second = new DenseNetwork(kernel, [yWidth, hidden[0]], rows, random.fork('g'));
    this.head = new DenseNetwork(kernel, [...hidden, 1], rows * rows, random.fork('head'), true);
    this.scores = kernel.block(padded(rows), padded(rows));
    this.scoreGradient = kernel.block(padded(rows), padded(rows));
  }

  get xInput(): Block {
    return this.first.input;
  }

  get yInput(): Block {
    return this.second.input;
  }

  forward(xRows: number, yRows: number): void {
    this.first.forward(xRows);
    this.second.forward(yRows);
    const {
      first: { output: a },
      second: { output: b },
      head: { input, output },
      scores,
    } = this;
    this.kernel.call.pairSums(
      a.pointer,
      a.row,
      xRows,
      b.pointer,
      b.row,
      yRows,
      padded(input.columns),
      input.pointer,
      input.row,
    );
    this.head.forward(xRows * yRows);
    const { floats } = this.kernel;
    for (let i = 0, pair = 0; i < xRows; i++) {
      for (let j = 0; j < yRows; j++, pair++)
        floats[(scores.pointer + i * scores.row) / 4 + j] = floats[(output.pointer + pair * output.row) / 4];
    }
  }

  backward(rows: number): void {
    const { floats, call } = this.kernel;
    const { first, second, head, scoreGradient: d } = this;
    const out = head.outputGradient;
    for (let i = 0, pair = 0; i < rows; i++) {
      for (let j = 0; j < rows; j++, pair++)
        floats[(out.pointer + pair * out.row) / 4] = floats[(d.pointer + i * d.row) / 4 + j];
    }
    head.backward(rows * rows);
    const pairs = head.gradients[0];
    const width = padded(pairs.columns);
    call.reluBackward(pairs.pointer, head.input.pointer, pairs.row, rows * rows, width);
    const [da, db] = [first.outputGradient, second.outputGradient];
    call.pairSumsBackward(pairs.pointer, pairs.row, rows, rows, width, da.pointer, da.row, db.pointer, db.row);
    first.backward(rows);
    second.backward(rows);
  }

  step(learningRate: number): void {
    for (const network of [this.first, this.second, this.head]) network.step(learningRate);
  }

  save(): Float32Array[] {
    return [this.first, this.second, this.head].map((network) => network.parameters());
  }

  restore(saved: readonly Float32Array[]): void {
    [this.first, this.second, this.head].forEach((network, i) => network.restore(saved[i]));
  }
}
