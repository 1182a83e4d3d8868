import { faded } from '../ui/colour';
import { h } from '../ui/dom';
import { t } from '../ui/l10n';
import type { Theme } from '../ui/theme';
import { hasStep, type View } from './looked';
import { colourKey, coloursOf, type PlaneColours } from './planeColours';
import { PlaneImage } from './planeCanvas';
import { emptyProjection, project, type Projection } from './projection';
import { Slices } from './slices';

/** States of a slice of the work, between two looks at the clock. */
const chunk = 2000;

export interface PlaneEvents {
  /** The pointer, or the keyboard, is on a state; undefined: it left. */
  point(state: { readonly sequence: number; readonly step: number } | undefined): void;
  /** A state is chosen. */
  choose(state: { readonly sequence: number; readonly step: number }): void;
  key(event: KeyboardEvent): void;
}

/** All states on the plane of the two directions along which they vary most, and one sequence's path among them. */
export class PlaneView {
  readonly element: HTMLElement;
  private readonly canvas = h('canvas', { 'aria-hidden': 'true' });
  private readonly image = new PlaneImage();
  private readonly work = new Slices();
  private projection: Projection = emptyProjection(0);
  private projected = 0;
  private bytes: Uint8Array | undefined;
  private drawn = '';
  colours: PlaneColours | undefined;

  constructor(
    events: PlaneEvents,
    private readonly changed: () => void,
  ) {
    this.element = h(
      'div',
      { class: 'states-plane', tabindex: 0, role: 'application', 'aria-roledescription': t('chart') },
      this.canvas,
    );
    const stateAt = (event: MouseEvent): { sequence: number; step: number } | undefined => {
      const ratio = this.ratio;
      const box = this.canvas.getBoundingClientRect();
      const state = this.image.stateAt((event.clientX - box.left) * ratio, (event.clientY - box.top) * ratio, 8);
      return state === undefined ? undefined : this.placeOf(state);
    };
    this.canvas.addEventListener('pointermove', (event) => events.point(stateAt(event)));
    this.canvas.addEventListener('pointerleave', () => events.point(undefined));
    this.canvas.addEventListener('click', (event) => {
      const state = stateAt(event);
      if (state) events.choose(state);
    });
    this.element.addEventListener('keydown', (event) => events.key(event));
  }

  get busy(): boolean {
    return this.work.busy;
  }

  private view: View | undefined;

  /** Projects what is new of the states, and draws them anew where anything about their picture changed. */
  update(view: View, theme: Theme): void {
    this.view = view;
    const { loaded, shape, head } = view;
    const states = loaded.sequences * shape.steps;
    if (this.bytes !== loaded.bytes) {
      this.bytes = loaded.bytes;
      this.projection = emptyProjection(head.header.sequences * shape.steps);
      this.projected = 0;
      this.drawn = '';
    }
    const ratio = this.ratio;
    const [width, height] = [this.canvas.clientWidth * ratio, this.canvas.clientHeight * ratio];
    const key = [states, colourKey(view), width, height, theme.background, theme.series.join()].join('/');
    if (key === this.drawn || width === 0) return;
    this.drawn = key;
    const colours = coloursOf(view, view.looked.colour, theme);
    this.colours = colours;
    const { projection } = this;
    const at = (state: number): boolean =>
      hasStep(head, Math.floor(state / shape.steps), shape.steps === 1 ? head.header.length - 1 : state % shape.steps);
    const from = this.projected;
    this.work.run(
      states - from,
      chunk,
      (start, end) => {
        project(loaded.bytes, shape, projection, at, from + start, from + end);
        this.projected = from + end;
      },
      () => {
        this.image.begin(width, height);
        const size = Math.max(1, Math.round((states > 20_000 ? 1.5 : 3) * ratio));
        this.work.run(
          states,
          chunk,
          (start, end) => this.image.add(projection, colours.of, colours.palette, size, start, end),
          () => {
            this.image.end();
            this.changed();
          },
        );
      },
    );
  }

  /** Draws the picture, and over it the path of the sequence that is looked at. */
  paint(theme: Theme): void {
    const { view, canvas } = this;
    const ctx = canvas.getContext('2d');
    if (!view || !ctx || canvas.clientWidth === 0) return;
    const ratio = this.ratio;
    const [width, height] = [Math.round(canvas.clientWidth * ratio), Math.round(canvas.clientHeight * ratio)];
    if (canvas.width !== width || canvas.height !== height) [canvas.width, canvas.height] = [width, height];
    ctx.clearRect(0, 0, width, height);
    ctx.drawImage(this.image.canvas, 0, 0);
    const { spot, range } = view.looked;
    const { steps } = view.shape;
    const first = steps === 1 ? 0 : view.head.header.length - view.head.lengths[spot.sequence];
    const placeOf = (step: number): [number, number] =>
      this.image.placeOf(this.projection, spot.sequence * steps + Math.min(step, steps - 1));
    if (this.projected <= spot.sequence * steps) return;
    const path = (from: number, to: number, colour: string, thick: number): void => {
      ctx.beginPath();
      for (let step = from; step <= to; step++) ctx.lineTo(...placeOf(step));
      ctx.strokeStyle = colour;
      ctx.lineWidth = thick * ratio;
      ctx.lineJoin = 'round';
      ctx.stroke();
    };
    path(first, steps - 1, faded(theme.background, 0.6), 3);
    // The path grows stronger, so that its end is seen.
    for (let step = first; step < steps - 1; step++)
      path(step, step + 1, faded(theme.foreground, 0.35 + (0.65 * (step + 1)) / steps), 1.3);
    if (range?.sequence === spot.sequence && steps > 1) path(range.from, range.to, theme.foreground, 3);
    const [x, y] = placeOf(spot.step);
    for (const [radius, colour] of [
      [7, theme.background],
      [5, theme.focus],
      [2.5, theme.foreground],
    ] as const) {
      ctx.beginPath();
      ctx.arc(x, y, radius * ratio, 0, 2 * Math.PI);
      ctx.fillStyle = colour;
      ctx.fill();
    }
  }

  private get ratio(): number {
    return globalThis.devicePixelRatio || 1;
  }

  private placeOf(state: number): { sequence: number; step: number } {
    const { steps = 1 } = this.view?.shape ?? {};
    const length = this.view?.head.header.length ?? 1;
    return { sequence: Math.floor(state / steps), step: steps === 1 ? length - 1 : state % steps };
  }
}
