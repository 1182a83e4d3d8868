import { popupMenu } from '../ui/popupMenu';
import { t } from '../ui/l10n';

/** What the list leads to. */
export interface Section {
  readonly title: string;
  goTo(): void;
}

/** The charts of the page in its order; choosing one brings it into view and gives it the keyboard's focus. */
export function contentsMenu(sectionsOf: () => readonly Section[]): HTMLElement {
  const menu = popupMenu(t('Contents'), () =>
    sectionsOf().map((section) => ({ text: section.title, leaves: true, act: () => section.goTo() })),
  );
  menu.classList.add('contents');
  return menu;
}
