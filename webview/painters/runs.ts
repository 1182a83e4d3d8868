import type { Plugin } from 'chart.js';
import type { DrawState } from './drawState';
import { styleOf, strength } from './drawState';
import { faded } from '../ui/colour';
import type { Painted } from './painter';
import { columnHalf } from './flowPlugins';
import type { Mark } from '../model/chartData';
import { numbers, pixelOf } from './plugins';

/** The dashes of runs beside the present one, which is solid. */
export const runDashes: readonly (readonly number[])[] = [
  [7, 3],
  [2, 2],
  [8, 3, 2, 3],
  [1, 4],
  [12, 4],
  [4, 2, 1, 2],
];

/** The dashes as an SVG attribute has them. */
export const dashOf = (run: number): string => runDashes[run % runDashes.length].join(' ');

/** The sign at a mark of another run that differs from the present one; of others, none. */
export function signOf({ differs }: Pick<Mark, 'differs'>): string {
  if (differs === undefined) return '';
  return differs === 'certainly' ? '≠' : '≠?';
}

/** The number of each run at the end of its lines. */
export function runNumbers(painted: Painted): Plugin {
  return {
    id: 'runNumbers',
    afterDatasetsDraw(chart) {
      const { chartData, drawState } = painted;
      if (!chartData || !drawState) return;
      const { series } = chartData;
      series.forEach(({ run, layer }, s) => {
        const element = run === undefined ? undefined : chart.getDatasetMeta(s).data.at(-1);
        if (run === undefined || !element) return;
        const { x, y } = numbers(element);
        write(chart.ctx, String(run + 1), x + 7, y - 7, drawState, layer);
        series[s].marks.forEach((mark, m) => {
          const at = mark.differs && pixelOf(chart, { series: s, mark: m });
          if (at) write(chart.ctx, signOf(mark), at.x, at.y + 9, drawState, layer);
        });
      });
    },
  };
}

/** On the columns of layers: each run's value as a whisker with its number, to the right of the layer's column. */
export function runWhiskers(painted: Painted): Plugin {
  return {
    id: 'runWhiskers',
    afterDatasetsDraw(chart) {
      const { chartData, drawState } = painted;
      if (!chartData || !drawState || !Object.hasOwn(chart.scales, 'y') || !Object.hasOwn(chart.scales, 'x')) return;
      const { x, y } = chart.scales;
      const half = columnHalf(chartData, x, chart.chartArea.width);
      const { ctx } = chart;
      for (const { run, marks } of chartData.series)
        for (const mark of run === undefined ? [] : marks) {
          const layer = mark.layer;
          const left = x.getPixelForValue(mark.x) + half + 8 + 11 * (run ?? 0);
          const colour = layer === undefined ? drawState.theme.quiet : styleOf(drawState, layer).colour;
          ctx.save();
          ctx.strokeStyle = faded(colour, strength(drawState, layer));
          ctx.lineWidth = 1.5;
          ctx.beginPath();
          ctx.moveTo(left - 4, y.getPixelForValue(mark.y));
          ctx.lineTo(left + 4, y.getPixelForValue(mark.y));
          ctx.stroke();
          ctx.beginPath();
          ctx.lineWidth = 1;
          ctx.moveTo(left, y.getPixelForValue(mark.interval?.low ?? mark.y));
          ctx.lineTo(left, y.getPixelForValue(mark.interval?.high ?? mark.y));
          ctx.stroke();
          ctx.restore();
          write(
            ctx,
            `${(run ?? 0) + 1}${signOf(mark)}`,
            left,
            y.getPixelForValue(mark.y) + (mark.y < 0 ? 9 : -9),
            drawState,
            layer,
          );
        }
    },
  };
}

function write(
  ctx: CanvasRenderingContext2D,
  text: string,
  x: number,
  y: number,
  drawState: DrawState,
  layer: string | undefined,
): void {
  ctx.save();
  ctx.font = `${drawState.theme.fontSize}px ${drawState.theme.fontFamily}`;
  ctx.textAlign = 'center';
  ctx.textBaseline = 'middle';
  ctx.globalAlpha = strength(drawState, layer);
  ctx.strokeStyle = drawState.theme.background;
  ctx.lineWidth = 3;
  ctx.fillStyle = drawState.theme.foreground;
  ctx.strokeText(text, x, y);
  ctx.fillText(text, x, y);
  ctx.restore();
}
