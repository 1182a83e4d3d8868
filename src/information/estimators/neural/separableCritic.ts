import type { Random } from '../../../base/random';
import type { Critic } from './critic';
import { fromZero, padded, type Block, type CriticKernel } from '../../numerics/kernels/criticKernel';
import { DenseNetwork } from './denseNetwork';

/** The number of features of x and of y that are compared. */
const embedding = 32;

/** T(x, y) = f(x) . g(y): all pairs of a batch cost little more than the batch itself. */
export class SeparableCritic implements Critic {
  readonly scores: Block;
  readonly scoreGradient: Block;
  private readonly f: DenseNetwork;
  private readonly g: DenseNetwork;
  private readonly gTransposed: Block;
  private readonly scoreGradientTransposed: Block;

  constructor(
    private readonly kernel: CriticKernel,
    xWidth: number,
    yWidth: number,
    hidden: readonly number[],
    rows: number,
    random: Random,
  ) {
    this.f = new DenseNetwork(kernel, [xWidth, ...hidden, embedding], padded(rows), random.fork('f'));
    this.g = new DenseNetwork(kernel, [yWidth, ...hidden, embedding], padded(rows), random.fork('g'));
    this.gTransposed = kernel.block(embedding, padded(rows));
    this.scores = kernel.block(padded(rows), padded(rows));
    this.scoreGradient = kernel.block(padded(rows), padded(rows));
    this.scoreGradientTransposed = kernel.block(padded(rows), padded(rows));
  }

  get xInput(): Block {
    return this.f.input;
  }

  get yInput(): Block {
    return this.g.input;
  }

  forward(xRows: number, yRows: number): void {
    this.f.forward(xRows);
    this.g.forward(yRows);
    const { call } = this.kernel;
    const {
      f: { output: x },
      g: { output: y },
      gTransposed,
      scores,
    } = this;
    call.transpose(y.pointer, y.row, padded(yRows), embedding, gTransposed.pointer, gTransposed.row);
    call.product(
      xRows,
      padded(yRows),
      embedding,
      x.pointer,
      x.row,
      4,
      gTransposed.pointer,
      gTransposed.row,
      scores.pointer,
      scores.row,
      fromZero,
      0,
      0,
    );
  }

  backward(rows: number): void {
    const { call } = this.kernel;
    const { f, g, scoreGradient: d, scoreGradientTransposed: t } = this;
    const [x, y, dx, dy] = [f.output, g.output, f.outputGradient, g.outputGradient];
    call.product(rows, embedding, rows, d.pointer, d.row, 4, y.pointer, y.row, dx.pointer, dx.row, fromZero, 0, 0);
    call.transpose(d.pointer, d.row, padded(rows), padded(rows), t.pointer, t.row);
    call.product(rows, embedding, rows, t.pointer, t.row, 4, x.pointer, x.row, dy.pointer, dy.row, fromZero, 0, 0);
    f.backward(rows);
    g.backward(rows);
  }

  step(learningRate: number): void {
    this.f.step(learningRate);
    this.g.step(learningRate);
  }

  save(): Float32Array[] {
    return [this.f.parameters(), this.g.parameters()];
  }

  restore([f, g]: readonly Float32Array[]): void {
    this.f.restore(f);
    this.g.restore(g);
  }
}
