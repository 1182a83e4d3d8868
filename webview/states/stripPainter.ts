import type { Interval } from '../../src/result/interval';
import { formatValue } from '../../src/result/format';
import { faded } from '../ui/colour';
import type { Theme } from '../ui/theme';
import { columnLeft, type Geometry } from './geometry';
import type { KeptSymbols } from './kept';
import type { View } from './looked';

/** Below the cells: what the pointed state holds of each input, or which states hold the pointed input. */
export function paintStrip(
  ctx: CanvasRenderingContext2D,
  view: View,
  geometry: Geometry,
  { theme, kept }: { readonly theme: Theme; readonly kept: KeptSymbols },
): void {
  const { looked, shape, order } = view;
  const { top: start, height } = geometry.strip;
  ctx.fillStyle = faded(theme.quiet, 0.1);
  ctx.fillRect(geometry.left, start, geometry.across, height);
  if (looked.fixed === 'step') {
    const nats = shape.information?.nats ?? [];
    const most = Math.max(1e-9, ...nats);
    order.forEach((unit, column) => bar(ctx, geometry, column, (nats[unit] ?? 0) / most, theme.series[0]));
    return;
  }
  const near = kept.nearest(looked.spot.step);
  const values = looked.onSymbol ? kept.ofInput(looked.spot.step) : kept.ofState(near ?? -1);
  const colour = theme.series[looked.onSymbol ? 1 : 0];
  const top = kept.top || 1;
  for (const [step, { value, interval }] of values) {
    bar(ctx, geometry, step, value / top, colour);
    whisker(ctx, geometry, step, value / top, interval, top, theme);
  }
  ctx.fillStyle = theme.foreground;
  ctx.textAlign = 'right';
  ctx.fillText(formatValue(kept.top), geometry.left - 6, start + 5);
  ctx.fillText('0', geometry.left - 6, start + height - 5);
}

/** A bar of a share of the strip's height. */
function bar(ctx: CanvasRenderingContext2D, geometry: Geometry, column: number, share: number, colour: string): void {
  const { top, height } = geometry.strip;
  const x = columnLeft(geometry, column);
  const width = Math.max(1, columnLeft(geometry, column + 1) - x - 1);
  const size = stripHeightOf(geometry, share);
  ctx.fillStyle = colour;
  ctx.fillRect(x, top + height - size, width, size);
}

/** The interval of a bar: dashed on the side of an end that is not certified, to the edge where nothing bounds it. */
function whisker(
  ctx: CanvasRenderingContext2D,
  geometry: Geometry,
  column: number,
  share: number,
  { low, high, lowEnd, highEnd }: Interval,
  full: number,
  theme: Theme,
): void {
  const [left, right] = [columnLeft(geometry, column), columnLeft(geometry, column + 1)];
  if (right - left < 4) return;
  const { top, height } = geometry.strip;
  const line = (from: number, to: number, isCertified: boolean): void => {
    ctx.setLineDash(isCertified ? [] : [2, 2]);
    ctx.beginPath();
    ctx.moveTo((left + right) / 2, top + height - stripHeightOf(geometry, from));
    ctx.lineTo((left + right) / 2, top + height - stripHeightOf(geometry, to));
    ctx.stroke();
    ctx.setLineDash([]);
  };
  ctx.strokeStyle = theme.foreground;
  ctx.lineWidth = 1;
  line(lowEnd === 'endless' ? 0 : low / full, share, lowEnd === undefined);
  line(share, highEnd === 'endless' ? 1 : high / full, highEnd === undefined);
}

const stripHeightOf = ({ strip: { height } }: Geometry, share: number): number =>
  Math.min(1, Math.max(0, share)) * (height - 3);
