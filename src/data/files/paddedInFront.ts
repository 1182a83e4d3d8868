import type { FileNumbers } from './fileTable';

/** Fewer steps of padding may all have one value by chance. */
const fewest = 8;

/**
 * Whether padding stands in front of sequences whose `lengths` count real steps from the start: what would be padding
 * there has one value in all shorter sequences, and what stands behind the lengths has not. Sequences that lack a
 * single step are not looked at, since a first symbol may be the same in all.
 */
export function isPaddedInFront({ values, samples, length, features }: FileNumbers, lengths: Int32Array): boolean {
  let first: number | undefined;
  let padding = 0;
  let varies = false;
  let behind: number | undefined;
  const same = (at: number, other: number): boolean => {
    for (let j = 0; j < features; j++) if (!Object.is(values[at + j], values[other + j])) return false;
    return true;
  };
  for (let row = 0; row < samples; row++) {
    const missing = length - lengths[row];
    if (missing < 2) continue;
    for (let step = 0; step < missing; step++) {
      const at = (row * length + step) * features;
      first ??= at;
      if (!same(at, first)) return false;
      const end = at + lengths[row] * features;
      behind ??= end;
      varies ||= !same(end, behind);
      padding++;
    }
  }
  return varies && padding >= fewest;
}
