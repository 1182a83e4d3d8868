import { sentence, type Sentence } from '../base/sentence';
import { InputError } from '../base/userError';
import type { Sequences } from './dataset';

/** Two gibibytes of float32: a larger size is almost always a mistake in the config. */
const largestValues = 2 ** 29;

/** @throws InputError where [samples, length, features] would not fit in memory */
export function checkSize(samples: number, length: number, features: number, what: Sentence): void {
  const values = samples * length * features;
  if (values <= largestValues) return;
  const gigabytes = ((values * 4) / 1e9).toFixed(1);
  throw new InputError(
    sentence(
      '{0} for {1} sequences x {2} steps x {3} features would take {4} GB, but at most {5} GB fit. Use fewer ' +
        'samples, shorter sequences or fewer symbols.',
      what,
      samples,
      length,
      features,
      gigabytes,
      ((largestValues * 4) / 1e9).toFixed(1),
    ),
  );
}

/**
 * Symbol numbers [samples, length] with their one-hot vectors [samples, length, alphabet]; -1 (no symbol) becomes a row
 * of zeros.
 */
export function discreteSequences(symbols: Int32Array, samples: number, length: number, alphabet: number): Sequences {
  checkSize(samples, length, alphabet, sentence('One-hot vectors'));
  const values = new Float32Array(samples * length * alphabet);
  for (let i = 0; i < symbols.length; i++) {
    if (symbols[i] >= 0) values[i * alphabet + symbols[i]] = 1;
  }
  return { values, samples, length, features: alphabet, symbols, alphabet };
}

/** Real vectors [samples, length, features]. */
export function continuousSequences(
  values: Float32Array,
  samples: number,
  length: number,
  features: number,
): Sequences {
  return { values, samples, length, features };
}

/** The sequences numbered `rows`, in that order. */
export function selectSequences<Kind extends Sequences>(sequences: Kind, rows: Int32Array): Kind {
  const { length, features, lengths, symbols } = sequences;
  const values = new Float32Array(rows.length * length * features);
  const width = length * features;
  rows.forEach((row, i) => {
    values.set(sequences.values.subarray(row * width, (row + 1) * width), i * width);
  });
  const own = { values, samples: rows.length, ...(lengths && { lengths: rows.map((row) => lengths[row]) }) };
  if (!symbols) return { ...sequences, ...own };
  const numbers = new Int32Array(rows.length * length);
  for (let i = 0; i < rows.length; i++) {
    numbers.set(symbols.subarray(rows[i] * length, (rows[i] + 1) * length), i * length);
  }
  return { ...sequences, ...own, symbols: numbers };
}
