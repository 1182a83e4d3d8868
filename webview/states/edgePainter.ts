import { formatValue } from '../../src/result/format';
import type { Unit } from '../../src/result/result';
import { convert } from '../../src/result/units';
import { inkOn } from '../ui/colour';
import type { Theme } from '../ui/theme';
import { columnLeft, type Geometry } from './geometry';
import type { View } from './looked';
import { kindColour } from './palette';
import { inputAt, keptBy, symbolName } from './words';

/** What each unit tells: about the symbol that is pointed at, or about the target or the input at the last step. */
export function paintBars(
  ctx: CanvasRenderingContext2D,
  view: View,
  { left, across, bars, top, rowHeight }: Geometry,
  first: number,
  count: number,
  scrolled: number,
  { theme, unit }: { readonly theme: Theme; readonly unit: Unit },
): void {
  const { shape, order, looked } = view;
  const of = (one: number): number =>
    looked.onSymbol ? (keptBy(view, one, looked.spot.step) ?? 0) : (shape.information?.nats[one] ?? 0);
  const most = Math.max(1e-9, ...Array.from(order, of));
  const start = left + across + 6;
  for (let row = first; row < first + count; row++) {
    const nats = of(order[row]);
    const y = top + row * rowHeight - scrolled;
    const width = ((bars - 4) * nats) / most;
    ctx.fillStyle = theme.series[looked.onSymbol ? 1 : 0];
    ctx.fillRect(start, y + 0.5, width, Math.max(1, rowHeight - 1));
    if (rowHeight < theme.fontSize) continue;
    ctx.textAlign = 'left';
    const text = formatValue(convert(nats, 'nats', unit));
    const inside = ctx.measureText(text).width + 6 < width;
    ctx.fillStyle = inside ? inkOn(theme.series[looked.onSymbol ? 1 : 0]) : theme.foreground;
    ctx.fillText(text, start + (inside ? 3 : width + 3), y + rowHeight / 2);
  }
}

/** The symbols that the sequence reads, one a column. */
export function paintSymbols(ctx: CanvasRenderingContext2D, view: View, geometry: Geometry, theme: Theme): void {
  const { head, looked } = view;
  const { inputs, length } = head.header;
  if (!inputs) return;
  const { sequence } = looked.spot;
  ctx.textAlign = 'center';
  for (let step = 0; step < length; step++) {
    const symbol = inputAt(view, sequence, step);
    if (symbol === undefined) continue;
    const x = columnLeft(geometry, step);
    const width = columnLeft(geometry, step + 1) - x;
    const colour = kindColour(theme, symbol, inputs.alphabet);
    ctx.fillStyle = colour;
    ctx.fillRect(x + (width > 4 ? 0.5 : 0), 3, width - (width > 4 ? 1 : 0), geometry.top - 6);
    const name = symbolName(inputs, symbol);
    if (ctx.measureText(name).width + 2 < width) {
      ctx.fillStyle = inkOn(colour);
      ctx.fillText(name, x + width / 2, geometry.top / 2);
    }
  }
  if (!looked.onSymbol) return;
  const x = columnLeft(geometry, looked.spot.step);
  ctx.strokeStyle = theme.focus;
  ctx.lineWidth = 2;
  ctx.strokeRect(x, 2, Math.max(3, columnLeft(geometry, looked.spot.step + 1) - x), geometry.top - 4);
}
