import type { Variable } from '../types/variable';
import type { SampleChunk, StreamShape } from './chunk';

/** Rows of both variables in a fixed amount of memory. */
export class RowBuffer {
  readonly x: Float64Array;
  readonly y: Float64Array;
  filled = 0;

  constructor(
    private readonly shape: StreamShape,
    readonly capacity: number,
  ) {
    this.x = new Float64Array(capacity * shape.x.dimensions);
    this.y = new Float64Array(capacity * shape.y.dimensions);
  }

  get full(): boolean {
    return this.filled === this.capacity;
  }

  /** Writes one row of a chunk to a row of the buffer. */
  put(chunk: SampleChunk, row: number, to: number): void {
    const { x, y } = this.shape;
    for (let d = 0; d < x.dimensions; d++) this.x[to * x.dimensions + d] = chunk.x[row * x.dimensions + d];
    for (let d = 0; d < y.dimensions; d++) this.y[to * y.dimensions + d] = chunk.y[row * y.dimensions + d];
  }

  /** The first `rows` rows as variables of their own. */
  variables(rows = this.filled): [Variable, Variable] {
    const of = ({ name, kind, dimensions }: StreamShape['x'], values: Float64Array): Variable => ({
      name,
      kind,
      dimensions,
      samples: rows,
      values: values.slice(0, rows * dimensions),
    });
    return [of(this.shape.x, this.x), of(this.shape.y, this.y)];
  }
}
