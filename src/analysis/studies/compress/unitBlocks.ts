import { sentence } from '../../../base/sentence';
import { InputError } from '../../../base/userError';
import type { NamedWeights } from '../../../models/model';

/** An axis of an array along which the units of a layer stand, in `blocks` blocks of all units (gates). */
export interface UnitAxis {
  readonly array: string;
  readonly axis: number;
  readonly blocks: number;
}

/**
 * Where the units of a layer stand in a network's arrays: along the axes that are shorter in the same network with
 * fewer units, by one entry a removed unit and block. Keras's shapes hold a block of all units for each gate.
 * @param units number of units, and `fewer` in the other network
 * @throws InputError where a layer reads the units beside others, so that their place is not known
 */
export function unitAxes(
  whole: NamedWeights,
  reduced: Readonly<Record<string, { readonly shape: readonly number[] }>>,
  units: number,
  fewer: number,
  layer: string,
): UnitAxis[] {
  return Object.entries(whole).flatMap(([array, { shape }]) =>
    shape.flatMap((size, axis): UnitAxis[] => {
      const other = reduced[array].shape[axis];
      if (other === size) return [];
      const blocks = (size - other) / (units - fewer);
      if (blocks * units !== size || !Number.isInteger(blocks))
        throw new InputError(
          sentence('"{0}" is read beside other layers, so its units cannot be removed. Choose another layer.', layer),
          undefined,
          undefined,
          ['compress', 'layer'],
        );
      return [{ array, axis, blocks }];
    }),
  );
}

/** The arrays with these units of the layer alone, in this order. */
export function withUnits(
  weights: NamedWeights,
  axes: readonly UnitAxis[],
  units: number,
  kept: readonly number[],
): NamedWeights {
  const arrays = { ...weights };
  for (const { array, axis, blocks } of axes) {
    const places = Array.from({ length: blocks }, (_, block) => kept.map((unit) => block * units + unit)).flat();
    arrays[array] = along(arrays[array], axis, places);
  }
  return arrays;
}

type NamedArray = NamedWeights[string];

/** The entries at `places` of one axis. */
function along({ shape, values }: NamedArray, axis: number, places: readonly number[]): NamedArray {
  const size = (from: number, to: number): number => shape.slice(from, to).reduce((product, each) => product * each, 1);
  const [outer, inner] = [size(0, axis), size(axis + 1, shape.length)];
  const picked = new Float32Array(outer * places.length * inner);
  for (let i = 0; i < outer; i++)
    places.forEach((place, j) => {
      const from = (i * shape[axis] + place) * inner;
      picked.set(values.subarray(from, from + inner), (i * places.length + j) * inner);
    });
  return { shape: shape.with(axis, places.length), values: picked };
}

/**
 * The Euclidean norm of all weights that go with each unit (Han et al. 2015 and Li et al. 2017 remove the smallest). A
 * weight from a unit to itself counts once for each axis.
 */
export function unitNorms(weights: NamedWeights, axes: readonly UnitAxis[], units: number): Float64Array {
  const squares = new Float64Array(units);
  for (const { array, axis } of axes) {
    const { shape, values } = weights[array];
    const inner = shape.slice(axis + 1).reduce((product, each) => product * each, 1);
    for (let i = 0; i < values.length; i++) squares[(Math.floor(i / inner) % shape[axis]) % units] += values[i] ** 2;
  }
  return squares.map(Math.sqrt);
}
