import type { Chart } from 'chart.js';
import type { Theme } from '../ui/theme';
import { drawnOn } from './drawnAsSvg';
import { drawEntry, entryWidth } from './pictureLegend';
import { SvgRecorder } from './svgRecorder';

/** The words around a chart in its picture. */
export interface Caption {
  readonly title: string;
  readonly says: string;
  /** Entries of the legend, as elements. */
  readonly legend: readonly HTMLElement[];
}

/** The chart as a PNG data URL on the theme's background: title, chart, legend, and the sentence below. */
export function pictureOf(canvas: HTMLCanvasElement, caption: Caption, theme: Theme): string {
  const scale = canvas.clientWidth > 0 ? canvas.width / canvas.clientWidth : 1;
  const out = document.createElement('canvas');
  const ctx = out.getContext('2d');
  if (!ctx) return canvas.toDataURL('image/png');
  const place = placed(ctx, { width: canvas.width, height: canvas.height, scale }, caption, theme);
  out.width = place.width;
  out.height = place.height;
  drawCaption(ctx, place, caption, theme);
  ctx.drawImage(canvas, place.left, place.top);
  return out.toDataURL('image/png');
}

/** The same picture as SVG: sharp at every size, its texts texts. */
export function vectorPictureOf(chart: Chart, caption: Caption, theme: Theme): string {
  const recorder = new SvgRecorder();
  const { ctx } = recorder;
  const place = placed(ctx, { width: chart.width, height: chart.height, scale: 1 }, caption, theme);
  drawCaption(ctx, place, caption, theme);
  ctx.translate(place.left, place.top);
  drawnOn(chart, ctx);
  return recorder.svg(place.width, place.height, caption.title, caption.says);
}

interface Size {
  readonly width: number;
  readonly height: number;
  /** Pixels of the picture to one of the page. */
  readonly scale: number;
}

/** Where the parts of a picture are. */
interface Placing extends Size {
  readonly left: number;
  readonly top: number;
  /** The end of the chart. */
  readonly bottom: number;
  readonly size: number;
  readonly rows: readonly (readonly { entry: HTMLElement; x: number }[])[];
  readonly lines: readonly string[];
}

function placed(ctx: CanvasRenderingContext2D, chart: Size, { says, legend }: Caption, theme: Theme): Placing {
  const { width, height, scale } = chart;
  const margin = 12 * scale;
  const size = 12 * scale;
  ctx.font = `${size}px ${theme.fontFamily}`;
  const lines = broken(ctx, says, width);
  const rows = legendRows(ctx, legend, width, scale);
  const top = margin + size * 2;
  return {
    width: width + 2 * margin,
    height: height + 2 * margin + size * 2 + (rows.length + lines.length) * size * 1.5,
    scale,
    left: margin,
    top,
    bottom: top + height,
    size,
    rows,
    lines,
  };
}

function drawCaption(ctx: CanvasRenderingContext2D, place: Placing, { title }: Caption, theme: Theme): void {
  const { width, height, scale, left, bottom, size, rows, lines } = place;
  ctx.fillStyle = theme.background;
  ctx.fillRect(0, 0, width, height);
  ctx.fillStyle = theme.foreground;
  ctx.textBaseline = 'top';
  ctx.font = `600 ${size * 1.1}px ${theme.fontFamily}`;
  ctx.fillText(title, left, left);
  ctx.font = `${size}px ${theme.fontFamily}`;
  let y = bottom;
  for (const row of rows) {
    for (const { entry, x } of row) drawEntry(ctx, entry, left + x, y, scale, theme);
    y += size * 1.5;
  }
  ctx.fillStyle = theme.quiet;
  for (const text of lines) {
    ctx.fillText(text, left, y);
    y += size * 1.5;
  }
}

/** The legend's entries in rows of the picture's width. */
function legendRows(
  ctx: CanvasRenderingContext2D,
  legend: readonly HTMLElement[],
  width: number,
  scale: number,
): { entry: HTMLElement; x: number }[][] {
  const rows: { entry: HTMLElement; x: number }[][] = [];
  let x = Infinity;
  for (const entry of legend) {
    const own = entryWidth(ctx, entry, scale);
    if (x + own > width) {
      rows.push([]);
      x = 0;
    }
    rows.at(-1)?.push({ entry, x });
    x += own + 14 * scale;
  }
  return rows;
}

/** Where a line may end: after a word, and after a Chinese character and the marks behind it. */
const lineParts = /\s*(?:\p{Script=Han}|[^\s\p{Script=Han}，。；：、）]+)[，。；：、）]*/gu;

function broken(ctx: CanvasRenderingContext2D, text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const part of text.match(lineParts) ?? []) {
    const longer = line + part;
    if (line && ctx.measureText(longer).width > width) {
      lines.push(line);
      line = part.trimStart();
    } else line = longer;
  }
  return line ? [...lines, line] : lines;
}
