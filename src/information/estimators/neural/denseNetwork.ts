import type { Random } from '../../../base/random';
import { fromBias, fromZero, padded, type Block, type CriticKernel } from '../../numerics/kernels/criticKernel';

interface Layer {
  /** [inputs, outputs] and its transpose, which the backward pass of all but the first layer reads. */
  readonly weights: Block;
  readonly transposed: Block | undefined;
  /** Byte offsets. */
  readonly bias: number;
  readonly weightGradient: number;
  readonly biasGradient: number;
}

/** Dense layers with ReLU between them (none after the last), trained by Adam. */
export class DenseNetwork {
  /** Activations, [rows, width], the input first, and the gradients of all but the input. */
  readonly activations: readonly Block[];
  readonly gradients: readonly Block[];
  private readonly layers: readonly Layer[];
  private readonly values: number;
  private readonly gradient: number;
  private readonly mean: number;
  private readonly square: number;
  private readonly count: number;
  private steps = 0;

  /**
   * @param widths of the input and of every layer
   * @param rows the largest number of samples of one pass
   * @param wantsInputGradient whether `backward` computes the gradient of the input
   */
  constructor(
    private readonly kernel: CriticKernel,
    readonly widths: readonly number[],
    readonly rows: number,
    random: Random,
    wantsInputGradient = false,
  ) {
    this.activations = widths.map((width) => kernel.block(rows, width));
    this.gradients = widths.map((width) => kernel.block(rows, width));
    const shapes = widths
      .slice(1)
      .map((outputs, i) => ({ inputs: widths[i], row: this.activations[i + 1].row, outputs }));
    this.count = shapes.reduce((sum, { inputs, row }) => sum + ((inputs + 1) * row) / 4, 0);
    [this.values, this.gradient, this.mean, this.square] = [0, 1, 2, 3].map(() => kernel.allocate(this.count));
    let offset = 0;
    this.layers = shapes.map(({ inputs, row, outputs }, i) => {
      const weights: Block = { rows: inputs, columns: outputs, pointer: this.values + offset, row };
      const bias = weights.pointer + inputs * row;
      const layer = {
        weights,
        bias,
        weightGradient: this.gradient + offset,
        biasGradient: this.gradient + offset + inputs * row,
        transposed: i > 0 || wantsInputGradient ? kernel.block(padded(outputs), padded(inputs)) : undefined,
      };
      offset += (inputs + 1) * row;
      this.initialize(weights, random);
      return layer;
    });
    this.transposeWeights();
  }

  get input(): Block {
    return this.activations[0];
  }

  get output(): Block {
    return this.activations[this.activations.length - 1];
  }

  /** The gradient of the output, to be written before `backward`. */
  get outputGradient(): Block {
    return this.gradients[this.gradients.length - 1];
  }

  /** Glorot uniform. */
  private initialize({ rows, columns, pointer, row }: Block, random: Random): void {
    const limit = Math.sqrt(6 / (rows + columns));
    for (let i = 0; i < rows; i++) {
      for (let j = 0; j < columns; j++)
        this.kernel.floats[(pointer + i * row) / 4 + j] = limit * (2 * random.uniform() - 1);
    }
  }

  /** Computes the output of the first `rows` rows of the input. */
  forward(rows: number): void {
    const { call } = this.kernel;
    this.layers.forEach(({ weights, bias }, i) => {
      const [from, to] = [this.activations[i], this.activations[i + 1]];
      call.product(
        rows,
        padded(weights.columns),
        weights.rows,
        from.pointer,
        from.row,
        4,
        weights.pointer,
        weights.row,
        to.pointer,
        to.row,
        fromBias,
        bias,
        i < this.layers.length - 1 ? 1 : 0,
      );
    });
  }

  /** Computes the gradients of all parameters from the gradient of the output's first `rows` rows. */
  backward(rows: number): void {
    const { call } = this.kernel;
    for (let i = this.layers.length - 1; i >= 0; i--) {
      const { weights, transposed, weightGradient, biasGradient } = this.layers[i];
      const [from, above] = [this.activations[i], this.gradients[i + 1]];
      const width = padded(weights.columns);
      call.product(
        weights.rows,
        width,
        rows,
        from.pointer,
        4,
        from.row,
        above.pointer,
        above.row,
        weightGradient,
        weights.row,
        fromZero,
        0,
        0,
      );
      call.columnSums(above.pointer, above.row, rows, width, biasGradient);
      if (!transposed) return;
      const below = this.gradients[i];
      call.product(
        rows,
        padded(weights.rows),
        weights.columns,
        above.pointer,
        above.row,
        4,
        transposed.pointer,
        transposed.row,
        below.pointer,
        below.row,
        fromZero,
        0,
        0,
      );
      if (i > 0) call.reluBackward(below.pointer, from.pointer, from.row, rows, padded(weights.rows));
    }
  }

  /** One step of Adam with the gradients of the last `backward`. */
  step(learningRate: number): void {
    this.steps++;
    const correction = Math.sqrt(1 - 0.999 ** this.steps);
    this.kernel.call.adam(
      this.values,
      this.gradient,
      this.mean,
      this.square,
      this.count,
      (learningRate * correction) / (1 - 0.9 ** this.steps),
      1e-8 * correction,
    );
    this.transposeWeights();
  }

  private transposeWeights(): void {
    for (const { weights, transposed } of this.layers) {
      // The product takes whole fours of rows; the surplus rows stay zero.
      if (transposed)
        this.kernel.call.transpose(
          weights.pointer,
          weights.row,
          weights.rows & ~3,
          padded(weights.columns),
          transposed.pointer,
          transposed.row,
        );
      if (transposed && weights.rows % 4 !== 0) this.transposeRest(weights, transposed);
    }
  }

  private transposeRest(weights: Block, transposed: Block): void {
    const { floats } = this.kernel;
    for (let i = weights.rows & ~3; i < weights.rows; i++) {
      for (let j = 0; j < weights.columns; j++) {
        floats[(transposed.pointer + j * transposed.row) / 4 + i] = floats[(weights.pointer + i * weights.row) / 4 + j];
      }
    }
  }

  /** A copy of all parameters. */
  parameters(): Float32Array {
    return this.kernel.floats.slice(this.values / 4, this.values / 4 + this.count);
  }

  /** The gradients of the last `backward`, in the order of `parameters`. */
  parameterGradients(): Float32Array {
    return this.kernel.floats.slice(this.gradient / 4, this.gradient / 4 + this.count);
  }

  restore(parameters: Float32Array): void {
    this.kernel.floats.set(parameters, this.values / 4);
    this.transposeWeights();
  }
}
