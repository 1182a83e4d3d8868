import type { Theme } from '../ui/theme';
import { pathOf } from './pathText';

/** Space between a sign and its text. */
const gap = 5;

/** The width of a legend's entry on a picture, its signs and texts in a row. */
export function entryWidth(ctx: CanvasRenderingContext2D, entry: HTMLElement, scale: number): number {
  return [...entry.childNodes].reduce((sum, part) => sum + partWidth(ctx, part, scale) + gap * scale, -gap * scale);
}

/** Draws an entry's signs (SVG elements of paths, rectangles and circles) and texts in a row. */
export function drawEntry(
  ctx: CanvasRenderingContext2D,
  entry: HTMLElement,
  left: number,
  top: number,
  scale: number,
  theme: Theme,
): void {
  let x = left;
  for (const part of entry.childNodes) {
    if (part instanceof SVGElement) {
      ctx.save();
      ctx.translate(x, top + 1.5 * scale);
      ctx.scale(scale, scale);
      for (const shape of part.children) drawShape(ctx, shape, theme);
      ctx.restore();
    } else {
      ctx.fillStyle = theme.foreground;
      ctx.fillText(part.textContent ?? '', x, top);
    }
    x += partWidth(ctx, part, scale) + gap * scale;
  }
}

function partWidth(ctx: CanvasRenderingContext2D, part: Node, scale: number): number {
  return part instanceof SVGElement
    ? Number(part.getAttribute('width')) * scale
    : ctx.measureText(part.textContent ?? '').width;
}

function drawShape(ctx: CanvasRenderingContext2D, shape: Element, theme: Theme): void {
  const number = (name: string): number => Number(shape.getAttribute(name) ?? 0);
  const colour = (name: string): string | undefined => {
    const value = shape.getAttribute(name);
    if (value === 'currentColor') return theme.foreground;
    return value === null || value === 'none' ? undefined : value;
  };
  ctx.save();
  const moved = /translate\(([-\d.]+)[ ,]+([-\d.]+)\)/.exec(shape.getAttribute('transform') ?? '');
  if (moved) ctx.translate(Number(moved[1]), Number(moved[2]));
  const opacity = shape.getAttribute('opacity');
  if (opacity !== null) ctx.globalAlpha = Number(opacity);
  const path = pathOf(dataOf(shape, number));
  const [fill, stroke] = [colour('fill'), colour('stroke')];
  if (fill !== undefined) {
    ctx.fillStyle = fill;
    ctx.fill(path);
  }
  if (stroke !== undefined) {
    ctx.strokeStyle = stroke;
    ctx.lineWidth = number('stroke-width') || 1;
    const dashes = shape.getAttribute('stroke-dasharray');
    ctx.setLineDash(dashes === null || dashes === 'none' ? [] : dashes.split(/[ ,]+/).map(Number));
    ctx.stroke(path);
  }
  ctx.restore();
}

/** The path data of a path, a rectangle or a circle. */
function dataOf(shape: Element, number: (name: string) => number): string {
  if (shape.localName === 'rect') {
    const [width, height] = [number('width'), number('height')];
    return `M${number('x')} ${number('y')}h${width}v${height}h${-width}z`;
  }
  if (shape.localName === 'circle') {
    const r = number('r');
    return `M${number('cx') - r} ${number('cy')}a${r} ${r} 0 1 1 ${2 * r} 0a${r} ${r} 0 1 1 ${-2 * r} 0z`;
  }
  return shape.getAttribute('d') ?? '';
}
