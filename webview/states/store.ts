import { blockOf } from '../../src/result/states/layout';
import { readHead, type StatesHead } from '../../src/result/states/readHead';
import type { AskStates, StatesMessage } from '../../src/page/statesMessages';

/** Bytes asked for at once: a page draws between two blocks. */
const blockBytes = 2 ** 21;

/** Those states of an array that are here: the first `sequences`, [sequences, steps, units] bytes. */
export interface LoadedArray {
  readonly bytes: Uint8Array;
  sequences: number;
}

/** The states of the shown run: asked for block by block, one at a time, and only those that are looked at. */
export class StatesStore {
  head: StatesHead | undefined;
  /** The file is no longer there. */
  missing = false;
  private key: string | undefined;
  private wanted: readonly number[] = [];
  private readonly loaded = new Map<number, LoadedArray>();
  private asked = false;

  /** @param changed is called when more is here */
  constructor(
    private readonly ask: (asked: AskStates) => void,
    private readonly changed: () => void,
  ) {}

  /**
   * The file to show; what was loaded of another is dropped.
   * @returns whether it is another than before
   */
  open(key: string): boolean {
    if (key === this.key) return false;
    this.key = key;
    this.head = undefined;
    this.missing = false;
    this.asked = true;
    this.loaded.clear();
    this.ask({ type: 'askStates', key });
    return true;
  }

  /** The arrays that are looked at, the most wanted first; others are dropped. */
  want(arrays: readonly number[]): void {
    this.wanted = arrays;
    for (const array of this.loaded.keys()) if (!arrays.includes(array)) this.loaded.delete(array);
    this.next();
  }

  /** What is here of an array. */
  of(array: number): LoadedArray | undefined {
    return this.loaded.get(array);
  }

  get complete(): boolean {
    return this.missing || (this.head !== undefined && !this.asked);
  }

  receive({ key, block, bytes }: StatesMessage): void {
    if (key !== this.key) return;
    this.asked = false;
    if (!bytes) this.missing = true;
    else if (!block) {
      this.head = readHead(bytes);
      this.missing = this.head === undefined;
    } else {
      const array = this.loaded.get(block.array);
      const place = this.head && blockOf(this.head.header, this.head.layout, block.array, block.from, block.to);
      // A block of an array that was dropped meanwhile.
      if (array && place && block.from === array.sequences && bytes.length === place.bytes) {
        array.bytes.set(bytes, place.at - (this.head?.layout.arrays[block.array] ?? 0));
        array.sequences = block.to;
      }
    }
    this.changed();
    this.next();
  }

  private next(): void {
    const { head, key } = this;
    if (this.asked || this.missing || !head || key === undefined) return;
    const { arrays, sequences } = head.header;
    for (const array of this.wanted) {
      const shape = arrays.at(array);
      if (!shape) continue;
      const each = shape.steps * shape.units;
      const here = this.loaded.get(array) ?? { bytes: new Uint8Array(sequences * each), sequences: 0 };
      this.loaded.set(array, here);
      if (here.sequences >= sequences) continue;
      const from = here.sequences;
      const to = Math.min(sequences, from + Math.max(1, Math.floor(blockBytes / Math.max(1, each))));
      this.asked = true;
      this.ask({ type: 'askStates', key, block: { array, from, to } });
      return;
    }
  }
}
