import { resolve } from 'node:path';
import { natsIn, textIn } from '../analysis/units';
import { InputError } from '../base/userError';
import { isDiscrete } from '../data/npy/ndArray';
import { NpyFile } from '../data/npy/npyFile';
import { readNpy, readNpyChunks } from '../data/npy/readNpy';
import type { EstimatorName, EstimatorOptions, InformationEstimate } from '../information/estimate';
import { mutualInformation } from '../information/mutualInformation';
import { type SampleChunk, streamInformation } from '../information/streaming/streamInformation';
import type { Variable } from '../information/variable';
import { ProgressLine } from './progressLine';

interface EstimateOptions {
  readonly x: string;
  readonly y: string;
  readonly estimator: EstimatorName | 'ksg';
  readonly neighbors?: number;
  readonly bins?: number;
  readonly binning?: 'equalWidth' | 'equalCount' | 'adaptive';
  readonly metric?: 'max' | 'euclidean';
  readonly xKind?: Variable['kind'];
  readonly yKind?: Variable['kind'];
  readonly noise?: number;
  readonly shuffles?: number;
  readonly unit: 'bits' | 'nats';
  readonly seed: number;
  readonly json?: boolean;
}

/** More rows than this are read by chunks: memory stays bounded, and the interval is seen to shrink as data come in. */
const mostRowsHeld = 200_000;
const rowsPerChunk = 65_536;

/** `estimate --x X.npy --y Y.npy`: one mutual information. */
export async function estimateCommand(options: EstimateOptions, signal: AbortSignal): Promise<void> {
  const x = await describe('X', options.x, options.xKind);
  const y = await describe('Y', options.y, options.yKind);
  if (x.rows !== y.rows) throw new InputError(`${options.x} has ${x.rows} rows and ${options.y} has ${y.rows}: a row of each is one sample.`, y.path);
  const { neighbors, bins, binning, metric, noise, shuffles, seed, unit } = options;
  const settings: EstimatorOptions = {
    estimator: options.estimator === 'ksg' ? 'ksg1' : options.estimator, seed,
    ...(neighbors !== undefined && { neighbors }), ...(bins !== undefined && { bins }), ...(binning !== undefined && { binning }),
    ...(metric !== undefined && { metric }), ...(noise !== undefined && { noiseVariance: noise }), ...(shuffles !== undefined && { shuffles }),
  };
  const estimate = x.rows > mostRowsHeld ? await streamed(x, y, settings, unit, signal) : await mutualInformation(await variable(x, signal), await variable(y, signal), settings, signal);
  const { nats, low, high, warnings: inNats, reason, ...more } = estimate;
  const warnings = inNats.map((text) => textIn(unit, text));
  const rest = { ...more, ...(reason !== undefined && { reason: textIn(unit, reason) }) };
  const record = {
    quantity: 'mutualInformation', source: 'X', target: 'Y', epoch: 0,
    value: natsIn(unit, nats), low: natsIn(unit, low), high: natsIn(unit, high), unit, ...rest, ...(warnings.length > 0 && { warnings }),
  };
  if (options.json) {
    process.stdout.write(`${JSON.stringify(record)}\n`);
    return;
  }
  const bound = rest.bound === 'none' ? '' : `, ${rest.bound} bound`;
  process.stdout.write(`I(X;Y) = ${record.value.toFixed(6)} ${unit}  [${record.low.toFixed(4)}, ${record.high.toFixed(4)}] 95 %  (${rest.estimator}${bound}, ${rest.samples} samples)\n`);
  if (rest.reason !== undefined) process.stdout.write(`chosen because ${rest.reason}\n`);
  for (const warning of warnings) process.stderr.write(`warning: ${warning}\n`);
}

interface ArrayFile {
  readonly name: string;
  readonly path: string;
  readonly kind: Variable['kind'];
  readonly rows: number;
  readonly dimensions: number;
}

async function describe(name: string, given: string, kind: Variable['kind'] | undefined): Promise<ArrayFile> {
  const path = resolve(given);
  const file = await NpyFile.open(path);
  const { shape, type } = file.header;
  await file.close();
  const [rows, dimensions = 1, ...more] = shape;
  if (shape.length === 0 || more.length > 0) throw new InputError(`The array has the shape [${shape.join(', ')}], but must be [N] or [N, d]: one row a sample.`, path);
  return { name, path, kind: kind ?? (isDiscrete(type) ? 'discrete' : 'continuous'), rows, dimensions };
}

async function variable({ name, path, kind, rows, dimensions }: ArrayFile, signal: AbortSignal): Promise<Variable> {
  return { name, kind, values: Float64Array.from((await readNpy(path, { signal })).data), samples: rows, dimensions };
}

/** Reads both files side by side, and shows on stderr how the interval narrows. */
async function streamed(x: ArrayFile, y: ArrayFile, settings: EstimatorOptions, unit: 'bits' | 'nats', signal: AbortSignal): Promise<InformationEstimate> {
  const line = new ProgressLine(process.stderr);
  let last: InformationEstimate | undefined;
  try {
    for await (const estimate of streamInformation({ x, y }, chunksOf(x, y, signal), settings, signal)) {
      last = estimate;
      line.show(estimate.samples / x.rows, `${natsIn(unit, estimate.nats).toFixed(4)} [${natsIn(unit, estimate.low).toFixed(4)}, ${natsIn(unit, estimate.high).toFixed(4)}] ${unit}`);
    }
  } finally {
    line.end();
  }
  if (!last) throw new InputError('The arrays are empty.', x.path);
  return last;
}

async function* chunksOf(x: ArrayFile, y: ArrayFile, signal: AbortSignal): AsyncGenerator<SampleChunk, void, undefined> {
  const others = readNpyChunks(y.path, rowsPerChunk, signal);
  for await (const part of readNpyChunks(x.path, rowsPerChunk, signal)) {
    const other = await others.next();
    if (other.done) return;
    yield { x: Float64Array.from(part.data), y: Float64Array.from(other.value.data) };
  }
}
