import { sentence } from '../../base/sentence';
import * as tf from '@tensorflow/tfjs-core';
import type { Random } from '../../base/random';
import { InputError } from '../../base/userError';
import { extraArrays } from '../weights/extraArrays';
import type { Initializer } from './initializers';
import type { NamedWeights } from '../model';

/** One weight of a layer. */
export interface WeightSpec {
  /** 'LAYER/kernel' */
  readonly name: string;
  readonly shape: readonly number[];
  readonly initializer: Initializer;
  /** Never trained. */
  readonly fixed?: true;
}

/** All weights of a network in a single vector, which the optimiser updates. */
export class Parameters {
  readonly values: Float32Array;
  private readonly offsets: number[] = [];

  constructor(
    private readonly specs: readonly WeightSpec[],
    random: Random,
  ) {
    let size = 0;
    for (const spec of specs) {
      this.offsets.push(size);
      size += sizeOf(spec.shape);
    }
    this.values = new Float32Array(size);
    for (const [i, spec] of specs.entries())
      spec.initializer(this.view(this.values, i), spec.shape, random.fork(spec.name));
  }

  /** The part of a vector as long as `values` that belongs to weight `index`. */
  view(vector: Float32Array, index: number): Float32Array {
    return vector.subarray(this.offsets[index], this.offsets[index] + sizeOf(this.specs[index].shape));
  }

  /** Of every weight, whether it is trained. */
  get trained(): boolean[] {
    return this.specs.map(({ fixed }) => fixed !== true);
  }

  /** New tensors of all weights. They may share memory with `values`, so dispose them before changing it. */
  tensors(): tf.Tensor[] {
    return this.specs.map((spec, i) => tf.tensor(this.view(this.values, i), [...spec.shape], 'float32'));
  }

  named(): NamedWeights {
    return Object.fromEntries(
      this.specs.map((spec, i) => [spec.name, { shape: spec.shape, values: this.view(this.values, i).slice() }]),
    );
  }

  /** @throws InputError as `checkArrays`; nothing is changed then */
  assign(weights: NamedWeights): void {
    checkArrays(this.specs, weights);
    for (const [i, spec] of this.specs.entries()) this.view(this.values, i).set(weights[spec.name].values);
  }
}

/** Number of elements of an array of this shape. */
export function sizeOf(shape: readonly number[]): number {
  return shape.reduce((product, size) => product * size, 1);
}

/** @throws InputError naming the array that is missing, of the wrong shape, not finite, or one too many */
export function checkArrays(specs: readonly WeightSpec[], weights: NamedWeights): void {
  for (const spec of specs) check(spec, weights);
  const names = new Set(specs.map(({ name }) => name));
  const extra = Object.keys(weights).filter((name) => !names.has(name));
  if (extra.length > 0) throw new InputError(extraArrays(extra));
}

function check(spec: WeightSpec, weights: NamedWeights): void {
  if (!Object.hasOwn(weights, spec.name)) {
    throw new InputError(
      sentence('The weights have no array "{0}". Add it with shape [{1}].', spec.name, spec.shape.join(', ')),
    );
  }
  const { shape, values } = weights[spec.name];
  if (shape.length !== spec.shape.length || shape.some((size, i) => size !== spec.shape[i])) {
    const otherInputs = shape.length === 2 && spec.shape.length === 2 && shape[1] === spec.shape[1];
    throw new InputError(
      otherInputs && spec.name.endsWith('/embeddings')
        ? sentence(
            'The array "{0}" of the weights is for {1} symbols, but the data have {2}. Write "symbols": {1} in "data".',
            spec.name,
            shape[0],
            spec.shape[0],
          )
        : otherInputs && spec.name.endsWith('/kernel')
          ? sentence(
              'The array "{0}" of the weights is for {1} numbers a step, but its layer reads {2}. Give it the inputs ' +
                'that it was trained with.',
              spec.name,
              shape[0],
              spec.shape[0],
            )
          : sentence(
              'The array "{0}" of the weights is [{1}] and should be [{2}].',
              spec.name,
              shape.join(', '),
              spec.shape.join(', '),
            ),
    );
  }
  if (!values.every(Number.isFinite))
    throw new InputError(sentence('The array "{0}" of the weights holds values that are not finite.', spec.name));
}
