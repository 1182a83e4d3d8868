import type { Random } from '../../base/random';

/** Fills the values of one weight, row-major, as Keras does by default. */
export type Initializer = (values: Float32Array, shape: readonly number[], random: Random) => void;

export const zeros: Initializer = () => undefined;

/** Uniform on +-sqrt(6 / (inputs + outputs)) (Glorot and Bengio 2010). */
export const glorotUniform: Initializer = (values, [inputs, outputs], random) => {
  const limit = Math.sqrt(6 / (inputs + outputs));
  for (let i = 0; i < values.length; i++) values[i] = limit * (2 * random.uniform() - 1);
};

export function uniformBetween(low: number, high: number): Initializer {
  return (values, _shape, random) => {
    for (let i = 0; i < values.length; i++) values[i] = low + (high - low) * random.uniform();
  };
}

/** A number whose logarithm is uniform between those of two others. */
export const logUniform = (smallest: number, largest: number, random: Random): number =>
  smallest * (largest / smallest) ** random.uniform();

/** Uniform on +-0.05, Keras's choice for embeddings. */
export const embeddingUniform: Initializer = uniformBetween(-0.05, 0.05);

/**
 * Orthonormal rows, for a matrix at least as wide as high (Saxe, McClelland and Ganguli 2014): Gaussian rows,
 * orthogonalised twice by modified Gram-Schmidt, which keeps them orthogonal to float precision.
 */
export const orthogonal: Initializer = (values, [rows, columns], random) => {
  const matrix = Float64Array.from(values, () => random.normal());
  for (let i = 0; i < rows; i++) {
    const row = matrix.subarray(i * columns, (i + 1) * columns);
    for (let turn = 0; turn < 2; turn++) {
      for (let j = 0; j < i; j++) subtractProjection(row, matrix.subarray(j * columns, (j + 1) * columns));
    }
    const norm = Math.hypot(...row);
    for (let k = 0; k < columns; k++) row[k] /= norm;
  }
  values.set(matrix);
};

function subtractProjection(row: Float64Array, unit: Float64Array): void {
  let dot = 0;
  for (let k = 0; k < row.length; k++) dot += row[k] * unit[k];
  for (let k = 0; k < row.length; k++) row[k] -= dot * unit[k];
}

/** Zero, but one for the forget gate, so that a new LSTM remembers (Jozefowicz, Zaremba and Sutskever 2015). */
export const unitForgetBias: Initializer = (values) => {
  const units = values.length / 4;
  values.fill(1, units, 2 * units);
};

export function constant(value: number): Initializer {
  return (values) => {
    values.fill(value);
  };
}
