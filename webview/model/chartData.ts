import type { BoundDirection } from '../../src/information/types/estimate';

/** A 95 % interval, in the drawing's unit. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** One point of a chart, in the chart's own coordinates, with all that is said of it. */
export interface Mark {
  readonly x: number;
  readonly y: number;
  readonly interval?: Interval;
  readonly xInterval?: Interval;
  readonly bound: BoundDirection;
  readonly xBound?: BoundDirection;
  /** Not empty: the mark is hollow, and these say why. */
  readonly warnings: readonly string[];
  /** The layer that it belongs to; its colour and marker follow. */
  readonly layer?: string;
  readonly epoch?: number;
  /** It does not follow from the mark before it: nothing joins the two. */
  readonly apart?: true;
  /** The point as it is read out, and as its tooltip shows it. */
  readonly read: string;
  /** Further lines of its tooltip: estimator, samples, why hollow. */
  readonly details: readonly string[];
  /** Its row in the table, in the order of the drawing's columns. */
  readonly cells: readonly Cell[];
}

export type Cell = string | number | undefined;

export interface Series {
  readonly name: string;
  readonly layer?: string | undefined;
  /**
   * `estimate`: markers; `path`: markers coloured by epoch; `exact` and `fit`: dashed lines without markers; `metric`:
   * training figures.
   */
  readonly role: 'estimate' | 'path' | 'exact' | 'fit' | 'metric';
  readonly marks: readonly Mark[];
  /** Which of the theme's colours, where no layer gives one. */
  readonly colour?: number;
  readonly dashed?: boolean;
  /** Its heights are on the right axis. */
  readonly right?: boolean;
}

/** A value that is known exactly; drawn as a dashed line across the chart with its name. */
export interface Limit {
  readonly axis: 'x' | 'y';
  readonly value: number;
  readonly name: string;
  /** Which end of the line its name stands at; default: the end. */
  readonly named?: 'start' | 'end';
}

/** A shaded strip of the y axis, such as what a shuffled null reaches. */
export interface Band {
  readonly low: number;
  readonly high: number;
  readonly name: string;
}

/** A fall from one column to a later one that their intervals tell. */
export interface Drop {
  /** Columns, as x counts them. */
  readonly from: number;
  readonly to: number;
  /** Heights, signed as the columns are. */
  readonly before: number;
  readonly after: number;
  readonly name: string;
  readonly narrowest: boolean;
}

export interface Axis {
  readonly label: string;
  /** What the data of every epoch span, so that moving the slider moves no axis. */
  readonly low: number;
  readonly high: number;
  /** Names of the whole positions 0, 1, 2 … */
  readonly names?: readonly string[];
  readonly whole?: boolean;
  /** Positions are log10 of what the ticks say. */
  readonly log?: boolean;
  /** Ends where the data may end, not on the next round number. */
  readonly tight?: boolean;
}

export interface Column {
  readonly label: string;
  readonly numeric: boolean;
}

/** A small table that stands under a chart at all times. */
export interface Summary {
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly Cell[])[];
}

/** What would fill a chart that has no data. */
export interface Teaching {
  readonly text: string;
  readonly link?: {
    readonly text: string;
    readonly path: readonly (string | number)[];
    readonly value: unknown;
    readonly insert?: boolean;
  };
}

/** Everything that a chart, its table, its CSV, its label and its keyboard need; painters only draw it. */
export interface ChartData {
  /** What the chart shows for this run. */
  readonly says: string;
  /** What the numbers are of ("state + N(0, 0.01)"), where a choice made them finite. */
  readonly of: readonly string[];
  readonly x: Axis;
  readonly y: Axis;
  /** An axis of other heights, at the right. */
  readonly right?: Axis;
  readonly series: readonly Series[];
  readonly limits: readonly Limit[];
  readonly bands: readonly Band[];
  readonly drops?: readonly Drop[];
  readonly columns: readonly Column[];
  /** What the rows of a heat map are, where their names do not tell. */
  readonly rows?: string;
  /** What the legend adds, such as limits off the scale. */
  readonly notes?: readonly string[];
  readonly summary?: Summary;
  /** Behind the title, such as the chain of layers. */
  readonly subtitle?: string;
  /** Present where there is nothing to draw, and sometimes beside what there is. */
  readonly teaching?: Teaching;
}

export function marksOf(chartData: ChartData): readonly Mark[] {
  return chartData.series.flatMap((series) => series.marks);
}
