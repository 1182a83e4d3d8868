/** Coordinates to a hundredth of a pixel. */
export const round = (value: number): string => String(Number(value.toFixed(2)));

/** Text in XML. */
export const xml = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    // XML 1.0 has no control characters.
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '');

/** Left, top, right, bottom. */
type Box = readonly [number, number, number, number];

/** The box that a path is; undefined where it is none. */
function boxOf(path: string): Box | undefined {
  const parts = /^M(\S+) (\S+)L(\S+) \2 \3 (\S+) \1 \4Z$/.exec(path);
  if (!parts) return undefined;
  const [ax, ay, bx, by] = parts.slice(1).map(Number);
  return [Math.min(ax, bx), Math.min(ay, by), Math.max(ax, bx), Math.max(ay, by)];
}

function common(a: Box, b: Box): Box {
  const [left, top] = [Math.max(a[0], b[0]), Math.max(a[1], b[1])];
  return [left, top, Math.max(left, Math.min(a[2], b[2])), Math.max(top, Math.min(a[3], b[3]))];
}

const pathOfBox = ([left, top, right, bottom]: Box): string =>
  `M${left} ${top}L${right} ${top} ${right} ${bottom} ${left} ${bottom}Z`;

/** Clips and gradients of a picture, which elements name. */
export class SvgDefinitions {
  private readonly parts: string[] = [];
  private readonly clips = new Map<string, string>();
  private readonly boxes = new Map<string, Box>();
  private readonly gradients = new Map<CanvasGradient, { id: string; ends: string; stops: string[] }>();

  /** The name of a clip to a path, within another clip. Few programs read a clip within a clip: boxes become one. */
  clip(path: string, within: string | undefined): string {
    const key = `${within ?? ''} ${path}`;
    const known = this.clips.get(key);
    if (known !== undefined) return known;
    const id = `clip${this.clips.size + 1}`;
    this.clips.set(key, id);
    const outer = within === undefined ? undefined : this.boxes.get(within);
    const own = boxOf(path);
    const box = own && outer ? common(own, outer) : within === undefined ? own : undefined;
    if (box) this.boxes.set(id, box);
    const nested = box !== undefined || within === undefined ? '' : ` clip-path="url(#${within})"`;
    this.parts.push(`<clipPath id="${id}"${nested}><path d="${box ? pathOfBox(box) : path}"/></clipPath>`);
    return id;
  }

  /** @returns what adds a colour to it */
  gradient(of: CanvasGradient, from: string, to: string): (offset: number, colour: string) => void {
    const [[x1, y1], [x2, y2]] = [from.split(' '), to.split(' ')];
    const stops: string[] = [];
    const ends = `gradientUnits="userSpaceOnUse" x1="${x1}" y1="${y1}" x2="${x2}" y2="${y2}"`;
    this.gradients.set(of, { id: `gradient${this.gradients.size + 1}`, ends, stops });
    return (offset, colour) => {
      const { solid, opacity } = opaqueColour(colour);
      stops.push(`<stop offset="${round(offset)}" stop-color="${solid}" stop-opacity="${round(opacity)}"/>`);
    };
  }

  /** The name of a gradient that this picture has. */
  nameOf(gradient: CanvasGradient): string | undefined {
    return this.gradients.get(gradient)?.id;
  }

  text(): string {
    const gradients = [...this.gradients.values()].map(
      ({ id, ends, stops }) => `<linearGradient id="${id}" ${ends}>${stops.join('')}</linearGradient>`,
    );
    const all = [...this.parts, ...gradients];
    return all.length === 0 ? '' : `<defs>${all.join('')}</defs>`;
  }
}

/** The attributes of filling or stroking with the state of a context; many programs read no colour with opacity. */
export function paintOf(
  state: CanvasRenderingContext2D,
  kind: 'fill' | 'stroke',
  scale: number,
  definitions: SvgDefinitions,
): string {
  const style = kind === 'fill' ? state.fillStyle : state.strokeStyle;
  const paint = (solid: string, opacity: number): string =>
    ` ${kind}="${solid}"${opacity < 1 ? ` ${kind}-opacity="${round(opacity)}"` : ''}`;
  const other = kind === 'fill' ? '' : ' fill="none"';
  const { solid, opacity } =
    typeof style === 'string'
      ? opaqueColour(style)
      : { solid: style instanceof CanvasGradient ? `url(#${definitions.nameOf(style) ?? ''})` : 'none', opacity: 1 };
  const painted = other + paint(solid, opacity * state.globalAlpha);
  return kind === 'fill' ? painted : painted + lineOf(state, scale);
}

function lineOf(state: CanvasRenderingContext2D, scale: number): string {
  const { lineWidth, lineCap, lineJoin, lineDashOffset } = state;
  const dashes = state.getLineDash();
  return [
    ` stroke-width="${round(lineWidth * scale)}"`,
    lineCap === 'butt' ? '' : ` stroke-linecap="${lineCap}"`,
    lineJoin === 'miter' ? '' : ` stroke-linejoin="${lineJoin}"`,
    dashes.length === 0 ? '' : ` stroke-dasharray="${dashes.map((dash) => round(dash * scale)).join(' ')}"`,
    lineDashOffset === 0 ? '' : ` stroke-dashoffset="${round(lineDashOffset * scale)}"`,
  ].join('');
}

/** A colour as a canvas tells it, `#rrggbb` or `rgba(r, g, b, a)`, without its opacity, and that. */
function opaqueColour(colour: string): { solid: string; opacity: number } {
  const parts = /^rgba?\(([\d.]+)[, ]+([\d.]+)[, ]+([\d.]+)(?:[,/ ]+([\d.]+))?\)$/.exec(colour);
  if (!parts) return { solid: colour, opacity: 1 };
  const [red, green, blue] = parts.slice(1, 4).map((part) => Math.round(Number(part)).toString(16).padStart(2, '0'));
  return { solid: `#${red}${green}${blue}`, opacity: Number(parts.at(4) ?? 1) };
}

/** A group of a pattern may match nothing. */
const given = (part: string | undefined): string | undefined => part;

const anchors = { left: 'start', start: 'start', center: 'middle', right: 'end', end: 'end' } as const;

/** The font and the alignment of a context: `600 12px "Segoe UI"` is all that a canvas tells of a font. */
export function fontOf({ font, textAlign }: CanvasRenderingContext2D): string {
  const parts = /^(?:(italic|oblique) )?(?:small-caps )?(?:(bold|\d{3}) )?([\d.]+)px (.+)$/.exec(font);
  const [slant, weight, size = '12', family = 'sans-serif'] = (parts ?? []).slice(1).map(given);
  return [
    ` font-family="${xml(family.replaceAll('"', "'"))}" font-size="${size}"`,
    slant === undefined ? '' : ` font-style="${slant}"`,
    weight === undefined ? '' : ` font-weight="${weight}"`,
    anchors[textAlign] === 'start' ? '' : ` text-anchor="${anchors[textAlign]}"`,
  ].join('');
}
