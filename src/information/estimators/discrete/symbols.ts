import type { Variable } from '../../types/variable';

/**
 * A discrete variable with its symbols (or symbol vectors) renumbered 0 ... alphabet-1 in order of first appearance.
 */
export interface Symbols {
  /** One code per sample. */
  readonly codes: Int32Array;
  readonly alphabet: number;
  /** How often each code appears. */
  readonly counts: Int32Array;
}

/** Renumbers the rows of a variable; equal rows get equal codes, whatever the number of columns. */
export function symbolsOf({ values, samples, dimensions }: Variable): Symbols {
  return dimensions === 1
    ? renumber(values)
    : combine(
        Array.from({ length: dimensions }, (_, column) => {
          const single = new Float64Array(samples);
          for (let i = 0; i < samples; i++) single[i] = values[i * dimensions + column];
          return renumber(single);
        }),
        samples,
      );
}

/** The joint symbol of several discrete variables: rows of codes, renumbered. */
export function combine(parts: readonly Symbols[], samples: number): Symbols {
  let joint: Symbols = { codes: new Int32Array(samples), alphabet: 1, counts: Int32Array.of(samples) };
  for (const part of parts) {
    const keys = new Float64Array(samples);
    for (let i = 0; i < samples; i++) keys[i] = joint.codes[i] * part.alphabet + part.codes[i];
    joint = renumber(keys);
  }
  return joint;
}

function renumber(values: ArrayLike<number>): Symbols {
  const known = new Map<number, number>();
  const codes = new Int32Array(values.length);
  const counts: number[] = [];
  for (let i = 0; i < values.length; i++) {
    const value = values[i] === 0 ? 0 : values[i];
    let code = known.get(value);
    if (code === undefined) {
      code = known.size;
      known.set(value, code);
      counts.push(0);
    }
    codes[i] = code;
    counts[code]++;
  }
  return { codes, alphabet: counts.length, counts: Int32Array.from(counts) };
}
