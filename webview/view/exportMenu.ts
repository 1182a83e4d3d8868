import { popupMenu } from '../ui/popupMenu';
import { t } from '../ui/l10n';
import type { Actions } from './actions';

export function exportMenu(actions: Actions, live: boolean): HTMLElement {
  const kinds = [
    { kind: 'json', text: t('Result as JSON') },
    { kind: 'csv', text: t('All tables as CSV') },
    { kind: 'png', text: t('All charts as PNG') },
    { kind: 'svg', text: t('All charts as SVG') },
    { kind: 'markdown', text: t('Summary as Markdown') },
    { kind: 'html', text: t('Report as one HTML file') },
    { kind: 'tensorBoard', text: t('Curves for TensorBoard') },
  ] as const;
  return popupMenu(t('Export'), () =>
    kinds
      .filter(({ kind }) => live || kind !== 'html')
      .map(({ kind, text }) => ({ text, act: () => actions.exportAs(kind) })),
  );
}
