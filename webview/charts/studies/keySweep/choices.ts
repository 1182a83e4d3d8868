import { sweptKeys, type SweptKey } from '../../../../src/config/layers/sweptKeys';
import {
  formulaOf,
  type SweptField,
  type SweptMetric,
  sweptMetrics,
} from '../../../../src/result/studies/keySweep/summary';
import { nameOfModel } from '../../../../src/result/networks';
import { quantityName } from '../../../model/labels';
import type { Scene } from '../../../model/scene';
import type { Choice } from '../../../ui/controls';
import { t } from '../../../ui/l10n';

/** What one chart of a sweep shows: for one key a line for each of these, for a grid a single one. */
export interface SweptShown extends Choice {
  readonly metrics: readonly SweptMetric[];
}

export const keysOf = ({ result }: Scene): readonly SweptKey[] => sweptKeys(result.config.sweep);

/** What may be drawn against the keys: for one key a quantity of all layers; for a grid that of one layer. */
export function sweptChoices(scene: Scene): SweptShown[] {
  const isGrid = keysOf(scene).length > 1;
  const shown = new Map<string, SweptShown>();
  for (const metric of sweptMetrics(scene.result)) {
    const value = isGrid ? metric.id : kindOf(metric);
    const known = shown.get(value)?.metrics ?? [];
    shown.set(value, {
      value,
      text: isGrid ? metricName(scene, metric) : kindName(metric),
      metrics: [...known, metric],
    });
  }
  return [...shown.values()];
}

/** The chosen one; else the information about the target, or the first that there is. */
export function shownSwept(scene: Scene): SweptShown | undefined {
  const choices = sweptChoices(scene);
  return (
    choices.find(({ value }) => value === scene.choices.sweptMetric) ??
    choices.findLast(({ metrics }) => metrics.some((one) => kindOf(one) === 'outputInformation')) ??
    choices.at(0)
  );
}

/** The keys of a grid, any of which may stand on the horizontal axis. */
export const acrossChoices = (scene: Scene): Choice[] => keysOf(scene).map(({ key }) => ({ value: key, text: key }));

/** The place of the key on the horizontal axis: the chosen one, or the first. */
export const shownAcross = (scene: Scene): number =>
  Math.max(
    0,
    keysOf(scene).findIndex(({ key }) => key === scene.choices.sweptAcross),
  );

const kindOf = (metric: SweptMetric): string => ('field' in metric ? metric.field : metric.quantity);

export const kindName = (metric: SweptMetric): string =>
  'field' in metric ? fieldName(metric.field) : quantityName(metric.quantity);

/** A metric by itself: "gru: About the target, I(state;Y)". */
export function metricName(scene: Scene, metric: SweptMetric): string {
  const name = 'field' in metric ? fieldName(metric.field) : t('{0}, {1}', kindName(metric), formulaOf(metric));
  return (scene.result.networks?.length ?? 0) > 0 ? t('{0}: {1}', networkOf(scene, metric), name) : name;
}

const networkOf = ({ result }: Scene, { networkName }: SweptMetric): string => networkName ?? nameOfModel(result);

/** A line among those of one quantity: its layer, or its network. */
export function lineName(scene: Scene, metric: SweptMetric): string {
  const network = networkOf(scene, metric);
  if ('field' in metric) return network;
  return (scene.result.networks?.length ?? 0) > 0 ? t('{0}, {1}', network, metric.subject) : metric.subject;
}

export function fieldName(field: SweptField): string {
  switch (field) {
    case 'accuracy':
      return t('held-out accuracy');
    case 'loss':
      return t('held-out loss');
    case 'parameters':
      return t('parameters');
    case 'seconds':
      return t('training time (s)');
  }
}
