import { type Caption, pictureOf } from '../painters/picture';
import type { Theme } from '../ui/theme';
import { h } from '../ui/dom';
import { t } from '../ui/l10n';
import { cellOf, geometryOf, type Geometry, pointedAt, scrollLength, spotAt } from './geometry';
import type { Spot, View } from './looked';
import { MapPainter, type MapLook } from './mapPainter';

export interface MapEvents {
  /** The pointer is on a cell, or on a symbol; undefined: it left. */
  point(spot: Spot | undefined, onSymbol: boolean): void;
  /** A cell, or a symbol, is chosen. */
  choose(spot: Spot, onSymbol: boolean): void;
  /** Steps of a sequence are chosen by dragging. */
  select(sequence: number, from: number, to: number): void;
  /** The bar of a unit was pressed. */
  toggle(unit: number): void;
  key(event: KeyboardEvent): void;
  scrolled(): void;
}

/** The map in a box that scrolls over its rows: only those that are seen are painted. */
export class MapView {
  readonly element: HTMLElement;
  private readonly canvas = h('canvas', { 'aria-hidden': 'true' });
  private readonly room = h('div', { class: 'states-room' });
  private readonly painter = new MapPainter();
  private view: View | undefined;
  private geometry: Geometry | undefined;
  /** Where dragging began. */
  private held: Spot | undefined;

  constructor(private readonly events: MapEvents) {
    this.element = h(
      'div',
      { class: 'states-map', tabindex: 0, role: 'application', 'aria-roledescription': t('chart') },
      this.canvas,
      this.room,
    );
    this.element.addEventListener('scroll', () => events.scrolled());
    this.element.addEventListener('keydown', (event) => events.key(event));
    this.canvas.addEventListener('pointerdown', (event) => this.press(event));
    this.canvas.addEventListener('pointermove', (event) => this.move(event));
    this.canvas.addEventListener('pointerup', (event) => this.release(event));
    this.canvas.addEventListener('pointerleave', () => {
      if (!this.held) events.point(undefined, false);
    });
  }

  paint(view: View, look: MapLook): void {
    this.view = view;
    const ctx = this.canvas.getContext('2d');
    const { clientWidth, clientHeight } = this.element;
    if (!ctx || clientWidth === 0) return;
    const geometry = geometryOf(view, clientWidth, clientHeight);
    this.geometry = geometry;
    const ratio = globalThis.devicePixelRatio || 1;
    const [width, height] = [Math.round(clientWidth * ratio), Math.round(clientHeight * ratio)];
    if (this.canvas.width !== width || this.canvas.height !== height) {
      this.canvas.width = width;
      this.canvas.height = height;
      this.canvas.style.width = `${clientWidth}px`;
      this.canvas.style.height = `${clientHeight}px`;
    }
    this.room.style.height = `${scrollLength(geometry)}px`;
    ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
    this.painter.paint(ctx, view, geometry, Math.min(this.element.scrollTop, scrollLength(geometry)), look);
  }

  /** What is seen of the map as PNG, in base64. */
  png(caption: Caption, theme: Theme): string {
    const url = pictureOf(this.canvas, caption, theme);
    return url.slice(url.indexOf(',') + 1);
  }

  /** Scrolls until the row of a spot is seen. */
  reveal(view: View, spot: Spot): void {
    const { clientWidth, clientHeight, scrollTop } = this.element;
    const { rowHeight, down } = geometryOf(view, clientWidth, clientHeight);
    const top = cellOf(view, spot).row * rowHeight;
    if (top < scrollTop) this.element.scrollTop = top;
    else if (top + rowHeight > scrollTop + down) this.element.scrollTop = top + rowHeight - down;
  }

  private pointed(event: PointerEvent): (ReturnType<typeof pointedAt> & { readonly spot: Spot }) | undefined {
    const { view, geometry } = this;
    if (!view || !geometry) return undefined;
    const box = this.canvas.getBoundingClientRect();
    const [x, y] = [event.clientX - box.left, event.clientY - box.top];
    const at = pointedAt(geometry, x, y, this.element.scrollTop);
    const { spot } = view.looked;
    const onSymbol = at.onSymbol && view.looked.fixed !== 'step' && view.head.header.inputs !== undefined;
    return { ...at, onSymbol, spot: onSymbol ? { ...spot, step: at.column } : spotAt(view, at.row, at.column) };
  }

  private press(event: PointerEvent): void {
    const at = this.pointed(event);
    if (!at || event.button !== 0) return;
    if (at.onBars && this.view?.looked.fixed === 'sequence') {
      this.events.toggle(at.spot.unit);
      return;
    }
    this.events.choose(at.spot, at.onSymbol);
    if (at.onSymbol || this.view?.looked.fixed === 'step') return;
    this.held = at.spot;
    this.canvas.setPointerCapture(event.pointerId);
  }

  private move(event: PointerEvent): void {
    const at = this.pointed(event);
    if (!at) return;
    const { held } = this;
    if (!held) this.events.point(at.spot, at.onSymbol);
    else if (at.column !== held.step)
      this.events.select(held.sequence, Math.min(held.step, at.column), Math.max(held.step, at.column));
  }

  private release(event: PointerEvent): void {
    this.held = undefined;
    if (this.canvas.hasPointerCapture(event.pointerId)) this.canvas.releasePointerCapture(event.pointerId);
  }
}
