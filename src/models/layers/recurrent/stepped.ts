import * as tf from '@tensorflow/tfjs-core';
import { addedNoise, GaussianDraw } from '../../kernels/typescript/stepped/emissions';
import type { MakeProduct } from '../../kernels/typescript/stepped/products';
import { runStepped, type SteppedCell, type SteppedSizes } from '../../kernels/typescript/stepped/steppedCell';
import { withGradient } from '../../kernels/withGradient';

/**
 * A cell that runs step by step on typed arrays: its differentiable arguments, and how to make it from their values.
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
 * States [T,B,H] as one operation with an explicit gradient, with `noise` [T,B,H] added before the next step reads
 * them.
 *
 * @param product multiplies by the cell's matrices
 */
export function steppedStates(
  { sizes, given, cell }: SteppedPlan,
  product: MakeProduct,
  noise?: tf.Tensor3D,
): tf.Tensor3D {
  const shape = shapeOf(sizes);
  return withGradient<tf.Tensor3D>(noise ? [...given, noise] : given, () => {
    const added = noise && addedNoise(valuesOf(noise));
    const run = runStepped(sizes, cell(given.map(valuesOf), product), added);
    return {
      value: tf.tensor3d(run.states, shape),
      gradients: (dy) => [
        ...run.backward(valuesOf(dy)).map((gradient, i) => tf.tensor(gradient, given[i].shape)),
        ...(added ? [tf.tensor(added.gradient, shape)] : []),
      ],
    };
  });
}

export interface DrawnStates {
  /** The samples, which are carried on, [T,B,H]. */
  readonly states: tf.Tensor3D;
  /** Means of p(h_t | h_{t-1}, x_t), [T,B,H]. */
  readonly means: tf.Tensor3D;
  readonly logVariances: tf.Tensor3D;
}

/**
 * States that `GaussianDraw` samples at every step, as one operation: `kernel` [H,H], `bias` [H], and standard normal
 * `noise` [T,B,H].
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
  // One tensor for all three, because an operation has one output: first the states, then the means and log-variances.
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
