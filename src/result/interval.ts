/** An end that is not certified: only a model gives it, or nothing bounds the value there. */
export type OpenEnd = 'model' | 'endless';

/** A 95 % interval. */
export interface Interval {
  readonly low: number;
  readonly high: number;
  /** Absent: the end is a certified limit, or infinite. An endless end is at the value, where it is drawn. */
  readonly lowEnd?: OpenEnd;
  readonly highEnd?: OpenEnd;
}
