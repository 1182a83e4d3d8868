import type { Scale, Sequences } from '../dataset';
import { continuousSequences } from '../sequences';
import type { FileNumbers } from './fileTable';

/** A mean of so many deviations leaves 16 of the 24 bits of a float32 to what varies around it. */
const farMean = 256;

/** What becomes of the numbers of a file as float32, which the network reads. */
export interface Precision {
  /** Columns far from zero lose their mean: they will be standardized, and float32 would round away what varies. */
  readonly centred?: boolean | undefined;
  /** Real steps of each sequence, of which a mean is taken; absent where all are real. */
  readonly lengths?: Int32Array | undefined;
}

/** Real vectors in float32; the means that were subtracted, in float64, stand in their `scale`. */
export function floatSequences(
  { values, samples, length, features }: Pick<FileNumbers, 'values' | 'samples' | 'length' | 'features'>,
  { centred = false, lengths }: Precision,
): Sequences {
  const means = centred ? farMeans({ values, length, features }, lengths) : undefined;
  if (!means) return continuousSequences(Float32Array.from(values), samples, length, features);
  const around = Float32Array.from(values, (value, i) => value - means[i % features]);
  const scale: Scale = { means, deviations: new Float64Array(features).fill(1) };
  return { ...continuousSequences(around, samples, length, features), scale };
}

/**
 * The mean of each column that lies far from zero, 0 for the others and for flags (0 and 1 alone); undefined where none
 * does.
 */
function farMeans(
  { values, length, features }: Pick<FileNumbers, 'values' | 'length' | 'features'>,
  lengths: Int32Array | undefined,
): Float64Array | undefined {
  const counts = new Float64Array(features);
  const means = new Float64Array(features);
  // Sums of squared differences from the mean (Welford 1962).
  const squares = new Float64Array(features);
  const areFlags = new Array<boolean>(features).fill(true);
  for (let i = 0; i < values.length; i++) {
    const step = Math.floor(i / features);
    const isReal = !lengths || step % length < lengths[Math.floor(step / length)];
    if (!isReal || Number.isNaN(values[i])) continue;
    const j = i % features;
    const before = values[i] - means[j];
    if (values[i] !== 0 && values[i] !== 1) areFlags[j] = false;
    counts[j]++;
    means[j] += before / counts[j];
    squares[j] += before * (values[i] - means[j]);
  }
  const far = means.map((mean, j) => {
    const deviation = Math.sqrt(squares[j] / counts[j]);
    return deviation > 0 && !areFlags[j] && Math.abs(mean) > farMean * deviation ? mean : 0;
  });
  return far.some((mean) => mean !== 0) ? far : undefined;
}
