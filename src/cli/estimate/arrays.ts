import { sentence } from '../../base/sentence';
import { resolve } from 'node:path';
import { InputError, UserError } from '../../base/userError';
import { isDiscrete } from '../../data/npy/ndArray';
import { NpyFile } from '../../data/npy/npyFile';
import { readNpy, readNpyChunks } from '../../data/npy/readNpy';
import { checkVariable } from '../../information/types/checkVariable';
import type { SampleChunk } from '../../information/streaming/streamInformation';
import type { Variable } from '../../information/types/variable';

/** The header of a .npy file with one row per sample; its data are not read. */
export interface ArrayFile {
  readonly name: string;
  readonly path: string;
  readonly kind: Variable['kind'];
  readonly rows: number;
  readonly dimensions: number;
}

/** @throws InputError where the file is missing, is not a .npy of numbers, or has a shape other than [N] or [N, d] */
export async function describeArray(
  name: string,
  given: string,
  kind: Variable['kind'] | undefined,
): Promise<ArrayFile> {
  const path = resolve(given);
  const file = await NpyFile.open(path);
  const { shape, type } = file.header;
  await file.close();
  const [rows, dimensions = 1, ...more] = shape;
  if (shape.length === 0 || more.length > 0)
    throw new InputError(
      sentence('The array has the shape [{0}], but must be [N] or [N, d]: one row per sample.', shape.join(', ')),
      path,
    );
  if (rows < 2 || dimensions < 1)
    throw new InputError(
      sentence('The array has the shape [{0}], but an estimate needs at least 2 rows and 1 column.', shape.join(', ')),
      path,
    );
  return { name, path, kind: kind ?? (isDiscrete(type) ? 'discrete' : 'continuous'), rows, dimensions };
}

/**
 * The whole array. @throws InputError naming the file, where a value is not finite, or not a whole number though it is
 * discrete
 */
export async function readVariable(
  { name, path, kind, rows, dimensions }: ArrayFile,
  signal: AbortSignal,
): Promise<Variable> {
  const variable: Variable = {
    name,
    kind,
    values: Float64Array.from((await readNpy(path, { signal })).data),
    samples: rows,
    dimensions,
  };
  try {
    checkVariable(variable);
  } catch (failure) {
    throw failure instanceof UserError ? new InputError(failure.sentence, path) : failure;
  }
  return variable;
}

/** Both files side by side, by chunks. */
export async function* chunksOf(
  x: ArrayFile,
  y: ArrayFile,
  rowsPerChunk: number,
  signal: AbortSignal,
): AsyncGenerator<SampleChunk, void, undefined> {
  const others = readNpyChunks(y.path, rowsPerChunk, signal);
  for await (const part of readNpyChunks(x.path, rowsPerChunk, signal)) {
    const other = await others.next();
    if (other.done) return;
    yield { x: part.data, y: other.value.data };
  }
}
