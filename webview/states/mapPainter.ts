import type { Unit } from '../../src/result/result';
import { faded } from '../ui/colour';
import { t } from '../ui/l10n';
import type { Theme } from '../ui/theme';
import { fillCells, type Palette } from './cells';
import { paintBars, paintSymbols } from './edgePainter';
import { cellOf, columnLeft, type Geometry, rowsSeen } from './geometry';
import type { KeptSymbols } from './kept';
import { hasStep, type View } from './looked';
import { pixelOf } from './palette';
import { sliceOf } from './slice';
import { paintStrip } from './stripPainter';
import { symbolName, targetAt } from './words';

/** What a map is painted with besides the states. */
export interface MapLook {
  readonly theme: Theme;
  readonly palette: Palette;
  readonly kept: KeptSymbols;
  readonly unit: Unit;
  /** Units that the chosen range's pattern asks for. */
  readonly pattern: ReadonlySet<number>;
}

/** Paints one map: symbols, cells, bars of units, and the strip of what is kept. */
export class MapPainter {
  private readonly cells = document.createElement('canvas');
  private image: ImageData | undefined;

  paint(ctx: CanvasRenderingContext2D, view: View, geometry: Geometry, scrolled: number, look: MapLook): void {
    const { theme } = look;
    ctx.clearRect(0, 0, geometry.width, geometry.height);
    ctx.font = `${theme.fontSize}px ${theme.fontFamily}`;
    ctx.textBaseline = 'middle';
    const first = Math.floor(scrolled / geometry.rowHeight);
    const count = Math.min(rowsSeen(geometry), geometry.rows - first);
    ctx.save();
    ctx.beginPath();
    ctx.rect(0, geometry.top, geometry.width, geometry.down);
    ctx.clip();
    this.paintCells(ctx, view, geometry, first, count, first * geometry.rowHeight - scrolled, look);
    this.paintRowNames(ctx, view, geometry, first, count, scrolled, look);
    if (geometry.bars > 0) paintBars(ctx, view, geometry, first, count, scrolled, look);
    paintSelection(ctx, view, geometry, scrolled, theme);
    ctx.restore();
    if (view.looked.fixed !== 'step') paintSymbols(ctx, view, geometry, theme);
    paintStrip(ctx, view, geometry, look);
    paintColumnNames(ctx, view, geometry, theme);
  }

  private paintCells(
    ctx: CanvasRenderingContext2D,
    view: View,
    geometry: Geometry,
    first: number,
    count: number,
    shifted: number,
    { palette, theme }: MapLook,
  ): void {
    const { columns, left, top, across, rowHeight } = geometry;
    if (columns === 0 || count <= 0) return;
    if (this.image?.width !== columns || this.image.height !== count) {
      this.image = new ImageData(columns, count);
      this.cells.width = columns;
      this.cells.height = count;
    }
    const pixels = new Uint32Array(this.image.data.buffer);
    fillCells(view.loaded.bytes, sliceOf(view, first, count), palette, pixelOf(theme.background), pixels);
    this.cells.getContext('2d')?.putImageData(this.image, 0, 0);
    // Several columns to a pixel are mixed, so that none is lost.
    ctx.imageSmoothingEnabled = columns > across;
    ctx.drawImage(this.cells, left, top + shifted, across, count * rowHeight);
  }

  private paintRowNames(
    ctx: CanvasRenderingContext2D,
    view: View,
    { left, top, rowHeight }: Geometry,
    first: number,
    count: number,
    scrolled: number,
    { theme, pattern }: MapLook,
  ): void {
    const { looked, order, head } = view;
    const every = Math.max(1, Math.ceil((theme.fontSize + 2) / rowHeight));
    ctx.textAlign = 'right';
    for (let row = first; row < first + count; row++) {
      const y = top + (row + 0.5) * rowHeight - scrolled;
      const isUnit = looked.fixed === 'sequence';
      if (isUnit && pattern.has(order[row])) {
        ctx.fillStyle = theme.focus;
        ctx.fillRect(left - 4, y - rowHeight / 2, 3, Math.max(1, rowHeight - 1));
      }
      if (row % every !== 0) continue;
      ctx.fillStyle = theme.quiet;
      ctx.fillText(String((isUnit ? order[row] : head.rows[row]) + 1), left - 8, y);
    }
  }
}

/** The chosen steps and the spot that is looked at. */
function paintSelection(
  ctx: CanvasRenderingContext2D,
  view: View,
  geometry: Geometry,
  scrolled: number,
  theme: Theme,
): void {
  const { looked } = view;
  const { top, down, rowHeight, rows } = geometry;
  const { range, fixed } = looked;
  const bottom = Math.min(down, rows * rowHeight);
  const outlined = (x: number, y: number, width: number, height: number, colour: string): void => {
    ctx.strokeStyle = theme.background;
    ctx.lineWidth = 4;
    ctx.strokeRect(x, y, width, height);
    ctx.strokeStyle = colour;
    ctx.lineWidth = 2;
    ctx.strokeRect(x, y, width, height);
  };
  if (range && fixed !== 'step' && (fixed === 'unit' || range.sequence === looked.spot.sequence)) {
    const x = columnLeft(geometry, range.from);
    const width = columnLeft(geometry, range.to + 1) - x;
    const [y, height] = fixed === 'unit' ? [top + range.sequence * rowHeight - scrolled, rowHeight] : [top + 1, bottom];
    outlined(x, y, width, height - 2, theme.foreground);
  }
  const { row, column } = cellOf(view, looked.spot);
  const x = columnLeft(geometry, column);
  const width = Math.max(3, columnLeft(geometry, column + 1) - x);
  ctx.strokeStyle = faded(theme.focus, 0.7);
  ctx.lineWidth = 1;
  ctx.strokeRect(x, top, width, bottom);
  if (!looked.onSymbol) outlined(x, top + row * rowHeight - scrolled, width, Math.max(3, rowHeight), theme.focus);
}

/** The numbers of the steps, or of the units. */
function paintColumnNames(ctx: CanvasRenderingContext2D, view: View, geometry: Geometry, theme: Theme): void {
  const { looked, order, head } = view;
  const { columns, across, strip } = geometry;
  const every = Math.max(1, Math.ceil((columns * 26) / across));
  ctx.fillStyle = theme.quiet;
  ctx.textAlign = 'center';
  for (let column = 0; column < columns; column += every)
    ctx.fillText(
      String((looked.fixed === 'step' ? order[column] : column) + 1),
      (columnLeft(geometry, column) + columnLeft(geometry, column + 1)) / 2,
      strip.top + strip.height + 9,
    );
  const { sequence, step } = looked.spot;
  const target = head.header.targets && targetAt(view, sequence, step);
  if (target === undefined || !hasStep(head, sequence, step) || geometry.bars === 0) return;
  const x = geometry.left + geometry.across + 6;
  ctx.textAlign = 'left';
  ctx.fillText(t('target'), x, strip.top + 12);
  ctx.fillStyle = theme.foreground;
  ctx.fillText(head.header.targets ? symbolName(head.header.targets, target) : '', x, strip.top + 28);
}
