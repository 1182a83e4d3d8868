import type { PageLayout } from '../../src/page/layout';
import type { Teaching } from '../model/chartData';
import type { Zooms } from '../model/zooms';
import type { AxisMemory } from '../painters/axisMemory';
import type { Painter, PainterEvents } from '../painters/painter';
import type { PaintQueue } from './paintQueue';

export type PainterClass = new (canvas: HTMLCanvasElement, events: PainterEvents, axes: AxisMemory) => Painter;

export interface FrameOptions {
  readonly id: string;
  readonly title: string;
  /** How to read the chart, in a sentence. */
  readonly reading: string;
  readonly painter: PainterClass;
  /** The colours represent values: the legend shows the ramp. */
  readonly heat?: boolean;
  readonly controls?: readonly HTMLElement[];
}

/** Requests of a chart to the page around it. */
export interface FrameEvents extends PainterEvents {
  save(name: string, content: string, encoding: 'utf8' | 'base64'): void;
  copy(text: string): void;
  teach(teaching: NonNullable<Teaching['link']>): void;
  /** The person arranges the page. */
  arrange(change: (layout: PageLayout) => PageLayout): void;
  /** The chart fills the panel, or gives it back. */
  enlarge(id: string | undefined): void;
  /** Opens the help on a chart; absent where no editor shows it. */
  readonly help?: (id: string) => void;
  readonly zooms: Zooms;
  readonly paints: PaintQueue;
}
