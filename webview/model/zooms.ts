export interface Span {
  readonly low: number;
  readonly high: number;
}

/** The parts of axes that the person has zoomed to. Axes of one kind share theirs; it is in the axis's own values. */
export class Zooms {
  private readonly ranges = new Map<string, Span>();

  constructor(private readonly changed: () => void = () => undefined) {}

  range(key: string): Span | undefined {
    return this.ranges.get(key);
  }

  /** @param range undefined: the whole axis again */
  set(key: string, range: Span | undefined): void {
    const held = this.ranges.get(key);
    if (held?.low === range?.low && held?.high === range?.high) return;
    if (range) this.ranges.set(key, range);
    else this.ranges.delete(key);
    this.changed();
  }
}
