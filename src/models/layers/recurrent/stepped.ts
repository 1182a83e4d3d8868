import * as tf from '@tensorflow/tfjs-core';
import { addedNoise, GaussianDraw } from '../../kernels/typescript/stepped/emissions';
import type { MakeProduct } from '../../kernels/typescript/stepped/products';
import { runStepped, type SteppedCell, type SteppedSizes } from '../../kernels/typescript/stepped/steppedCell';
import { withGradient } from '../../kernels/withGradient';

/**
 * A cell to be run step by step on typed arrays: what it is given, differentiable, and how it is made from the values
 * of that.
 */
export interface SteppedPlan {
  readonly sizes: SteppedSizes;
  /** In the order of the cell's gradients. */
  readonly given: readonly tf.Tensor[];
  readonly cell: (values: readonly Float32Array[], make: MakeProduct) => SteppedCell;
}

/** Sizes of a run over x [T,B,D]. */
export function sizesOf({ shape: [steps, batch] }: tf.Tensor3D, units: number): SteppedSizes {
  return { steps, batch, units };
}

/**
 * States [T,B,H] as one operation with its gradient written out; each with its share of `noise` [T,B,H] before it goes
 * on.
 *
 * @param product multiplies by the cell's matrices
 */
export function steppedStates(
  { sizes, given, cell }: SteppedPlan,
  product: MakeProduct,
  noise?: tf.Tensor3D,
): tf.Tensor3D {
  const shape = shapeOf(sizes);
  const drawn = noise && valuesOf(noise);
  return withGradient<tf.Tensor3D>(given, () => {
    const run = runStepped(sizes, cell(given.map(valuesOf), product), drawn && addedNoise(drawn));
    return {
      value: tf.tensor3d(run.states, shape),
      gradients: (dy) => run.backward(valuesOf(dy)).map((gradient, i) => tf.tensor(gradient, given[i].shape)),
    };
  });
}

export interface DrawnStates {
  /** What goes on: the draws, [T,B,H]. */
  readonly states: tf.Tensor3D;
  /** Of p(h_t | h_{t-1}, x_t), [T,B,H]. */
  readonly means: tf.Tensor3D;
  readonly logVariances: tf.Tensor3D;
}

/**
 * States that are drawn as `GaussianDraw` does before they go on, as one operation: `kernel` [H,H], `bias` [H], and
 * standard normal `noise` [T,B,H].
 */
export function drawnStates(
  { sizes, given, cell }: SteppedPlan,
  product: MakeProduct,
  kernel: tf.Tensor,
  bias: tf.Tensor,
  noise: tf.Tensor3D,
): DrawnStates {
  const shape = shapeOf(sizes);
  const drawn = valuesOf(noise);
  // One tensor for all three, since an operation has one output: states, means and log-variances one after the other.
  const all = withGradient<tf.Tensor3D>([...given, kernel, bias], () => {
    const draw = new GaussianDraw(sizes, valuesOf(kernel), valuesOf(bias), drawn, product);
    const run = runStepped(sizes, cell(given.map(valuesOf), product), draw);
    const size = run.states.length;
    const values = new Float32Array(3 * size);
    values.set(run.states);
    values.set(run.proposed, size);
    values.set(draw.logVariances, 2 * size);
    return {
      value: tf.tensor3d(values, [3 * shape[0], shape[1], shape[2]]),
      gradients: (dy) => {
        const d = valuesOf(dy);
        draw.expect(d.subarray(size, 2 * size), d.subarray(2 * size));
        const ofCell = run.backward(d.subarray(0, size));
        const ofHead = draw.gradients(run.proposed);
        return [
          ...ofCell.map((gradient, i) => tf.tensor(gradient, given[i].shape)),
          tf.tensor(ofHead.kernel, kernel.shape),
          tf.tensor(ofHead.bias, bias.shape),
        ];
      },
    };
  });
  const [states, means, logVariances]: tf.Tensor3D[] = tf.split(all, 3, 0);
  return { states, means, logVariances };
}

function shapeOf({ steps, batch, units }: SteppedSizes): [number, number, number] {
  return [steps, batch, units];
}

export function valuesOf(tensor: tf.Tensor): Float32Array {
  const data = tensor.dataSync();
  return data instanceof Float32Array ? data : Float32Array.from(data);
}
