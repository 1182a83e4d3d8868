import { headsOf } from '../../src/config/layers/heads';
import { formatValue, negligible } from '../../src/result/format';
import { toldLoss } from '../../src/result/informationLoss';
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
  const heads = new Set(headsOf(scene.result.config.model.layers).map(({ name }) => name));
  return shownLosses(scene).flatMap((loss): Drop[] => {
    if (loss.quantity === 'memory' || loss.from === 'X' || place(loss.from) < 0 || place(loss.to) < 0) return [];
    // A head has to drop what its target does not need.
    if (loss.quantity === 'inputInformation' && heads.has(loss.to)) return [];
    if (toldLoss(loss) < negligible(loss.unit)) return [];
    const [before, after, lost] = [loss.before, loss.after, toldLoss(loss)].map((value) =>
      convert(value, loss.unit, scene.unit),
    );
    const sign = loss.quantity === 'inputInformation' ? 1 : -1;
    const name = `${loss.comparable ? '−' : '≥ '}${formatValue(lost)}`;
    const about = sign > 0 ? t('about the input') : t('about the target');
    return [
      {
        from: place(loss.from),
        to: place(loss.to),
        before: sign * before,
        after: sign * after,
        narrowest: loss.narrowest === true,
        name: ofNoise(loss, loss.narrowest ? t('{0}, largest loss {1}', name, about) : name),
      },
    ];
  });
}

/** The name of a loss, with a remark where the output without its declared noise holds more. */
const ofNoise = ({ warnings = [] }: InformationLoss, name: string): string =>
  warnings.some(({ code }) => code === 'lossOfNoise') ? t('{0} (of the declared noise)', name) : name;
