import { symbolsOf, type Symbols } from '../estimators/discrete/symbols';
import type { Variable } from '../types/variable';
import { repeatedValues } from './repeatedValues';

/**
 * The rows of a variable as codes: equal rows have equal codes, numbered in order of first appearance, whatever the
 * kind and the number of columns.
 */
export function distinctRows(variable: Variable): Symbols {
  const { values, samples, dimensions } = variable;
  // Rows of numbers mostly differ in their first column already.
  if (firstColumnDiffers(variable))
    return {
      codes: Int32Array.from({ length: samples }, (_, i) => i),
      alphabet: samples,
      counts: new Int32Array(samples).fill(1),
    };
  const words = new Uint32Array(1);
  const codes = new Int32Array(samples);
  const counts: number[] = [];
  const first: number[] = [];
  const byHash = new Map<number, number[]>();
  const asFloat = new Float64Array(1);
  const asWords = new Uint32Array(asFloat.buffer);
  const equal = (a: number, b: number): boolean => {
    for (let j = 0; j < dimensions; j++) if (values[a * dimensions + j] !== values[b * dimensions + j]) return false;
    return true;
  };
  for (let i = 0; i < samples; i++) {
    words[0] = 0x811c9dc5;
    for (let j = 0, at = i * dimensions; j < dimensions; j++, at++) {
      // Adding zero turns -0 into 0.
      asFloat[0] = values[at] + 0;
      words[0] = Math.imul(words[0] ^ asWords[0], 0x85ebca6b);
      words[0] = Math.imul((words[0] >>> 15) ^ words[0] ^ asWords[1], 0xc2b2ae35);
    }
    const alike = byHash.get(words[0]);
    let code = alike?.find((known) => equal(first[known], i));
    if (code === undefined) {
      code = first.push(i) - 1;
      counts.push(0);
      if (alike === undefined) byHash.set(words[0], [code]);
      else alike.push(code);
    }
    codes[i] = code;
    counts[code]++;
  }
  return { codes, alphabet: counts.length, counts: Int32Array.from(counts) };
}

function firstColumnDiffers({ name, kind, values, samples, dimensions }: Variable): boolean {
  const first = new Float64Array(samples);
  for (let i = 0, at = 0; i < samples; i++, at += dimensions) first[i] = values[at];
  return repeatedValues({ name, kind, values: first, samples, dimensions: 1 })[0] === 0;
}

/** The pairs of rows of two variables as codes. */
export function distinctPairs(x: Symbols, y: Symbols): Symbols {
  const samples = x.codes.length;
  const values = Float64Array.from(x.codes, (code, i) => code * y.alphabet + y.codes[i]);
  return symbolsOf({ name: '', kind: 'discrete', values, samples, dimensions: 1 });
}

/** The numbers of pairs of samples whose rows are equal. */
export const collisions = ({ counts }: Pick<Symbols, 'counts'>): number =>
  counts.reduce((sum, count) => sum + (count * (count - 1)) / 2, 0);
