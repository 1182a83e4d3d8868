import type { Theme } from '../ui/theme';
import { drawEntry, entryWidth } from './pictureLegend';

/** The words around a chart in its picture. */
export interface Caption {
  readonly title: string;
  readonly says: string;
  /** Entries of the legend, as elements. */
  readonly legend: readonly HTMLElement[];
}

/** The chart as a PNG data URL on the theme's background: title, chart, legend, and the sentence below. */
export function pictureOf(canvas: HTMLCanvasElement, { title, says, legend }: Caption, theme: Theme): string {
  const scale = canvas.clientWidth > 0 ? canvas.width / canvas.clientWidth : 1;
  const margin = 12 * scale;
  const size = 12 * scale;
  const line = size * 1.5;
  const out = document.createElement('canvas');
  const ctx = out.getContext('2d');
  if (!ctx) return canvas.toDataURL('image/png');
  const plain = `${size}px ${theme.fontFamily}`;
  ctx.font = plain;
  const lines = broken(ctx, says, canvas.width);
  const rows = legendRows(ctx, legend, canvas.width, scale);
  out.width = canvas.width + 2 * margin;
  out.height = canvas.height + 2 * margin + size * 2 + (rows.length + lines.length) * line;
  ctx.fillStyle = theme.background;
  ctx.fillRect(0, 0, out.width, out.height);
  ctx.fillStyle = theme.foreground;
  ctx.textBaseline = 'top';
  ctx.font = `600 ${size * 1.1}px ${theme.fontFamily}`;
  ctx.fillText(title, margin, margin);
  ctx.drawImage(canvas, margin, margin + size * 2);
  ctx.font = plain;
  let y = margin + size * 2 + canvas.height;
  for (const row of rows) {
    for (const { entry, x } of row) drawEntry(ctx, entry, margin + x, y, scale, theme);
    y += line;
  }
  ctx.fillStyle = theme.quiet;
  for (const text of lines) {
    ctx.fillText(text, margin, y);
    y += line;
  }
  return out.toDataURL('image/png');
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

function broken(ctx: CanvasRenderingContext2D, text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const longer = line ? `${line} ${word}` : word;
    if (line && ctx.measureText(longer).width > width) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  return line ? [...lines, line] : lines;
}
