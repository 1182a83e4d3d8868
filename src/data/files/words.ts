import type { NumberBuffer } from './numberBuffer';

/** Names longer than this are cut on charts. */
const longestName = 60;

/** A word of a file as it may be shown: without characters that control a terminal or turn the direction of text. */
export function printable(word: string): string {
  const shown = word.replace(/[\p{Cc}\p{Cf}]/gu, '\u{fffd}');
  return shown.length > longestName ? `${shown.slice(0, longestName - 1)}…` : shown;
}

/** Words by the number of their first appearance. */
export class Words {
  private readonly known = new Map<string, number>();

  numberOf(word: string): number {
    let number = this.known.get(word);
    if (number === undefined) this.known.set(word, (number = this.known.size));
    return number;
  }

  get count(): number {
    return this.known.size;
  }

  /** Numbers the words by name: their sorted list, and the written numbers in its order. NaN stays NaN. */
  sorted(written: NumberBuffer): { names: readonly string[]; values: Float64Array } {
    const sorted = [...this.known.keys()].sort();
    const placeOf = new Map(sorted.map((name, place) => [name, place]));
    const places = [...this.known.keys()].map((name) => placeOf.get(name) ?? 0);
    return {
      names: sorted.map(printable),
      values: written.values.map((number) => (Number.isNaN(number) ? NaN : places[number])),
    };
  }
}
