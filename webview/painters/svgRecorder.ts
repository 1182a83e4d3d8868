import { pathText } from './pathText';
import { fontOf, paintOf, round, SvgDefinitions, xml } from './svgParts';

/** Drawing that charts do not use: it must not be lost without a word. */
const unknown = new Set<PropertyKey>(['arcTo', 'putImageData', 'drawImage', 'createPattern', 'createConicGradient']);

type Drawing = { [Name in keyof CanvasRenderingContext2D]?: CanvasRenderingContext2D[Name] };

/**
 * Records what is drawn on a canvas as SVG elements. The state of drawing (colours, fonts, dashes, transforms) is that
 * of a real context of a canvas that nobody sees; only paths, texts and clips are taken from the calls.
 */
export class SvgRecorder {
  /** Draw on this. */
  readonly ctx: CanvasRenderingContext2D;
  private readonly elements: string[] = [];
  private readonly definitions = new SvgDefinitions();
  private path = '';
  private clip: string | undefined;
  private readonly clips: (string | undefined)[] = [];

  /** @throws Error where the browser has no canvas */
  constructor() {
    const state = document.createElement('canvas').getContext('2d');
    if (!state) throw new Error('This browser has no canvas.');
    const drawing = this.drawing(state);
    this.ctx = new Proxy(state, {
      get: (_, name) => {
        if (Object.hasOwn(drawing, name)) return Reflect.get(drawing, name) as unknown;
        if (unknown.has(name)) throw new Error(`${String(name)} is not drawn as SVG.`);
        const value: unknown = Reflect.get(state, name);
        return typeof value === 'function' ? (value.bind(state) as unknown) : value;
      },
      set: (_, name, value) => Reflect.set(state, name, value),
    });
  }

  /** The picture, in pixels of the page. */
  svg(width: number, height: number, title: string, description: string): string {
    return [
      `<svg xmlns="http://www.w3.org/2000/svg" width="${round(width)}" height="${round(height)}" ` +
        `viewBox="0 0 ${round(width)} ${round(height)}" role="img">`,
      `<title>${xml(title)}</title><desc>${xml(description)}</desc>`,
      this.definitions.text(),
      ...this.elements,
      '</svg>',
    ]
      .filter((line) => line !== '')
      .join('\n');
  }

  private drawing(state: CanvasRenderingContext2D): Drawing {
    const to = (x: number, y: number): string => {
      const { a, b, c, d, e, f } = state.getTransform();
      return `${round(a * x + c * y + e)} ${round(b * x + d * y + f)}`;
    };
    const add = (command: string, ...points: string[]): void => void (this.path += command + points.join(' '));
    const lineTo = (x: number, y: number): void => add(this.path === '' ? 'M' : 'L', to(x, y));
    const ellipse: CanvasRenderingContext2D['ellipse'] = (x, y, rx, ry, rotation, start, end, backward = false) => {
      const at = (angle: number): [number, number] => {
        const [across, down] = [rx * Math.cos(angle), ry * Math.sin(angle)];
        const [cos, sin] = [Math.cos(rotation), Math.sin(rotation)];
        return [x + across * cos - down * sin, y + across * sin + down * cos];
      };
      const { a, b, c, d } = state.getTransform();
      const scale = Math.hypot(a, b);
      const turned = (rotation + Math.atan2(b, a)) * (180 / Math.PI);
      const sweep = backward !== a * d - b * c < 0 ? 0 : 1;
      const turn = sweepOf(start, end, backward);
      lineTo(...at(start));
      // SVG gives an arc by its two ends, so that a whole turn needs two arcs.
      const halves = Math.abs(turn) > Math.PI ? [start + turn / 2, start + turn] : [start + turn];
      for (const angle of halves)
        add('A', `${round(rx * scale)} ${round(ry * scale)} ${round(turned)} 0 ${sweep} ${to(...at(angle))}`);
    };
    const rect = (x: number, y: number, width: number, height: number): void => {
      add('M', to(x, y));
      add('L', to(x + width, y), to(x + width, y + height), to(x, y + height));
      add('Z');
    };
    const painted = (kind: 'fill' | 'stroke', path: unknown, rule?: unknown): void => {
      const own = path instanceof Path2D ? pathText(path) : this.path;
      if (own === undefined) throw new Error('A path of unknown data is not drawn as SVG.');
      if (own === '') return;
      const { a, b, c, d, e, f } = state.getTransform();
      const moved = path instanceof Path2D ? ` transform="matrix(${[a, b, c, d, e, f].map(round).join(' ')})"` : '';
      const scale = path instanceof Path2D ? 1 : Math.hypot(a, b);
      const odd = rule === 'evenodd' ? ' fill-rule="evenodd"' : '';
      this.put(`<path d="${own}"${moved}${odd}${paintOf(state, kind, scale, this.definitions)}`);
    };
    const boxed = (kind: 'fill' | 'stroke', x: number, y: number, width: number, height: number): void => {
      const kept = this.path;
      this.path = '';
      rect(x, y, width, height);
      painted(kind, undefined);
      this.path = kept;
    };
    const text = (kind: 'fill' | 'stroke', words: string, x: number, y: number, widest?: number): void =>
      this.text(state, kind, words, x, y, widest);
    return {
      save: () => {
        state.save();
        this.clips.push(this.clip);
      },
      restore: () => {
        state.restore();
        if (this.clips.length > 0) this.clip = this.clips.pop();
      },
      beginPath: () => void (this.path = ''),
      closePath: () => add('Z'),
      moveTo: (x, y) => add('M', to(x, y)),
      lineTo,
      bezierCurveTo: (ax, ay, bx, by, x, y) => add('C', to(ax, ay), to(bx, by), to(x, y)),
      quadraticCurveTo: (ax, ay, x, y) => add('Q', to(ax, ay), to(x, y)),
      arc: (x, y, radius, start, end, backward) => ellipse(x, y, radius, radius, 0, start, end, backward),
      ellipse,
      rect,
      roundRect: rect,
      clip: () => void (this.clip = this.definitions.clip(this.path, this.clip)),
      fill: (path?: Path2D | CanvasFillRule, rule?: CanvasFillRule) => painted('fill', path, rule ?? path),
      stroke: (path?: Path2D) => painted('stroke', path),
      fillRect: (...box) => boxed('fill', ...box),
      strokeRect: (...box) => boxed('stroke', ...box),
      clearRect: () => undefined,
      fillText: (...told) => text('fill', ...told),
      strokeText: (...told) => text('stroke', ...told),
      createLinearGradient: (ax, ay, bx, by) => {
        const gradient = state.createLinearGradient(ax, ay, bx, by);
        const addStop = this.definitions.gradient(gradient, to(ax, ay), to(bx, by));
        const addReal = gradient.addColorStop.bind(gradient);
        gradient.addColorStop = (offset, colour) => {
          addReal(offset, colour);
          addStop(offset, colour);
        };
        return gradient;
      },
    };
  }

  private text(
    state: CanvasRenderingContext2D,
    kind: 'fill' | 'stroke',
    words: string,
    x: number,
    y: number,
    widest = Infinity,
  ): void {
    const { a, b, c, d, e, f } = state.getTransform();
    const own = state.measureText(words);
    const { textBaseline } = state;
    state.textBaseline = 'alphabetic';
    const base = y + state.measureText(words).fontBoundingBoxAscent - own.fontBoundingBoxAscent;
    state.textBaseline = textBaseline;
    const squeezed = own.width > widest ? ` textLength="${round(widest)}" lengthAdjust="spacingAndGlyphs"` : '';
    this.put(
      `<text x="${round(x)}" y="${round(base)}" transform="matrix(${[a, b, c, d, e, f].map(round).join(' ')})"` +
        `${fontOf(state)}${squeezed}${paintOf(state, kind, 1, this.definitions)}`,
      xml(words),
    );
  }

  /** @param open a tag without its end */
  private put(open: string, content?: string): void {
    if (/ (?:fill|stroke)-opacity="0"/.test(open)) return;
    const tag = `${open}${this.clip === undefined ? '' : ` clip-path="url(#${this.clip})"`}`;
    const name = open.slice(1, open.indexOf(' '));
    // A clip is in the picture's coordinates, and the text in its own.
    const isMoved = this.clip !== undefined && open.includes(' transform=');
    const whole = (plain: string): string => (content === undefined ? `${plain}/>` : `${plain}>${content}</${name}>`);
    this.elements.push(isMoved ? `<g clip-path="url(#${this.clip})">${whole(open)}</g>` : whole(tag));
  }
}

/** How far an arc turns from its start, in radians, as canvases count: a whole turn at most. */
function sweepOf(start: number, end: number, backward: boolean): number {
  const whole = 2 * Math.PI;
  const turn = backward ? start - end : end - start;
  const forward = turn >= whole ? whole : ((turn % whole) + whole) % whole;
  return backward ? -forward : forward;
}
