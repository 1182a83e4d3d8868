import { formatValue } from '../../../../src/result/format';
import {
  chosenOf,
  type GeneralisationField,
  type GeneralisationGroup,
  generalisationGroups,
  overGroup,
  settingText,
} from '../../../../src/result/studies/generalisation/summary';
import { convert } from '../../../../src/result/units';
import type { ChartData, Limit, Mark, Series } from '../../../model/chartData';
import { unitName } from '../../../model/labels';
import type { Scene } from '../../../model/scene';
import { t } from '../../../ui/l10n';

/**
 * Training and held-out loss over beta, with the chosen beta marked, beside the network without its bottleneck and the
 * best dropout. Absent before the first network is trained.
 */
export function generalisationChartData(scene: Scene): ChartData | undefined {
  const groups = generalisationGroups(scene.result.studies);
  const overBeta = groups.filter(({ way }) => way === 'bottleneck');
  if (overBeta.length === 0) return undefined;
  const unit = unitName(scene.unit);
  const height = t('loss a target ({0})', unit);
  const best = chosenOf(groups, 'bottleneck');
  const rivals = [chosenOf(groups, 'plain'), chosenOf(groups, 'dropout')].flatMap((group) => group ?? []);
  const series = (['reported', 'training'] as const).map((field, colour): Series => ({
    name: fieldName(field),
    role: 'estimate',
    colour,
    dashed: field === 'training',
    marks: overBeta.flatMap((group) => markOf(scene, group, field)),
  }));
  const levels = rivals.flatMap((group): Limit[] => {
    const mean = overGroup(group, 'reported');
    return mean ? [{ axis: 'y', value: shown(scene, mean.value), name: nameOf(group) }] : [];
  });
  const heights = [
    ...series.flatMap(({ marks }) => marks.flatMap(({ y, interval }) => [y, interval?.low ?? y, interval?.high ?? y])),
    ...levels.map(({ value }) => value),
  ];
  const betas = overBeta.map(({ setting = 1 }) => Math.log10(setting));
  return {
    says: saysOf(scene, [...(best ? [best] : []), ...rivals], unit),
    of: [],
    x: { label: t('beta (logarithmic)'), low: Math.min(...betas), high: Math.max(...betas), log: true },
    y: { label: height, low: Math.min(...heights), high: Math.max(...heights) },
    series,
    limits: [
      ...levels,
      ...(best ? [{ axis: 'x' as const, value: Math.log10(best.setting ?? 1), name: t('chosen') }] : []),
    ],
    bands: [],
    columns: [
      { label: t('network'), numeric: false },
      { label: t('sequences'), numeric: false },
      { label: height, numeric: true },
      { label: t('low'), numeric: true },
      { label: t('high'), numeric: true },
      { label: t('rate at the last step, at most ({0})', unit), numeric: true },
      { label: t('repetitions'), numeric: true },
    ],
  };
}

const shown = ({ result: { config }, unit }: Scene, value: number): number =>
  convert(value, config.analysis.unit, unit);

const fieldName = (field: 'reported' | 'training'): string =>
  field === 'training' ? t('training sequences') : t('held-out sequences that chose nothing');

function nameOf({ way, setting = 0 }: GeneralisationGroup): string {
  switch (way) {
    case 'plain':
      return t('without the bottleneck');
    case 'bottleneck':
      return t('beta {0}', settingText(setting));
    case 'dropout':
      return t('dropout {0}', settingText(setting));
  }
}

function markOf(scene: Scene, group: GeneralisationGroup, field: 'reported' | 'training'): Mark[] {
  const of = (what: GeneralisationField) => overGroup(group, what);
  const mean = of(field);
  if (!mean) return [];
  const [value, low, high] = [mean.value, mean.low, mean.high].map((each) => shown(scene, each));
  const rate = of('rate');
  const { points, setting = 1 } = group;
  return [
    {
      x: Math.log10(setting),
      y: value,
      ...(points.length > 1 && { interval: { low, high } }),
      bound: 'none',
      warnings: [],
      read: t('{0}, {1}: {2}', nameOf(group), fieldName(field), formatValue(value)),
      details: [t('mean over {0} repetitions', points.length)],
      cells: [...[nameOf(group), fieldName(field), value, low, high], rate && shown(scene, rate.value), points.length],
    },
  ];
}

const saysOf = (scene: Scene, groups: readonly GeneralisationGroup[], unit: string): string =>
  groups
    .flatMap((group) => {
      const mean = overGroup(group, 'reported');
      return mean
        ? [t('{0}: {1} {2} a held-out target.', nameOf(group), formatValue(shown(scene, mean.value)), unit)]
        : [];
    })
    .join(' ');
