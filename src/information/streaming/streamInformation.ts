import { sentence } from '../../base/sentence';
import { breathe, throwIfCancelled } from '../../base/cancellation';
import { InputError } from '../../base/userError';
import { groundsOf } from '../estimators/groundsOf';
import { entryOf, isOfFamily, pairKind } from '../estimators/lookUp';
import type { EstimatorName, EstimatorOptions, InformationEstimate } from '../types/estimate';
import type { Measurement } from '../types/measurement';
import { reason, type InformationReason } from '../types/reasons';
import { rowsOf, type SampleChunk, type StreamShape } from './chunk';
import { StreamCounts } from './streamCounts';
import { StreamCovariance } from './streamCovariance';
import { checkFinite } from './chunk';
import { Batches } from './streamBatches';
import type { Accumulator } from './accumulator';

export type { SampleChunk, StreamShape } from './chunk';

/**
 * I(X;Y) in nats of samples that come in chunks and need not fit in memory: it yields a new estimate whenever enough
 * samples have come, and the last one covers all samples. Two discrete variables are counted and `gaussian` updates a
 * covariance: both are exact, as if all samples were in memory. Other estimators are averaged over batches of 16 384
 * rows (neighbours: 4096). Their interval is that of batch means, widened by the difference between batches and their
 * halves, which measures the effect of the batch length. A random sample of the whole stream (a reservoir, Vitter 1985)
 * is compared with the batches, so that a sorted file gets a warning.
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

/**
 * An accumulator with an exact state. From `least` samples on, the estimate counts as changed after every further
 * tenth.
 */
function exact(
  state: { add(chunk: SampleChunk, rows: number): void },
  least: number,
  measure: () => Measurement,
  estimator: EstimatorName,
  why?: readonly InformationReason[],
): Accumulator {
  let seen = 0;
  let seenAtEstimate = 0;
  const estimate = (samples: number): InformationEstimate => {
    seenAtEstimate = seen;
    const { assumes, certified, ...measured } = measure();
    return {
      ...measured,
      ...groundsOf(estimator, { ...(assumes && { assumes }), ...(certified && { certified }) }),
      estimator,
      samples,
      ...(why !== undefined && { reason: why }),
    };
  };
  return {
    get changed() {
      return seen >= least && seen > 1.1 * seenAtEstimate;
    },
    add: (chunk, rows) => {
      state.add(chunk, rows);
      seen += rows;
    },
    estimate,
    finish: estimate,
  };
}
