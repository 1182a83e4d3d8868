import type { ChartFrame } from './chartFrame';
import { h } from '../ui/dom';
import { t } from '../ui/l10n';

/** The charts in their order; charts that need another config setting before they can draw are small and at the end. */
export class ChartGrid {
  readonly element: HTMLElement;
  private readonly drawn = h('div', { class: 'charts' });
  private readonly offered = h('div', { class: 'offers' });
  private readonly more: HTMLElement;
  private arrangement = '';

  constructor(private readonly frames: ReadonlyMap<string, ChartFrame>) {
    this.more = h(
      'section',
      { class: 'more', 'aria-labelledby': 'title-more' },
      h('h2', { id: 'title-more' }, t('More charts')),
      this.offered,
    );
    this.element = h('div', {}, this.drawn, this.more);
    this.arrange();
  }

  /** Moves only charts that have changed sides; the others are not touched, so that the keyboard's focus stays. */
  arrange(): void {
    const all = [...this.frames].filter(([, frame]) => !frame.element.hidden);
    const offers = new Set(all.filter(([, frame]) => frame.offers).map(([id]) => id));
    this.more.hidden = offers.size === 0;
    const arrangement = [...offers].join();
    if (arrangement === this.arrangement && this.drawn.childElementCount > 0) return;
    this.arrangement = arrangement;
    const side = (offered: boolean): HTMLElement[] =>
      [...this.frames].filter(([id]) => offers.has(id) === offered).map(([, { element }]) => element);
    this.drawn.replaceChildren(...side(false));
    this.offered.replaceChildren(...side(true));
  }
}
