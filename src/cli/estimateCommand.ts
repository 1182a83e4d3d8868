import { resolve } from 'node:path';
import { natsIn } from '../analysis/units';
import { InputError } from '../base/userError';
import { isDiscrete, type NdArray } from '../data/npy/ndArray';
import { readNpy } from '../data/npy/readNpy';
import type { EstimatorName } from '../information/estimate';
import { mutualInformation } from '../information/mutualInformation';
import type { Variable } from '../information/variable';

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

/** `estimate --x X.npy --y Y.npy`: one mutual information. */
export async function estimateCommand(options: EstimateOptions, signal: AbortSignal): Promise<void> {
  const x = await readVariable('X', options.x, options.xKind, signal);
  const y = await readVariable('Y', options.y, options.yKind, signal);
  if (x.samples !== y.samples) throw new InputError(`${options.x} has ${x.samples} rows and ${options.y} has ${y.samples}: a row of each is one sample.`, resolve(options.y));
  const { neighbors, bins, binning, metric, noise, shuffles, seed, unit } = options;
  const estimate = await mutualInformation(x, y, {
    estimator: options.estimator === 'ksg' ? 'ksg1' : options.estimator, seed,
    ...(neighbors !== undefined && { neighbors }), ...(bins !== undefined && { bins }), ...(binning !== undefined && { binning }),
    ...(metric !== undefined && { metric }), ...(noise !== undefined && { noiseVariance: noise }), ...(shuffles !== undefined && { shuffles }),
  }, signal);
  const { nats, low, high, warnings, ...rest } = estimate;
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

async function readVariable(name: string, path: string, kind: Variable['kind'] | undefined, signal: AbortSignal): Promise<Variable> {
  const file = resolve(path);
  const array: NdArray = await readNpy(file, { signal });
  const [samples, dimensions = 1, ...more] = array.shape;
  if (array.shape.length === 0 || more.length > 0) throw new InputError(`The array has the shape [${array.shape.join(', ')}], but must be [N] or [N, d]: one row a sample.`, file);
  return { name, kind: kind ?? (isDiscrete(array.type) ? 'discrete' : 'continuous'), values: Float64Array.from(array.data), samples, dimensions };
}
