import { button } from '../ui/controls';
import { h } from '../ui/dom';
import { t } from '../ui/l10n';
import type { Actions } from './actions';

/** A button that opens a menu: arrow keys move, Escape or leaving it closes it. */
export function exportMenu(actions: Actions, live: boolean): HTMLElement {
  const kinds = [
    { kind: 'json', text: t('Result as JSON') },
    { kind: 'csv', text: t('All tables as CSV') },
    { kind: 'png', text: t('All charts as PNG') },
    { kind: 'html', text: t('Report as one HTML file') },
  ] as const;
  const list = h('div', { role: 'menu', class: 'menu', hidden: true, 'aria-label': t('Export') });
  const open = button({ label: t('Export'), press: () => toggle(list.hidden) });
  open.setAttribute('aria-haspopup', 'menu');
  const items = kinds
    .filter(({ kind }) => live || kind !== 'html')
    .map(({ kind, text }) => {
      const item = h('button', { type: 'button', role: 'menuitem', tabindex: -1 }, text);
      item.addEventListener('click', () => {
        toggle(false);
        open.focus();
        actions.exportAs(kind);
      });
      return item;
    });
  list.append(...items);
  const box = h('div', { class: 'menu-box' }, open, list);

  function toggle(shown: boolean): void {
    list.hidden = !shown;
    open.setAttribute('aria-expanded', String(shown));
    if (shown) items[0].focus();
  }
  toggle(false);
  box.addEventListener('keydown', (event) => {
    const at = items.findIndex((item) => item === document.activeElement);
    if (event.key === 'Escape' && !list.hidden) {
      toggle(false);
      open.focus();
    } else if (at >= 0 && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
      event.preventDefault();
      items[(at + (event.key === 'ArrowDown' ? 1 : items.length - 1)) % items.length].focus();
    }
  });
  box.addEventListener('focusout', (event) => {
    if (!(event.relatedTarget instanceof Node && box.contains(event.relatedTarget))) list.hidden = true;
  });
  return box;
}
