import { button } from './controls';
import { h } from './dom';

export interface MenuItem {
  readonly text: string;
  readonly act: () => void;
  /** The action moves the keyboard's focus elsewhere. */
  readonly leaves?: boolean;
}

/**
 * A button that opens a menu: arrow keys move, Escape or leaving it closes it.
 * @param itemsOf asked at every opening
 */
export function popupMenu(label: string, itemsOf: () => readonly MenuItem[]): HTMLElement {
  const list = h('div', { role: 'menu', class: 'menu', hidden: true, 'aria-label': label });
  const open = button({ label, press: () => toggle(list.hidden) });
  open.setAttribute('aria-haspopup', 'menu');
  const box = h('div', { class: 'menu-box' }, open, list);

  function toggle(shown: boolean): void {
    if (shown) list.replaceChildren(...itemsOf().map(itemOf));
    list.hidden = !shown;
    open.setAttribute('aria-expanded', String(shown));
    if (shown && list.firstElementChild instanceof HTMLElement) list.firstElementChild.focus();
  }

  function itemOf({ text, act, leaves }: MenuItem): HTMLElement {
    const item = h('button', { type: 'button', role: 'menuitem', tabindex: -1 }, text);
    item.addEventListener('click', () => {
      toggle(false);
      if (leaves !== true) open.focus();
      act();
    });
    return item;
  }

  toggle(false);
  box.addEventListener('keydown', (event) => {
    const items = [...list.children].filter((item) => item instanceof HTMLElement);
    const at = items.findIndex((item) => item === document.activeElement);
    if (event.key === 'Escape' && !list.hidden) {
      event.stopPropagation();
      toggle(false);
      open.focus();
    } else if (at >= 0 && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
      event.preventDefault();
      items[(at + (event.key === 'ArrowDown' ? 1 : items.length - 1)) % items.length].focus();
    }
  });
  box.addEventListener('focusout', (event) => {
    if (event.relatedTarget instanceof Node && box.contains(event.relatedTarget)) return;
    list.hidden = true;
    open.setAttribute('aria-expanded', 'false');
  });
  return box;
}
