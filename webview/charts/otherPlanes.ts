import { t } from '../ui/l10n';
import { alsoWithByEpoch, shownAlsoWith } from './alsoWith';
import type { ChartData } from '../model/chartData';
import { planeFrom } from './plane';
import type { Scene } from '../model/scene';

/** The information plane by one of the additional estimators; absent where the config requests none. */
export function otherPlanesChartData(scene: Scene): ChartData | undefined {
  const shown = shownAlsoWith(scene);
  if (shown === undefined) return undefined;
  return planeFrom(
    scene,
    (layer) => {
      const targets = alsoWithByEpoch(scene, 'outputInformation', layer, shown);
      return [...alsoWithByEpoch(scene, 'inputInformation', layer, shown)].map(([epoch, input]) => ({
        input,
        target: targets.get(epoch),
      }));
    },
    { text: t('The estimator {0} does not apply to this network and these data.', shown) },
  );
}
