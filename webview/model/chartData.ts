import type { BoundDirection } from '../../src/information/types/estimate';
import type { Interval } from '../../src/result/interval';
import type { Difference } from '../../src/result/runs/difference';

/** One point of a chart, in the chart's own coordinates, with its texts. */
export interface Mark {
  readonly x: number;
  readonly y: number;
  readonly interval?: Interval;
  /** The height that it stands on, in a chart of stacked columns; absent: zero. The interval is counted from there. */
  readonly from?: number;
  readonly xInterval?: Interval;
  readonly bound: BoundDirection;
  readonly xBound?: BoundDirection;
  /** Of another run: its interval does not meet that of the present run at the same place. */
  readonly differs?: Difference;
  /** Where not empty, the mark is hollow, and these are the reasons. */
  readonly warnings: readonly string[];
  /** The layer that it belongs to, which sets colour and marker. */
  readonly layer?: string;
  readonly epoch?: number;
  /** No line joins it to the mark before it. */
  readonly apart?: true;
  /** The point's text for screen readers and its tooltip. */
  readonly read: string;
  /** Its amount in a sentence, where it is an estimate: with "at least" or "at most" where it is a bound. */
  readonly told?: string;
  readonly toldX?: string;
  /** Further lines of its tooltip: estimator, samples, warnings. */
  readonly details: readonly string[];
  /** Its row in the table, in the order of the chart's columns. */
  readonly cells: readonly Cell[];
}

export type Cell = string | number | undefined;

export interface Series {
  readonly name: string;
  readonly layer?: string | undefined;
  /**
   * `estimate`: markers; `path`: markers coloured by epoch; `exact` and `fit`: dashed lines without markers; `metric`:
   * training values; `other`: a line of another run.
   */
  readonly role: 'estimate' | 'path' | 'exact' | 'fit' | 'metric' | 'other';
  /** Of another run: its place among the compared ones. */
  readonly run?: number;
  readonly marks: readonly Mark[];
  /** Index of the theme's colour, where no layer sets one. */
  readonly colour?: number;
  readonly dashed?: boolean;
  /** Its marks are things without an order, such as units: no line joins them. */
  readonly apart?: boolean;
  /** Its values are on the right axis. */
  readonly right?: boolean;
}

/** An exact value, drawn as a dashed line across the chart with its name. */
export interface Limit {
  readonly axis: 'x' | 'y';
  readonly value: number;
  readonly name: string;
  /** The end of the line with its name; default: the end. */
  readonly named?: 'start' | 'end';
}

/** A shaded strip of the y axis, such as the shuffled baseline. */
export interface Band {
  readonly low: number;
  readonly high: number;
  readonly name: string;
}

/** A period of the trials on the horizontal axis, from its first step (or lag) to its last, both included. */
export interface ShadedPeriod {
  readonly first: number;
  readonly last: number;
  readonly name: string;
}

/** A loss from one column to a later one whose intervals do not overlap. */
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

/** Axes of one kind, in different charts, show the same range. */
export type AxisKind = 'lag' | 'time' | 'epoch';

export interface Axis {
  readonly label: string;
  readonly kind?: AxisKind;
  /** The range of the data of every epoch, so that the axis is the same for all epochs. */
  readonly low: number;
  readonly high: number;
  /** Names of the whole positions 0, 1, 2 … */
  readonly names?: readonly string[];
  readonly whole?: boolean;
  /** Positions are log10 of the ticks' labels. */
  readonly log?: boolean;
  /** Ends at the data, not at the next round number. */
  readonly tight?: boolean;
}

export interface Column {
  readonly label: string;
  readonly numeric: boolean;
}

/** A small table that is always visible under a chart. */
export interface Summary {
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly Cell[])[];
}

/** A hint on how to fill a chart that has no data. */
export interface Teaching {
  readonly text: string;
  readonly link?: {
    readonly text: string;
    readonly path: readonly (string | number)[];
    readonly value: unknown;
    readonly insert?: boolean;
  };
}

/** All data of a chart, its table, its CSV, its label and its keyboard navigation; painters only draw it. */
export interface ChartData {
  /** One sentence on the result that the chart shows. */
  readonly says: string;
  /** The variables that the numbers are computed from ("state + N(0, 0.01)"), where a choice made them finite. */
  readonly of: readonly string[];
  readonly x: Axis;
  readonly y: Axis;
  /** A second vertical axis, at the right. */
  readonly right?: Axis;
  readonly series: readonly Series[];
  readonly limits: readonly Limit[];
  readonly bands: readonly Band[];
  /** Shaded along the horizontal axis, of steps or lags. */
  readonly periods?: readonly ShadedPeriod[];
  /** Columns without an estimate: of the column upward (above), or downward. */
  readonly unknown?: readonly { readonly x: number; readonly above: boolean }[];
  readonly drops?: readonly Drop[];
  readonly columns: readonly Column[];
  /** The meaning of a heat map's rows, where their names do not show it. */
  readonly rows?: string;
  /** Additions to the legend, such as limits off the scale. */
  readonly notes?: readonly string[];
  readonly summary?: Summary;
  /** Text behind the title, such as the chain of layers. */
  readonly subtitle?: string;
  /** Present where there is nothing to draw, and sometimes with a chart. */
  readonly teaching?: Teaching;
}

export function marksOf(chartData: ChartData): readonly Mark[] {
  return chartData.series.flatMap((series) => series.marks);
}
