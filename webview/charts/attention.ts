import { isEveryStep } from '../../src/result/attention';
import type { AttentionMap, AttentionPeak, Unit } from '../../src/result/result';
import { formatValue, percent } from '../../src/result/format';
import { convert } from '../../src/result/units';
import { unitName } from '../model/labels';
import { t } from '../ui/l10n';
import type { ChartData, Mark, Series } from '../model/chartData';
import type { Scene } from '../model/scene';

/** The choices of the chart: each attention layer, and each of its heads where it has several. */
export function attentionChoices(scene: Scene): { value: string; text: string }[] {
  const seen = new Map<string, AttentionMap>();
  for (const map of mapsOf(scene)) if (!seen.has(map.layer)) seen.set(map.layer, map);
  return [...seen.values()].flatMap(({ layer, heads }) => [
    { value: layer, text: heads ? t('{0}, all heads', layer) : layer },
    ...(heads ?? []).map((_, i) => ({ value: `${layer}/${i + 1}`, text: t('{0}, head {1}', layer, i + 1) })),
  ]);
}

export function shownAttention(scene: Scene): string | undefined {
  const choices = attentionChoices(scene);
  return (choices.find(({ value }) => value === scene.choices.attention) ?? choices.at(0))?.value;
}

interface Shown {
  readonly map: AttentionMap;
  readonly name: string;
  readonly weights: readonly (readonly number[])[];
  readonly peak: AttentionPeak;
}

/**
 * Weights of an attention layer: x is the step looked at, one row per looking step; absent without an attention layer.
 */
export function attentionChartData(scene: Scene): ChartData | undefined {
  if (!scene.result.config.model.layers.some(({ type }) => type === 'attention')) return undefined;
  const shown = shownMap(scene);
  const series = shown ? rowsOf(shown, scene.unit) : [];
  const all = series.flatMap(({ marks }) => marks);
  const blocks = shown !== undefined && !isEveryStep(shown.map);
  return {
    says: shown ? [saysOf(shown.name, shown.peak), ...saysPassed(shown.map, scene.unit)].join(' ') : '',
    of: [],
    x: {
      label: blocks ? t('key step (last of each block)') : t('key step'),
      kind: 'time',
      low: 0,
      high: Math.max(0, (shown?.map.steps.length ?? 1) - 1),
      names: (shown?.map.steps ?? []).map(String),
    },
    y: {
      label: t('attention weight'),
      low: 0,
      high: Math.max(0, ...peaksOf(scene), ...all.map(({ y }) => y)),
      tight: true,
    },
    series,
    limits: [],
    bands: [],
    rows: blocks ? t('query step (last of each block)') : t('query step'),
    columns: [
      { label: t('layer'), numeric: false },
      { label: t('query step'), numeric: true },
      { label: t('key step'), numeric: true },
      { label: t('attention weight'), numeric: true },
      { label: t('epoch'), numeric: true },
      { label: t('samples'), numeric: true },
    ],
    ...(shown
      ? { subtitle: shown.name }
      : {
          teaching: {
            text: scene.running
              ? t('The first estimates are being computed.')
              : t('No attention weights were recorded at this epoch. Move the slider to an epoch that has them.'),
          },
        }),
  };
}

function mapsOf(scene: Scene): readonly AttentionMap[] {
  return scene.result.attention ?? [];
}

/** The chosen layer or head at the shown epoch; with "newest", the newest map there is. */
function shownMap(scene: Scene): Shown | undefined {
  const chosen = shownAttention(scene);
  if (chosen === undefined) return undefined;
  const [layer, head] = chosen.split('/');
  const own = mapsOf(scene).filter((map) => map.layer === layer);
  const { epoch } = scene.choices;
  const map = epoch === 'newest' ? own.at(-1) : own.find((item) => item.epoch === epoch);
  if (!map) return undefined;
  const one = map.heads?.find((_, i) => String(i + 1) === head);
  return one
    ? { map, name: t('{0}, head {1}', layer, head), weights: one.weights, peak: one.peak }
    : { map, name: layer, weights: map.weights, peak: map.peak };
}

function rowsOf({ map, name, weights }: Shown, unit: Unit): Series[] {
  return map.steps.map((step, row): Series => ({
    name: String(step),
    layer: map.layer,
    role: 'estimate',
    marks: map.steps.map((at, column): Mark => {
      const weight = weights[row][column];
      return {
        x: column,
        y: weight,
        bound: 'none',
        warnings: [],
        layer: map.layer,
        epoch: map.epoch,
        read: t('{0}, query step {1}, key step {2}: attention weight {3}', name, step, at, percent(weight)),
        details: [...passedLine(map, column, unit), t('{0} samples, epoch {1}', map.samples, map.epoch)],
        cells: [name, step, at, weight, map.epoch, map.samples],
      };
    }),
  }));
}

/** The largest weights of every epoch, so that the scale is the same for all epochs. */
function peaksOf(scene: Scene): number[] {
  return mapsOf(scene).map(({ weights }) => Math.max(0, ...weights.map((row) => Math.max(0, ...row))));
}

function saysOf(name: string, { back, weight }: AttentionPeak): string {
  const share = percent(weight);
  if (back === 0) return t('{0} attends most to the current step, with {1} of its attention weight.', name, share);
  if (back === 1) return t('{0} attends most to the previous step, with {1} of its attention weight.', name, share);
  if (back === -1) return t('{0} attends most to the next step, with {1} of its attention weight.', name, share);
  return back > 0
    ? t('{0} attends most to the step {1} steps back, with {2} of its attention weight.', name, back, share)
    : t('{0} attends most to the step {1} steps ahead, with {2} of its attention weight.', name, -back, share);
}

/** What a looked-at step lets through, where the layer has a bottleneck. */
function passedLine({ passed }: AttentionMap, column: number, unit: Unit): string[] {
  if (!passed) return [];
  const amount = formatValue(convert(passed.steps[column], passed.unit, unit));
  return [t('at most {0} {1} about the key step pass the bottleneck', amount, unitName(unit))];
}

function saysPassed(map: AttentionMap, unit: Unit): string[] {
  const { layer, passed } = map;
  if (!passed) return [];
  const { total, largestShare, largestAt } = passed;
  const [all, most] = [formatValue(convert(total, passed.unit, unit)), percent(largestShare)];
  return [
    isEveryStep(map)
      ? t(
          '{0} lets at most {1} {2} of a sequence pass; {3} of that is at step {4}.',
          layer,
          all,
          unitName(unit),
          most,
          largestAt,
        )
      : t(
          '{0} lets at most {1} {2} of a sequence pass; {3} of that is in the block of steps that ends at step {4}.',
          layer,
          all,
          unitName(unit),
          most,
          largestAt,
        ),
  ];
}
