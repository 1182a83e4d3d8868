import { emptyBits, levelsOf, packBits, type UnitBits } from './bits';
import { hasStep, type View } from './looked';
import { emptyMatches, match, type Matches, type Pattern, patternOf, ranked, type SearchedStates } from './pattern';
import type { StepRange } from './pattern';
import { Slices } from './slices';

/** Matches that are listed, at most. */
const mostListed = 24;

/** A pattern that was searched for, and where it was found. */
export interface Found {
  readonly range: StepRange;
  readonly pattern: Pattern;
  readonly matches: Matches;
  /** The sequences with the best ranges, best first. */
  readonly best: readonly number[];
}

/** Finds a pattern in all states that are here, in slices between frames. */
export class Search {
  found: Found | undefined;
  private readonly work = new Slices();
  private bits: UnitBits = emptyBits(1, 0);
  private key = '';
  private bytes: Uint8Array | undefined;
  private ready = false;

  constructor(private readonly changed: () => void) {}

  get busy(): boolean {
    return this.work.busy;
  }

  /** Which units are on in which states, made anew where the states or the level changed. */
  prepare(view: View): void {
    const { loaded, shape, looked, head } = view;
    if (loaded.sequences < head.header.sequences) return;
    const key = `${loaded.sequences}/${looked.share}`;
    if (key === this.key && this.bytes === loaded.bytes) return;
    this.key = key;
    this.bytes = loaded.bytes;
    this.found = undefined;
    this.ready = false;
    const states = loaded.sequences * shape.steps;
    const at = (state: number): boolean =>
      hasStep(head, Math.floor(state / shape.steps), shape.steps === 1 ? head.header.length - 1 : state % shape.steps);
    const pack = (levels: Uint16Array): void =>
      this.work.run(
        states,
        2000,
        (from, to) => packBits(this.bits, loaded.bytes, shape.units, levels, from, to),
        () => {
          this.ready = true;
          this.changed();
        },
      );
    const prepare = (): void => {
      this.bits = emptyBits(shape.units, states);
      pack(levelsOf(loaded.bytes, shape.units, states, looked.share, at));
    };
    // The frame that asks for them does not wait for the levels either.
    this.work.run(0, 1, () => undefined, prepare);
  }

  /** The pattern of the chosen steps; undefined where none are, or before the states are read. */
  pattern(view: View): Pattern | undefined {
    const { leftOut } = view.looked;
    const range = ownRange(view);
    if (!range || !this.ready || range.sequence >= view.loaded.sequences) return undefined;
    return patternOf(this.states(view), view.shape.units, range, leftOut);
  }

  find(view: View): void {
    const range = ownRange(view);
    const pattern = this.pattern(view);
    if (!range || !pattern || pattern.units === 0) return;
    const states = this.states(view);
    const matches = emptyMatches(states.sequences);
    this.work.run(
      states.sequences,
      20,
      (from, to) => match(states, pattern, range, matches, from, to),
      () => {
        this.found = { range, pattern, matches, best: ranked(matches, mostListed) };
        this.changed();
      },
    );
  }

  clear(): void {
    this.found = undefined;
  }

  private states({ head, shape, loaded }: View): SearchedStates {
    return {
      bits: this.bits,
      length: shape.steps,
      sequences: loaded.sequences,
      lengths: shape.steps === 1 ? head.lengths.map(() => 1) : head.lengths,
    };
  }
}

/** The chosen steps as places along the array's own steps. */
const ownRange = ({ shape, looked: { range } }: View): StepRange | undefined =>
  range && shape.steps === 1 ? { ...range, from: 0, to: 0 } : range;

/** The units that a pattern asks for. */
export const unitsOf = ({ mask }: Pattern, units: number): Set<number> =>
  new Set(
    Array.from({ length: units }, (_, unit) => unit).filter((unit) => ((mask[unit >> 5] >>> (unit & 31)) & 1) === 1),
  );
