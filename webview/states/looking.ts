import type { StatesArray } from '../../src/result/states/states';
import { firstLook, type Looked, unitOrder, type View, within } from './looked';
import { colourChoices } from './planeColours';
import type { StatesStore } from './store';

/** Where the pointer is on the states. */
export type Pointed = Pick<Looked, 'spot' | 'onSymbol'>;

/** What the person looks at, by a press or the keyboard; while the pointer is on the states, its place goes first. */
export class Looking {
  private looked: Looked = firstLook;
  private pointed: Pointed | undefined;
  private ordered: { readonly shape: StatesArray; readonly order: Int32Array } | undefined;

  constructor(private readonly store: Pick<StatesStore, 'head' | 'of'>) {}

  /** What a press or the keyboard chose. */
  get chosen(): Looked {
    return this.looked;
  }

  /** The layer whose states are looked at. */
  get layer(): string | undefined {
    return this.store.head?.header.arrays.at(this.looked.array)?.name;
  }

  /** Other states are there. */
  restart(): void {
    this.looked = firstLook;
  }

  change(change: Partial<Looked>): void {
    this.pointed = undefined;
    this.looked = { ...this.looked, ...change };
  }

  /** Another array is looked at; the pointer stays where it is. */
  choose(array: number): void {
    this.looked = { ...this.looked, array };
  }

  withoutRange(): void {
    const { range, ...others } = this.looked;
    this.looked = others;
  }

  /** @returns whether it is another place, or left */
  point(pointed: Pointed | undefined): boolean {
    if (!pointed && !this.pointed) return false;
    this.pointed = pointed;
    return true;
  }

  /** What is looked at, under the pointer where that is on the states; undefined until states are here. */
  view(): View | undefined {
    const { head } = this.store;
    const shape = head?.header.arrays.at(this.looked.array);
    const loaded = this.store.of(this.looked.array);
    if (!head || !shape || !loaded) return undefined;
    const kinds = colourChoices({ head });
    const colour = kinds.includes(this.looked.colour) ? this.looked.colour : kinds[0];
    if (this.ordered?.shape !== shape) this.ordered = { shape, order: unitOrder(shape) };
    const { order } = this.ordered;
    // At first the last step of the unit that tells most.
    if (this.looked.spot === firstLook.spot)
      this.looked = { ...this.looked, spot: { sequence: 0, step: head.header.length - 1, unit: order[0] } };
    const spot = within(this.pointed?.spot ?? this.looked.spot, head, shape, loaded.sequences);
    if (!this.pointed) this.looked = { ...this.looked, spot };
    return { head, shape, loaded, looked: { ...this.looked, ...this.pointed, spot, colour }, order };
  }
}
