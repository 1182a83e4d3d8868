import { plainLayout, type PageLayout } from '../../src/page/layout';
import type { ChartFrame } from './chartFrame';
import { h } from '../ui/dom';
import { t } from '../ui/l10n';

type Group = 'drawn' | 'folded' | 'offered';

/**
 * The charts in their order, pinned ones first. Collapsed charts are a list below them, and charts that have nothing to
 * draw in this run, or need another config setting before they can, are small and at the end.
 */
export class ChartGrid {
  readonly element: HTMLElement;
  private readonly groups: Readonly<Record<Group, HTMLElement>> = {
    drawn: h('div', { class: 'charts' }),
    folded: h('div', { class: 'folded' }),
    offered: h('div', { class: 'offers' }),
  };
  private readonly more: HTMLElement;
  private arrangement = '';
  private order: string[] = [];

  /** @param states stands behind the charts that are drawn */
  constructor(
    private readonly frames: ReadonlyMap<string, ChartFrame>,
    states: HTMLElement,
  ) {
    this.more = h(
      'section',
      { class: 'more', 'aria-labelledby': 'title-more' },
      h('h2', { id: 'title-more' }, t('More charts')),
      this.groups.offered,
    );
    this.element = h('div', {}, this.groups.drawn, this.groups.folded, states, this.more);
    this.arrange(plainLayout, true);
  }

  /** The charts that are shown, in their order. */
  get shown(): readonly ChartFrame[] {
    return this.order.flatMap((id) => {
      const frame = this.frames.get(id);
      return frame && !frame.element.hidden ? [frame] : [];
    });
  }

  /**
   * Moves charts only where their order has changed; the keyboard's focus stays where it is.
   * @param running a chart without data may still get some, and keeps its place
   */
  arrange({ pinned, collapsed }: PageLayout, running: boolean): void {
    const groupOf = (id: string, frame: ChartFrame): Group =>
      !frame.element.hidden && (frame.offers || (frame.isEmpty && !running))
        ? 'offered'
        : collapsed.includes(id)
          ? 'folded'
          : 'drawn';
    const first = pinned.filter((id) => this.frames.has(id));
    const order = [...first, ...[...this.frames.keys()].filter((id) => !first.includes(id))];
    const places = order.flatMap((id) => {
      const frame = this.frames.get(id);
      return frame ? [{ id, frame, group: groupOf(id, frame) }] : [];
    });
    this.more.hidden = !places.some(({ group }) => group === 'offered');
    this.order = [
      ...places.filter(({ group }) => group === 'drawn'),
      ...places.filter(({ group }) => group === 'folded'),
    ].map(({ id }) => id);
    const arrangement = places.map(({ id, group }) => `${id}:${group}`).join();
    if (arrangement === this.arrangement) return;
    this.arrangement = arrangement;
    const focused = document.activeElement;
    for (const [group, box] of Object.entries(this.groups))
      box.replaceChildren(...places.filter((place) => place.group === group).map(({ frame }) => frame.element));
    if (focused instanceof HTMLElement && focused !== document.activeElement && this.element.contains(focused))
      focused.focus({ preventScroll: true });
  }
}
