import * as tf from '@tensorflow/tfjs-core';

/** An attribute of a TensorFlow operation, in the form that the addon expects. */
export interface Attribute {
  readonly name: string;
  readonly type: number;
  readonly value: number | boolean;
}

/** TensorFlow's own operations, called by name through the native backend. */
export interface NativeOperations {
  call(operation: string, attributes: readonly Attribute[], inputs: readonly tf.Tensor[], outputs: number): tf.Tensor[];
  float(name: string): Attribute;
  int(name: string, value: number): Attribute;
  real(name: string, value: number): Attribute;
  flag(name: string, value: boolean): Attribute;
  /** An int64 scalar, a type that tfjs does not have. Each value is created once and kept. */
  int64(value: number): tf.Tensor;
}

interface NodeBackend {
  readonly binding: Readonly<
    Record<
      'TF_ATTR_TYPE' | 'TF_ATTR_INT' | 'TF_ATTR_FLOAT' | 'TF_ATTR_BOOL' | 'TF_FLOAT' | 'TF_INT32' | 'TF_INT64',
      number
    >
  >;
  executeMultipleOutputs(
    name: string,
    attributes: readonly Attribute[],
    inputs: readonly tf.Tensor[],
    outputs: number,
  ): tf.Tensor[];
}

function isNodeBackend(backend: object): backend is NodeBackend {
  return 'binding' in backend && 'executeMultipleOutputs' in backend;
}

let known: { backend: object; operations: NativeOperations } | undefined;

/** @throws Error if the current backend is not the native one */
export function nativeOperations(): NativeOperations {
  const backend = tf.backend();
  if (known?.backend === backend) return known.operations;
  if (!isNodeBackend(backend))
    throw new Error(`The backend "${tf.getBackend()}" has no operations of TensorFlow's own.`);
  known = { backend, operations: operationsOf(backend) };
  return known.operations;
}

function operationsOf(backend: NodeBackend): NativeOperations {
  const { binding } = backend;
  const scalars = new Map<number, tf.Tensor>();
  const type = (name: string, value: number): Attribute => ({ name, type: binding.TF_ATTR_TYPE, value });
  const flag = (name: string, value: boolean): Attribute => ({ name, type: binding.TF_ATTR_BOOL, value });
  return {
    call: (operation, attributes, inputs, outputs) =>
      backend.executeMultipleOutputs(operation, attributes, inputs, outputs),
    float: (name) => type(name, binding.TF_FLOAT),
    int: (name, value) => ({ name, type: binding.TF_ATTR_INT, value }),
    real: (name, value) => ({ name, type: binding.TF_ATTR_FLOAT, value }),
    flag,
    int64: (value) => {
      let scalar = scalars.get(value);
      if (!scalar) {
        const attributes = [type('SrcT', binding.TF_INT32), type('DstT', binding.TF_INT64), flag('Truncate', false)];
        scalar = quietly(() =>
          tf.tidy(() => tf.keep(backend.executeMultipleOutputs('Cast', attributes, [tf.scalar(value, 'int32')], 1)[0])),
        );
        scalars.set(value, scalar);
      }
      return scalar;
    },
  };
}

/** Silences tfjs-node, which logs a line for every int64 tensor. */
function quietly<T>(work: () => T): T {
  const { warn } = console;
  console.warn = () => undefined;
  try {
    return work();
  } finally {
    console.warn = warn;
  }
}
