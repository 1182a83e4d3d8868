import { sentence } from '../../base/sentence';
import { UserError } from '../../base/userError';
import { discreteInformation } from '../estimators/discrete/discreteInformation';
import type { DiscreteEstimator } from '../estimators/discrete/entropyEstimators';
import type { JointTable } from '../estimators/discrete/jointTable';
import type { Symbols } from '../estimators/discrete/symbols';
import type { Measurement } from '../types/measurement';
import type { SampleChunk, StreamShape } from './chunk';

const mostCells = 4_000_000;

/** Counts of two discrete variables, updated by every chunk: all that plug-in estimators need. */
export class StreamCounts {
  private readonly xs = new SymbolCounter();
  private readonly ys = new SymbolCounter();
  private readonly cells = new Map<number, number>();
  private samples = 0;

  constructor(private readonly shape: StreamShape) {}

  /** @throws UserError where there are too many cells to keep in memory */
  add(chunk: SampleChunk, rows: number): void {
    for (let row = 0; row < rows; row++) {
      // Codes stay under 2^26, so that a pair of codes fits one exact number.
      const cell =
        this.xs.code(chunk.x, row, this.shape.x.dimensions) * 67108864 +
        this.ys.code(chunk.y, row, this.shape.y.dimensions);
      this.cells.set(cell, (this.cells.get(cell) ?? 0) + 1);
    }
    this.samples += rows;
    if (this.cells.size > mostCells) {
      throw new UserError(
        sentence(
          'The joint table of "{0}" and "{1}" has more than {2} cells. Merge symbols, or treat the variables ' +
            'as continuous.',
          this.shape.x.name,
          this.shape.y.name,
          mostCells,
        ),
      );
    }
  }

  estimate(estimator: DiscreteEstimator): Measurement {
    const x = new Int32Array(this.cells.size);
    const y = new Int32Array(this.cells.size);
    const counts = new Int32Array(this.cells.size);
    let i = 0;
    for (const [cell, count] of this.cells) {
      x[i] = Math.floor(cell / 67108864);
      y[i] = cell % 67108864;
      counts[i++] = count;
    }
    const table: JointTable = { samples: this.samples, x, y, counts };
    return discreteInformation(this.xs.symbols(), this.ys.symbols(), estimator, table);
  }
}

/** Numbers rows in order of first appearance. */
class SymbolCounter {
  private readonly known = new Map<number | string, number>();
  private readonly counts: number[] = [];

  code(values: ArrayLike<number>, row: number, dimensions: number): number {
    const key =
      dimensions === 1
        ? values[row]
        : Array.prototype.slice.call(values, row * dimensions, (row + 1) * dimensions).join();
    let code = this.known.get(key);
    if (code === undefined) {
      code = this.known.size;
      this.known.set(key, code);
      this.counts.push(0);
    }
    this.counts[code]++;
    return code;
  }

  symbols(): Symbols {
    return { codes: new Int32Array(0), alphabet: this.counts.length, counts: Int32Array.from(this.counts) };
  }
}
