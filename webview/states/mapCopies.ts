import type { Caption } from '../painters/picture';
import { toCsv } from '../model/csv';
import type { Theme } from '../ui/theme';
import type { FrameEvents } from '../view/frameOptions';
import { t } from '../ui/l10n';
import { valueOf } from '../../src/result/states/value';
import { spotAt } from './geometry';
import { byteAt, hasState, type View } from './looked';

/** A map as CSV: every row of it, also those that are not scrolled to; empty where there is no state. */
function mapCsv(view: View): string {
  const { head, shape, loaded, looked, order } = view;
  const { fixed } = looked;
  const rows = fixed === 'sequence' ? shape.units : loaded.sequences;
  const columns = fixed === 'step' ? shape.units : head.header.length;
  const names = Array.from({ length: columns }, (_, column) =>
    fixed === 'step' ? t('unit {0}', order[column] + 1) : t('step {0}', column + 1),
  );
  const cells = Array.from({ length: rows }, (_, row) => [
    fixed === 'sequence' ? order[row] + 1 : head.rows[row] + 1,
    ...names.map((_name, column) => {
      const spot = spotAt(view, row, column);
      return hasState(view, spot.sequence, spot.step)
        ? valueOf(shape, spot.unit, loaded.bytes[byteAt(view, spot)])
        : undefined;
    }),
  ]);
  const first = fixed === 'sequence' ? t('unit') : t('sequence');
  return toCsv(
    [first, ...names].map((label) => ({ label, numeric: true })),
    cells,
  );
}

/** What a map stands in. */
export interface MapAround {
  readonly id: string;
  readonly title: string;
  /** The sentences with it. */
  readonly words: readonly string[];
  readonly map: { png(caption: Caption, theme: Theme): string };
}

/** Saves a map: all of it as CSV, or what is seen as a picture. */
export function saveMap(
  ending: 'png' | 'csv',
  view: View,
  { id, title, words, map }: MapAround,
  theme: Theme,
  events: Pick<FrameEvents, 'save'>,
): void {
  if (ending === 'csv') {
    events.save(`${id}.csv`, mapCsv(view), 'utf8');
    return;
  }
  const { name, part } = view.shape;
  const caption = {
    title: [title, name, ...(part === undefined ? [] : [part])].join(', '),
    says: words.filter((text) => text !== '').join(' '),
    legend: [],
  };
  events.save(`${id}.png`, map.png(caption, theme), 'base64');
}
