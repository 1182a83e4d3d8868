/** States that the levels are counted from, at most. */
const mostCounted = 2 ** 14;

/** Which units are on in each state: bits, 32 units a word. */
export interface UnitBits {
  readonly words: number;
  /** [states, words] */
  readonly bits: Int32Array;
}

/**
 * The smallest byte of each unit that counts as on, so that at most `share` of its values do; 256 where none does.
 * @param bytes [states, units]
 * @param has whether a state is there: sequences may be shorter than the array
 */
export function levelsOf(
  bytes: Uint8Array,
  units: number,
  states: number,
  share: number,
  has: (state: number) => boolean,
): Uint16Array {
  const counts = new Int32Array(units * 256);
  const stride = Math.max(1, Math.ceil(states / mostCounted));
  let counted = 0;
  for (let state = 0; state < states; state += stride) {
    if (!has(state)) continue;
    counted++;
    for (let unit = 0; unit < units; unit++) counts[unit * 256 + bytes[state * units + unit]]++;
  }
  return Uint16Array.from({ length: units }, (_, unit) => {
    let above = 0;
    let level = 256;
    while (level > 0 && above + counts[unit * 256 + level - 1] <= share * counted)
      above += counts[unit * 256 + --level];
    return level;
  });
}

export function emptyBits(units: number, states: number): UnitBits {
  const words = Math.ceil(units / 32);
  return { words, bits: new Int32Array(states * words) };
}

/** Sets the bits of the states `from` to `to` (without it). */
export function packBits(
  { words, bits }: UnitBits,
  bytes: Uint8Array,
  units: number,
  levels: Uint16Array,
  from: number,
  to: number,
): void {
  for (let state = from; state < to; state++) {
    const start = state * units;
    for (let word = 0; word < words; word++) {
      let packed = 0;
      const most = Math.min(32, units - 32 * word);
      for (let bit = 0; bit < most; bit++) {
        const unit = 32 * word + bit;
        if (bytes[start + unit] >= levels[unit]) packed |= 1 << bit;
      }
      bits[state * words + word] = packed;
    }
  }
}

export const isOn = ({ words, bits }: UnitBits, state: number, unit: number): boolean =>
  ((bits[state * words + (unit >> 5)] >>> (unit & 31)) & 1) === 1;

/** The number of ones (Warren 2003, figure 5-2). */
export function ones(word: number): number {
  let count = word - ((word >>> 1) & 0x55555555);
  count = (count & 0x33333333) + ((count >>> 2) & 0x33333333);
  return Math.imul((count + (count >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
