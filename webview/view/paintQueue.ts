/** Milliseconds of an animation frame that charts out of sight may take. */
const slice = 8;

export interface Paintable {
  readonly element: HTMLElement;
  paint(): void;
}

/**
 * The charts that have something new to draw. Those in sight are painted at once; the others follow in the animation
 * frames after, a few milliseconds of each, so that a long page opens and follows the pointer as fast as a short one.
 */
export class PaintQueue {
  private readonly waiting = new Set<Paintable>();
  private frame: number | undefined;

  get pending(): boolean {
    return this.waiting.size > 0;
  }

  add(chart: Paintable): void {
    this.waiting.add(chart);
  }

  remove(chart: Paintable): void {
    this.waiting.delete(chart);
  }

  /** Paints a chart that waits: what it shows is about to be copied. */
  paint(chart: Paintable): void {
    if (this.waiting.delete(chart)) chart.paint();
  }

  /** Paints all that waits: the page is about to be printed. */
  paintAll(): void {
    for (const chart of this.waiting) this.paint(chart);
  }

  /** Paints the charts in sight, and the others in later frames. */
  flush(): void {
    // Every place is read before anything is drawn: one layout of the page serves all.
    for (const chart of [...this.waiting].filter(isInSight)) this.paint(chart);
    if (this.pending) this.frame ??= requestAnimationFrame(() => this.later());
  }

  private later(): void {
    this.frame = undefined;
    const end = performance.now() + slice;
    for (const chart of this.waiting) {
      this.paint(chart);
      if (performance.now() >= end) break;
    }
    this.flush();
  }
}

function isInSight({ element }: Paintable): boolean {
  const { top, bottom } = element.getBoundingClientRect();
  return bottom > 0 && top < innerHeight && bottom > top;
}
