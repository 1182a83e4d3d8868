import type { Critic } from './critic';
import type { Block, CriticKernel } from '../../numerics/kernels/criticKernel';
import type { NetworkInput } from './inputs';

/** Scores of some rows of x against some rows of y. */
export interface ScoreTile {
  readonly xStart: number;
  readonly xCount: number;
  readonly yStart: number;
  readonly yCount: number;
  score(i: number, j: number): number;
}

/** A critic over samples that are given by their rows. */
export class PairScorer {
  constructor(
    private readonly kernel: CriticKernel,
    private readonly critic: Critic,
    private readonly x: NetworkInput,
    private readonly y: NetworkInput,
    private readonly batch: number,
  ) {}

  /** Computes the scores of all pairs of a batch. */
  forward(rows: Int32Array): void {
    this.put(this.critic.xInput, this.x, rows);
    this.put(this.critic.yInput, this.y, rows);
    this.critic.forward(rows.length, rows.length);
  }

  /** The scores of all pairs of the rows, tile by tile; a tile is valid until the next one is read. */
  *tiles(rows: Int32Array): Generator<ScoreTile> {
    for (let xStart = 0; xStart < rows.length; xStart += this.batch) {
      const xRows = rows.subarray(xStart, xStart + this.batch);
      this.put(this.critic.xInput, this.x, xRows);
      for (let yStart = 0; yStart < rows.length; yStart += this.batch) {
        const yRows = rows.subarray(yStart, yStart + this.batch);
        this.put(this.critic.yInput, this.y, yRows);
        this.critic.forward(xRows.length, yRows.length);
        yield {
          xStart,
          xCount: xRows.length,
          yStart,
          yCount: yRows.length,
          score: (i, j) => this.kernel.at(this.critic.scores, i, j),
        };
      }
    }
  }

  private put(block: Block, { values, width }: NetworkInput, rows: Int32Array): void {
    const { floats } = this.kernel;
    for (let i = 0; i < rows.length; i++) {
      const to = (block.pointer + i * block.row) / 4;
      const from = rows[i] * width;
      for (let j = 0; j < width; j++) floats[to + j] = values[from + j];
    }
  }
}
