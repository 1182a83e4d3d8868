import {
  weightArray,
  type WeightArray,
  type WeightFile,
  type WeightFormat,
} from '../../../../src/data/weights/weightFile';

/** An array whose values tell its place, so that none is taken for another. */
export function counted(shape: readonly number[], from = 0): WeightArray {
  const count = shape.reduce((product, size) => product * size, 1);
  return weightArray(
    shape,
    Array.from({ length: count }, (_, i) => from + i),
  );
}

export const fileOf = (
  shapes: Readonly<Record<string, readonly number[]>>,
  format: WeightFormat = 'safetensors',
): WeightFile => ({
  format,
  arrays: new Map(Object.entries(shapes).map(([name, shape], i) => [name, counted(shape, 1000 * i)])),
});

/** The arrays of a module of PyTorch with `gates` blocks, d inputs and h units. */
export const torchCell = (
  path: string,
  gates: number,
  d: number,
  h: number,
  level = '_l0',
): Record<string, readonly number[]> => ({
  [`${path}.weight_ih${level}`]: [gates * h, d],
  [`${path}.weight_hh${level}`]: [gates * h, h],
  [`${path}.bias_ih${level}`]: [gates * h],
  [`${path}.bias_hh${level}`]: [gates * h],
});
