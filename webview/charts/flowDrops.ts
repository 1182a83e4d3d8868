import { formatValue } from '../../src/result/format';
import type { InformationLoss } from '../../src/result/result';
import { convert } from '../../src/result/units';
import { t } from '../ui/l10n';
import type { Drop } from '../model/chartData';
import { shownEpoch, type Scene } from '../model/scene';

/** The document's losses, which belong to the last epoch: none while another epoch is shown. */
export function shownLosses(scene: Scene): readonly InformationLoss[] {
  return shownEpoch(scene) === scene.index.epochs.at(-1) ? (scene.result.losses ?? []) : [];
}

/** Losses that begin at the input have no column to start from. */
export function dropsOf(scene: Scene): Drop[] {
  const place = (layer: string): number => scene.layers.findIndex(({ name }) => name === layer);
  return shownLosses(scene).flatMap((loss): Drop[] => {
    if (loss.quantity === 'memory' || loss.from === 'X' || place(loss.from) < 0 || place(loss.to) < 0) return [];
    const [before, after, lost] = [loss.before, loss.after, loss.lost].map((value) =>
      convert(value, loss.unit, scene.unit),
    );
    const sign = loss.quantity === 'inputInformation' ? 1 : -1;
    const name = `−${formatValue(lost)}`;
    return [
      {
        from: place(loss.from),
        to: place(loss.to),
        before: sign * before,
        after: sign * after,
        narrowest: loss.narrowest === true,
        name: loss.narrowest ? t('{0}, largest loss', name) : name,
      },
    ];
  });
}
