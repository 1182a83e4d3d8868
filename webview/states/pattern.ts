import { isOn, ones, type UnitBits } from './bits';

/** Steps of one sequence, counted from 0; `to` is among them. */
export interface StepRange {
  readonly sequence: number;
  readonly from: number;
  readonly to: number;
}

/** Units that are on, or off, during a number of steps (after the hypotheses of LSTMVis, Strobelt et al. 2018). */
export interface Pattern {
  readonly steps: number;
  /** The units that count, and those of them that are on: bits, 32 a word. */
  readonly mask: Int32Array;
  readonly on: Int32Array;
  /** Units that count. */
  readonly units: number;
}

/** What stands in an array of states, as far as it is here. */
export interface SearchedStates {
  readonly bits: UnitBits;
  readonly length: number;
  readonly sequences: number;
  /** Real steps of each sequence, which are its last. */
  readonly lengths: Int32Array;
}

/** The units that keep one level over the whole range, but those that are left out. */
export function patternOf(
  { bits, length }: SearchedStates,
  units: number,
  { sequence, from, to }: StepRange,
  leftOut: ReadonlySet<number>,
): Pattern {
  const mask = new Int32Array(bits.words);
  const on = new Int32Array(bits.words);
  let count = 0;
  for (let unit = 0; unit < units; unit++) {
    if (leftOut.has(unit)) continue;
    const first = isOn(bits, sequence * length + from, unit);
    let steady = true;
    for (let step = from + 1; step <= to && steady; step++)
      steady = isOn(bits, sequence * length + step, unit) === first;
    if (!steady) continue;
    count++;
    mask[unit >> 5] |= 1 << (unit & 31);
    if (first) on[unit >> 5] |= 1 << (unit & 31);
  }
  return { steps: to - from + 1, mask, on, units: count };
}

/** The best range of every sequence. */
export interface Matches {
  /** The share of units and steps that agree, 0 ... 1; -1 where no range fits. */
  readonly scores: Float32Array;
  /** The range's first step. */
  readonly starts: Int32Array;
}

export const emptyMatches = (sequences: number): Matches => ({
  scores: new Float32Array(sequences).fill(-1),
  starts: new Int32Array(sequences),
});

/**
 * Finds the best range of the sequences `from` to `to` (without it), the first of equals. Ranges that overlap the one
 * searched for are none.
 */
export function match(
  { bits: { words, bits }, length, lengths }: SearchedStates,
  { steps, mask, on, units }: Pattern,
  searched: StepRange,
  matches: Matches,
  from: number,
  to: number,
): void {
  const wrong = new Int32Array(length);
  for (let sequence = from; sequence < to; sequence++) {
    const start = length - lengths[sequence];
    for (let step = start; step < length; step++) {
      const at = (sequence * length + step) * words;
      let count = 0;
      for (let word = 0; word < words; word++) count += ones((bits[at + word] ^ on[word]) & mask[word]);
      wrong[step] = count;
    }
    let sum = 0;
    let best = Infinity;
    for (let step = start; step < length; step++) {
      sum += wrong[step];
      const first = step - steps + 1;
      if (first < start) continue;
      const overlaps = sequence === searched.sequence && first <= searched.to && step >= searched.from;
      if (!overlaps && sum < best) {
        best = sum;
        matches.starts[sequence] = first;
      }
      sum -= wrong[first];
    }
    matches.scores[sequence] = best === Infinity ? -1 : 1 - best / (steps * Math.max(1, units));
  }
}

/** The sequences with the best ranges, best first, the earlier ones of equals; one pass over all of them. */
export function ranked({ scores }: Matches, most: number): number[] {
  const best: number[] = [];
  for (let sequence = 0; sequence < scores.length; sequence++) {
    const score = scores[sequence];
    if (score < 0 || (best.length === most && score <= scores[best[most - 1]])) continue;
    let place = best.length;
    while (place > 0 && scores[best[place - 1]] < score) place--;
    best.splice(place, 0, sequence);
    if (best.length > most) best.pop();
  }
  return best;
}
