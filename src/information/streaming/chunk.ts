import { sentence } from '../../base/sentence';
import { InputError } from '../../base/userError';
import { notFinite, placeOf } from '../types/checkVariable';
import type { Variable } from '../types/variable';

/** The two variables of a stream; their values come in chunks. */
export interface StreamShape {
  readonly x: Pick<Variable, 'name' | 'kind' | 'dimensions'>;
  readonly y: Pick<Variable, 'name' | 'kind' | 'dimensions'>;
}

/** Some rows of both variables, row-major [rows, dimensions]. */
export interface SampleChunk {
  readonly x: ArrayLike<number>;
  readonly y: ArrayLike<number>;
}

/** @throws InputError where the two do not have one row per sample */
export function rowsOf({ x, y }: SampleChunk, shape: StreamShape): number {
  const rows = x.length / shape.x.dimensions;
  if (!Number.isInteger(rows) || rows * shape.y.dimensions !== y.length) {
    throw new InputError(
      sentence(
        'A chunk has {0} values of "{1}" and {2} of "{3}", but needs one row per sample: {4} and {5} columns ' +
          'with the same number of rows.',
        x.length,
        shape.x.name,
        y.length,
        shape.y.name,
        shape.x.dimensions,
        shape.y.dimensions,
      ),
    );
  }
  return rows;
}

/** @throws InputError at the first value that is not finite; `before` rows of the stream precede the chunk */
export function checkFinite(chunk: SampleChunk, shape: StreamShape, before: number): void {
  for (const [values, { name, dimensions }] of [
    [chunk.x, shape.x],
    [chunk.y, shape.y],
  ] as const) {
    for (let i = 0; i < values.length; i++) {
      if (Number.isFinite(values[i])) continue;
      throw notFinite(name, values[i], placeOf(before + Math.floor(i / dimensions), i % dimensions));
    }
  }
}
