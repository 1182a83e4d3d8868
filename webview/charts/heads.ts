import { predictedTargets, targetSentence } from '../../src/config/layers/heads';
import type { Estimate, HeadRecord } from '../../src/result/result';
import { t } from '../ui/l10n';
import type { ChartData, Mark, Series } from '../model/chartData';
import { formatValue, percent } from '../../src/result/format';
import { axisFromZero, estimateColumns, estimateMark, ofWhat } from '../model/estimateMarks';
import type { ResultIndex } from '../../src/result/resultIndex';
import { shownEpoch, type Scene } from '../model/scene';
import { sentenceText } from '../model/sentence';
import { classNotes } from '../model/classes';
import { unitName } from '../model/labels';

/**
 * Every layer's information about each head's target: one row per target, for every network where there are several.
 * Only where a head predicts something other than Y.
 */
export function headsChartData(scene: Scene): ChartData | undefined {
  const targets = targetsOf(scene);
  if (targets.length === 0) return undefined;
  const names = scene.layers.map(({ name }) => name);
  const used: Estimate[] = [];
  const row = (index: ResultIndex, network: string | undefined, target: string): Series[] => {
    const name = network === undefined ? target : t('{0}, {1}', network, target);
    const marks = names.flatMap((layer, x): Mark[] => {
      const estimate = index.about(layer, target, shownEpoch(scene) ?? 0);
      if (!estimate) return [];
      used.push(estimate);
      return [estimateMark(scene, estimate, x, t('{0} about {1}', layer, name), [layer, name, estimate.time], layer)];
    });
    return marks.length > 0 ? [{ name, role: 'estimate', marks }] : [];
  };
  const networks = scene.result.networks ?? [];
  const model = networks.length > 0 ? (scene.result.config.model.name ?? t('model')) : undefined;
  const series = [
    ...targets.flatMap((target) => row(scene.index, model, target)),
    ...networks.flatMap((network) =>
      targets.flatMap((target) => row(scene.index.ofNetwork(network), network.name, target)),
    ),
  ];
  const unit = unitName(scene.unit);
  return {
    says: saysOf(scene, series),
    of: ofWhat(used),
    x: { label: t('layer'), low: 0, high: Math.max(0, names.length - 1), names },
    y: axisFromZero(
      unit,
      series.flatMap(({ marks }) => marks.map(({ y }) => y)),
    ),
    rows: t('target of the head'),
    series,
    limits: [],
    bands: [],
    notes: classNotes(scene, targets),
    columns: [
      { label: t('layer'), numeric: false },
      { label: t('target'), numeric: false },
      { label: t('step'), numeric: true },
      ...estimateColumns(scene),
    ],
    ...(series.length > 0
      ? {}
      : {
          teaching: {
            text: scene.running
              ? t('The first estimates are being computed.')
              : t('No layer was measured against the targets of the heads at this epoch.'),
          },
        }),
  };
}

/** The targets of the config's heads, where one is not Y. */
function targetsOf(scene: Scene): string[] {
  const predicted = predictedTargets(scene.result.config.model.layers);
  return predicted.some((target) => target !== 'Y') ? predicted : [];
}

/** The accuracy or error of each head at the last epoch. */
function saysOf(scene: Scene, series: readonly Series[]): string {
  const records: HeadRecord[] = scene.result.training.at(-1)?.heads ?? [];
  const sentences = records.flatMap(({ name, target, validationAccuracy, validationSquaredError }) => {
    const predicted = sentenceText(targetSentence(target));
    const chance = scene.result.data?.chances?.find((known) => known.target === target);
    if (validationAccuracy !== undefined)
      return [
        chance
          ? t(
              '{0} predicts {1} with a held-out accuracy of {2} over all steps (chance level {3}).',
              name,
              predicted,
              percent(validationAccuracy),
              percent(chance.share),
            )
          : t(
              '{0} predicts {1} with a held-out accuracy of {2} over all steps.',
              name,
              predicted,
              percent(validationAccuracy),
            ),
      ];
    return validationSquaredError === undefined
      ? []
      : [
          t(
            '{0} predicts {1} with a held-out mean squared error of {2}.',
            name,
            predicted,
            formatValue(validationSquaredError),
          ),
        ];
  });
  if (sentences.length > 0) return sentences.join(' ');
  return series.length > 0 ? t('The heads predict {0} targets.', targetsOf(scene).length) : '';
}
