import { breathe } from '../../base/cancellation';
import { Random } from '../../base/random';
import { entryOf } from '../estimators/lookUp';
import type { EstimatorOptions, InformationEstimate } from '../types/estimate';
import { amount, distinctWarnings, warning, type InformationWarning } from '../types/warnings';
import { mutualInformation } from '../mutualInformation';
import { BatchMeans } from './batchMeans';
import { type SampleChunk, type StreamShape } from './chunk';
import { RowBuffer } from './rowBuffer';
import type { Accumulator } from './accumulator';

/** Rows per batch of estimators that need their samples together. */
const longBatch = 16_384;

/** Rows per batch where the cost grows faster than the number of rows, as for neighbours. */
const shortBatch = 4096;

/** The largest number of warnings: batches repeat them with other numbers. */
const mostWarnings = 8;

/** The number of batches whose halves are estimated too, to measure the effect of the batch length. */
const halvedBatches = 8;

/** Averages an estimator over batches. */
export class Batches implements Accumulator {
  changed = false;
  private readonly batch: RowBuffer;
  private readonly reservoir: RowBuffer;
  private readonly random: Random;
  private readonly whole = new BatchMeans();
  private readonly halves = new BatchMeans();
  private readonly halved = new BatchMeans();
  private warnings: InformationWarning[] = [];
  private seen = 0;
  private first: InformationEstimate | undefined;

  constructor(
    shape: StreamShape,
    private readonly options: EstimatorOptions,
    private readonly signal?: AbortSignal,
  ) {
    const rows = entryOf(options.estimator).stream === 'longBatches' ? longBatch : shortBatch;
    this.batch = new RowBuffer(shape, rows);
    this.reservoir = new RowBuffer(shape, rows);
    this.random = new Random(options.seed).fork('reservoir');
  }

  async add(chunk: SampleChunk, rows: number): Promise<void> {
    this.changed = false;
    for (let row = 0; row < rows; row++) {
      this.batch.put(chunk, row, this.batch.filled++);
      this.sample(chunk, row);
      if (this.batch.full) await this.close();
    }
  }

  estimate(samples: number): InformationEstimate {
    const { average, batches } = this.whole;
    const [first, half] = [this.first, this.whole.halfWidth];
    if (first === undefined) throw new Error('no batch is full');
    const drift =
      this.halves.batches > 0 && first.estimator !== 'gaussianCopula'
        ? Math.abs(this.halved.average - this.halves.average)
        : 0;
    const spread = (batches < 2 ? halfWidth(first) : half) + drift;
    const dominated = this.warnings.some(({ code }) => code === 'fewSamplesDominate');
    const low = dominated ? 0 : average - spread;
    return {
      ...first,
      nats: average,
      low: Math.min(average, first.nats < 0 ? low : Math.max(0, low)),
      high: Number.isFinite(first.high) ? average + spread : Infinity,
      samples,
      warnings: this.warnings,
    };
  }

  async finish(samples: number): Promise<InformationEstimate> {
    if (this.first === undefined) return await this.measure(this.batch, this.batch.filled);
    // The rows after the last full batch enter only the reservoir.
    const whole = this.estimate(samples);
    const mixed = await this.measure(this.reservoir, this.reservoir.filled);
    const gap = Math.abs(mixed.nats - whole.nats);
    const tolerance = 1.5 * halfWidth(mixed) + halfWidth(whole);
    if (gap <= tolerance + 0.01) return whole;
    return {
      ...mixed,
      samples,
      low: Math.min(mixed.low, mixed.nats),
      high: Math.max(mixed.high, mixed.nats),
      warnings: [
        ...mixed.warnings,
        warning('rowsNotRandom', amount(whole.nats), amount(mixed.nats), this.reservoir.filled),
      ],
    };
  }

  /** Algorithm R: every row so far is in the reservoir with the same probability. */
  private sample(chunk: SampleChunk, row: number): void {
    const { reservoir } = this;
    const to = reservoir.full ? this.random.integer(++this.seen) : this.seen++;
    if (to >= reservoir.capacity) return;
    reservoir.put(chunk, row, to);
    if (!reservoir.full) reservoir.filled++;
  }

  private async close(): Promise<void> {
    const measured = await this.measure(this.batch, this.batch.capacity);
    this.first ??= measured;
    this.whole.add(measured.nats);
    this.warnings = distinctWarnings([...this.warnings, ...measured.warnings]).slice(0, mostWarnings);
    if (this.halves.batches < halvedBatches) {
      this.halved.add(measured.nats);
      this.halves.add((await this.measure(this.batch, this.batch.capacity / 2)).nats);
    }
    this.batch.filled = 0;
    this.changed = true;
    await breathe(this.signal);
  }

  /** Every batch uses the estimator that `auto` chose for the first, so that the average is of one estimator. */
  private async measure(buffer: RowBuffer, rows: number): Promise<InformationEstimate> {
    const estimator = this.first?.estimator ?? this.options.estimator;
    const [x, y] = buffer.variables(rows);
    return await mutualInformation(x, y, { ...this.options, estimator, shuffles: 0 }, this.signal);
  }
}

/** Half an interval's width; the distance to its lower limit where there is no upper one. */
const halfWidth = ({ nats, low, high }: InformationEstimate): number =>
  Number.isFinite(high) ? (high - low) / 2 : nats - low;
