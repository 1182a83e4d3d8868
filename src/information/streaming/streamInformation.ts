import { sentence } from '../../base/sentence';
import { breathe, throwIfCancelled } from '../../base/cancellation';
import { Random } from '../../base/random';
import { InputError } from '../../base/userError';
import { entryOf, isOfFamily, pairKind } from '../estimators/lookUp';
import type { EstimatorName, EstimatorOptions, InformationEstimate } from '../types/estimate';
import type { Measurement } from '../types/measurement';
import { reason, type InformationReason } from '../types/reasons';
import { amount, distinctWarnings, warning, type InformationWarning } from '../types/warnings';
import { mutualInformation } from '../mutualInformation';
import { BatchMeans } from './batchMeans';
import { rowsOf, type SampleChunk, type StreamShape } from './chunk';
import { RowBuffer } from './rowBuffer';
import { StreamCounts } from './streamCounts';
import { StreamCovariance } from './streamCovariance';

export type { SampleChunk, StreamShape } from './chunk';

/** Rows a batch of the estimators that need their samples together. */
const longBatch = 16_384;
/** Neighbours cost more than their batch's length. */
const shortBatch = 4096;
/** Batches repeat their warnings with other figures; a reader needs some of them. */
const mostWarnings = 8;
/** Batches whose halves are estimated as well, to see what the batch's length does to the value. */
const halvedBatches = 8;

/**
 * I(X;Y) in nats of samples that come in chunks and need not fit in memory: an estimate after every chunk that brings
 * news, its interval narrowing as data come in; the last one is of all. Two discrete variables are counted, `gaussian`
 * keeps a covariance: both exact, as if all were held. Other estimators are averaged over batches of 16 384 rows
 * (neighbours: 4096) with the interval of batch means, to which the difference between batches and their halves is
 * added: what the batch's length still does to the value. A random sample of the whole stream (a reservoir, Vitter
 * 1985) is held against the batches, so that a sorted file gets a warning.
 * @throws InputError for chunks whose lengths differ or values that are not finite, UserError as the estimator does
 *   @throws CancelledError
 */
export async function* streamInformation(
  shape: StreamShape,
  chunks: AsyncIterable<SampleChunk> | Iterable<SampleChunk>,
  options: EstimatorOptions,
  signal?: AbortSignal,
): AsyncGenerator<InformationEstimate, void, undefined> {
  const stream = accumulatorFor(shape, options, signal);
  let samples = 0;
  for await (const chunk of chunks) {
    throwIfCancelled(signal);
    const rows = rowsOf(chunk, shape);
    checkFinite(chunk, shape, samples);
    await stream.add(chunk, rows);
    samples += rows;
    await breathe(signal);
    if (stream.changed) yield await stream.estimate(samples);
  }
  if (samples < 2)
    throw new InputError(
      sentence(
        '"{0}" and "{1}" have {2} samples, but an estimate needs at least 2.',
        shape.x.name,
        shape.y.name,
        samples,
      ),
    );
  yield await stream.finish(samples);
}

/** The last estimate of `streamInformation`. */
export async function streamedInformation(
  shape: StreamShape,
  chunks: AsyncIterable<SampleChunk> | Iterable<SampleChunk>,
  options: EstimatorOptions,
  signal?: AbortSignal,
): Promise<InformationEstimate> {
  let last: InformationEstimate | undefined;
  for await (const estimate of streamInformation(shape, chunks, options, signal)) last = estimate;
  if (last === undefined) throw new Error('a stream without an end');
  return last;
}

interface Accumulator {
  /** Whether an estimate now would differ from the last one. */
  readonly changed: boolean;
  add(chunk: SampleChunk, rows: number): Promise<void> | void;
  estimate(samples: number): Promise<InformationEstimate> | InformationEstimate;
  finish(samples: number): Promise<InformationEstimate> | InformationEstimate;
}

function accumulatorFor(shape: StreamShape, options: EstimatorOptions, signal?: AbortSignal): Accumulator {
  const { estimator } = options;
  if (pairKind(shape.x, shape.y) === 'discrete' && (estimator === 'auto' || isOfFamily(estimator, 'counts'))) {
    const named = estimator === 'auto' ? 'millerMadow' : estimator;
    const counts = new StreamCounts(shape);
    return exact(
      counts,
      8,
      () => counts.estimate(named),
      named,
      estimator === 'auto' ? [reason('tableStreamed')] : undefined,
    );
  }
  if (entryOf(estimator).stream === 'covariance' && pairKind(shape.x, shape.y) === 'continuous') {
    const covariance = new StreamCovariance(shape);
    return exact(covariance, 4 * (shape.x.dimensions + shape.y.dimensions), () => covariance.estimate(), estimator);
  }
  return new Batches(shape, options, signal);
}

/** What is kept is exact; an estimate is news from `least` samples on, whenever a tenth more have come. */
function exact(
  state: { add(chunk: SampleChunk, rows: number): void },
  least: number,
  measure: () => Measurement,
  estimator: EstimatorName,
  why?: readonly InformationReason[],
): Accumulator {
  let seen = 0;
  let told = 0;
  const estimate = (samples: number): InformationEstimate => {
    told = seen;
    return { ...measure(), estimator, samples, ...(why !== undefined && { reason: why }) };
  };
  return {
    get changed() {
      return seen >= least && seen > 1.1 * told;
    },
    add: (chunk, rows) => {
      state.add(chunk, rows);
      seen += rows;
    },
    estimate,
    finish: estimate,
  };
}

/** Averages an estimator over batches. */
class Batches implements Accumulator {
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
    const spread = (batches < 2 ? (first.high - first.low) / 2 : half) + drift;
    return {
      ...first,
      nats: average,
      low: Math.min(average, first.nats < 0 ? average - spread : Math.max(0, average - spread)),
      high: average + spread,
      samples,
      warnings: this.warnings,
    };
  }

  async finish(samples: number): Promise<InformationEstimate> {
    if (this.first === undefined) return await this.measure(this.batch, this.batch.filled);
    // What is left over is part of the reservoir's check and of no batch.
    const whole = this.estimate(samples);
    const mixed = await this.measure(this.reservoir, this.reservoir.filled);
    const gap = Math.abs(mixed.nats - whole.nats);
    const tolerance = (1.5 * (mixed.high - mixed.low)) / 2 + (whole.high - whole.low) / 2;
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

  /** Every batch by the estimator that `auto` chose for the first, so that the average is of one thing. */
  private async measure(buffer: RowBuffer, rows: number): Promise<InformationEstimate> {
    const estimator = this.first?.estimator ?? this.options.estimator;
    const [x, y] = buffer.variables(rows);
    return await mutualInformation(x, y, { ...this.options, estimator, shuffles: 0 }, this.signal);
  }
}

function checkFinite(chunk: SampleChunk, shape: StreamShape, before: number): void {
  for (const [values, { name, dimensions }] of [
    [chunk.x, shape.x],
    [chunk.y, shape.y],
  ] as const) {
    for (let i = 0; i < values.length; i++) {
      if (!Number.isFinite(values[i])) {
        throw new InputError(
          sentence(
            Number.isNaN(values[i])
              ? '"{0}" is NaN at sample {1}, column {2}; leave such samples out.'
              : '"{0}" is infinite at sample {1}, column {2}; leave such samples out.',
            name,
            before + Math.floor(i / dimensions) + 1,
            (i % dimensions) + 1,
          ),
        );
      }
    }
  }
}
