import type { Assumption } from '../../src/information/types/assumption';
import { assumptionWords } from '../../src/result/assumptionWords';
import { ofText, reasonText, sentenceText, warningText } from './sentence';
import type { Estimate, Quantity, Unit } from '../../src/result/result';
import type { BoundDirection } from '../../src/information/types/estimate';
import { isModelled } from '../../src/result/limits';
import { t } from '../ui/l10n';

export function unitName(unit: Unit): string {
  return unit === 'bits' ? t('bits') : t('nats');
}

export function quantityName(quantity: Quantity): string {
  switch (quantity) {
    case 'inputInformation':
      return t('About the input');
    case 'historyInformation':
      return t('About its previous state');
    case 'outputInformation':
      return t('About the target');
    case 'layerInformation':
      return t('Between layers');
    case 'memory':
      return t('Memory');
    case 'conditionalMemory':
      return t('Memory given all later inputs');
    case 'predictiveInformation':
      return t('About the future');
    case 'stateCapacity':
      return t('State capacity');
    case 'lagRelevance':
      return t('One input about the target');
    case 'memoryNull':
      return t('Shuffled baseline');
    case 'entropy':
      return t('Entropy');
    case 'rate':
      return t('Rate');
    case 'relevance':
      return t('Relevance');
    case 'infomax':
      return t("Critic's estimate");
  }
}

/** An estimator's name in a config; exact values and estimates by the network's own head have no name there. */
export function estimatorName(estimator: Estimate['estimator']): string {
  switch (estimator) {
    case 'exact':
      return t('exact');
    case 'decoder':
      return t("the network's own head");
    default:
      return estimator;
  }
}

export function boundName(bound: BoundDirection): string {
  switch (bound) {
    case 'lower':
      return t('lower bound');
    case 'upper':
      return t('upper bound');
    case 'none':
      return '';
  }
}

/** The model that an estimate assumes, as it follows "assumes"; nothing where it assumes none. */
export const assumptionName = (assumption: Assumption | undefined): string =>
  assumption === undefined ? '' : sentenceText(assumptionWords(assumption));

/**
 * The basis of one estimate, for a tooltip: estimator and samples, why it was chosen, which bound, why it is doubtful.
 */
export function basisOf(estimate: Estimate, unit: Unit): string[] {
  const bound = boundName(estimate.bound);
  const lines = [
    bound
      ? t('{0}, {1} samples, {2}', estimatorName(estimate.estimator), estimate.samples, bound)
      : t('{0}, {1} samples', estimatorName(estimate.estimator), estimate.samples),
  ];
  if (estimate.assumes)
    lines.push(
      isModelled(estimate)
        ? t('assumes {0}', assumptionName(estimate.assumes))
        : t('the value assumes {0}; the limits hold without it', assumptionName(estimate.assumes)),
    );
  if (estimate.of) lines.push(t('computed from {0}', ofText(estimate.of)));
  if (estimate.reason) lines.push(reasonText(estimate.reason, unit));
  for (const warning of estimate.warnings ?? [])
    lines.push(t('Warning (hollow marker): {0}', warningText(warning, unit)));
  return lines;
}
