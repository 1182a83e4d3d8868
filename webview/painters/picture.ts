import type { Theme } from '../ui/theme';

/** The chart as a PNG data URL on the theme's background, with its title above and its sentence below. */
export function pictureOf(canvas: HTMLCanvasElement, title: string, says: string, theme: Theme): string {
  const scale = canvas.clientWidth > 0 ? canvas.width / canvas.clientWidth : 1;
  const margin = 12 * scale;
  const size = 12 * scale;
  const out = document.createElement('canvas');
  const ctx = out.getContext('2d');
  if (!ctx) return canvas.toDataURL('image/png');
  const family = theme.fontFamily;
  ctx.font = `${size}px ${family}`;
  const lines = broken(ctx, says, canvas.width);
  out.width = canvas.width + 2 * margin;
  out.height = canvas.height + 2 * margin + size * 2 + lines.length * size * 1.4;
  ctx.fillStyle = theme.background;
  ctx.fillRect(0, 0, out.width, out.height);
  ctx.fillStyle = theme.foreground;
  ctx.textBaseline = 'top';
  ctx.font = `600 ${size * 1.1}px ${family}`;
  ctx.fillText(title, margin, margin);
  ctx.drawImage(canvas, margin, margin + size * 2);
  ctx.font = `${size}px ${family}`;
  ctx.fillStyle = theme.quiet;
  lines.forEach((line, i) => ctx.fillText(line, margin, margin + size * 2 + canvas.height + i * size * 1.4));
  return out.toDataURL('image/png');
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
