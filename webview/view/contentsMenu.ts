import { popupMenu } from '../ui/popupMenu';
import { t } from '../ui/l10n';
import type { ChartFrame } from './chartFrame';

/** The charts of the page in its order; choosing one brings it into view and gives it the keyboard's focus. */
export function contentsMenu(framesOf: () => readonly ChartFrame[]): HTMLElement {
  const menu = popupMenu(t('Contents'), () =>
    framesOf().map((frame) => ({ text: frame.title, leaves: true, act: () => frame.goTo() })),
  );
  menu.classList.add('contents');
  return menu;
}
