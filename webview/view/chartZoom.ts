import type { ChartData } from '../model/chartData';
import type { AxisMemory, Direction } from '../painters/axisMemory';
import { changedRange, wholeCells } from '../painters/zooming';
import { formatValue } from '../../src/result/format';
import { t } from '../ui/l10n';

/** A step of the keyboard's zoom, and of its moves along. */
const step = { zoom: 1.5, move: 0.2 };

type Change = Parameters<typeof changedRange>[2];

/** Zooming by keyboard: + and - zoom around a mark, Shift and the arrows move along, 0 shows all again. */
export class ChartZoom {
  constructor(private readonly axes: AxisMemory) {}

  /** @returns whether the key is one of the zoom's */
  key(
    { key, shiftKey }: KeyboardEvent,
    chartData: ChartData,
    directions: readonly Direction[],
    centre: { readonly x: number; readonly y: number } | undefined,
  ): boolean {
    const moves = { ArrowLeft: ['x', -1], ArrowRight: ['x', 1], ArrowDown: ['y', -1], ArrowUp: ['y', 1] } as const;
    if (key === '0') this.reset(chartData);
    else if (key === '+' || key === '=' || key === '-') {
      const factor = key === '-' ? step.zoom : 1 / step.zoom;
      for (const direction of directions)
        this.change(chartData, direction, { factor, ...(centre ? { centre: centre[direction] } : {}) });
    } else if (shiftKey && Object.hasOwn(moves, key)) {
      const [direction, way] = moves[key as keyof typeof moves];
      if (directions.includes(direction)) this.change(chartData, direction, { move: way * step.move });
    } else return false;
    return true;
  }

  isZoomed({ x, y }: ChartData): boolean {
    return this.axes.isZoomed('x', x) || this.axes.isZoomed('y', y);
  }

  reset({ x, y }: ChartData): void {
    this.axes.zoom('x', x, undefined);
    this.axes.zoom('y', y, undefined);
  }

  /** The shown range in words: 'lag s (steps back) 2 to 5 of 0 to 11'. */
  text(chartData: ChartData): string {
    return (['x', 'y'] as const)
      .filter((key) => this.axes.isZoomed(key, chartData[key]))
      .map((key) => {
        const axis = chartData[key];
        const [whole, shown] = [this.axes.span(key, axis), this.axes.view(key, axis)];
        const name = (value: number): string =>
          axis.names?.at(value) ??
          (axis.whole === true ? String(value) : formatValue(axis.log === true ? 10 ** value : value));
        const first = axis.whole === true || axis.names ? wholeCells(shown) : shown;
        return t(
          '{0}: {1} to {2} is shown of {3} to {4}',
          axis.label,
          ...[first.low, first.high].map(name),
          ...[whole.low, whole.high].map(name),
        );
      })
      .join('. ');
  }

  private change(chartData: ChartData, key: Direction, change: Change): void {
    const axis = chartData[key];
    this.axes.zoom(key, axis, changedRange(this.axes.span(key, axis), this.axes.view(key, axis), change));
  }
}
