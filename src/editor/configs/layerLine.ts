import { unitWord } from '../../result/units';
import { assumptionWords } from '../../result/assumptionWords';
import { isModelled, readingOf } from '../../result/limits';
import { reasonSentence, warningSentence } from '../../result/warningSentence';
import { ofWords } from '../../result/ofWords';
import { translated } from '../translated';
import * as vscode from 'vscode';
import { figure, shownAmount } from '../../result/format';
import type { Estimate, Unit } from '../../result/result';
import { estimateFigure, type LayerNumbers } from './layerNumbers';

/**
 * `input 3.9 of 6.0 bits · its whole state 5.2 · target 2.0 of 2.0 · remembers lags 0–3`, with a sign
 * where an estimate carries a warning (its hover shows which).
 */
export function layerLine(
  { input, inputEntropy, state, target, targetEntropy, lags, mayHoldMore }: LayerNumbers,
  unit: Unit,
): string {
  const unitText = translated(unitWord(unit));
  const parts: string[] = [];
  if (input) {
    parts.push(
      inputEntropy === undefined
        ? vscode.l10n.t('input {0} {1}', estimateFigure(input), unitText)
        : vscode.l10n.t('input {0} of {1} {2}', estimateFigure(input), figure(inputEntropy), unitText),
    );
  }
  if (state) parts.push(vscode.l10n.t('its whole state {0}', estimateFigure(state)));
  if (target) {
    parts.push(
      targetEntropy === undefined
        ? vscode.l10n.t('target {0}', estimateFigure(target))
        : vscode.l10n.t('target {0} of {1}', estimateFigure(target), figure(targetEntropy)),
    );
  }
  if (lags !== undefined && lags !== '') parts.push(rememberedText(lags, mayHoldMore === true));
  const doubtful = [input, state, target].some((estimate) => (estimate?.warnings?.length ?? 0) > 0);
  return `${parts.join(' · ')}${doubtful ? ' $(warning)' : ''}`;
}

function rememberedText(lags: string, mayHoldMore: boolean): string {
  const isOne = /^\d+$/.test(lags);
  if (mayHoldMore)
    return isOne
      ? vscode.l10n.t('remembers at least lag {0}', lags)
      : vscode.l10n.t('remembers at least lags {0}', lags);
  return isOne ? vscode.l10n.t('remembers lag {0}', lags) : vscode.l10n.t('remembers lags {0}', lags);
}

/** `3.92 bits (95 % interval 3.71 to 4.10)`; limits that only a model gives are called the model's. */
function limitsLine(estimate: Estimate): string {
  const shown = (number: number): string => shownAmount(estimate, number).toFixed(2);
  const [value, unit] = [shown(estimate.value), translated(unitWord(estimate.unit))];
  const [bottom, top] = [shown(estimate.low), estimate.high === null ? '∞' : shown(estimate.high)];
  switch (readingOf(estimate)) {
    case 'between':
      return vscode.l10n.t('{0} {1} (95 % interval {2} to {3})', value, unit, bottom, top);
    case 'atLeast':
      return vscode.l10n.t('{0} {1} (≥ {2} at 97.5 %; nothing certain bounds it from above)', value, unit, bottom);
    case 'atMost':
      return vscode.l10n.t('{0} {1} (≤ {2} at 97.5 %; nothing certain bounds it from below)', value, unit, top);
    case 'inModel':
      return vscode.l10n.t('{0} {1} ({2} to {3} if its model holds)', value, unit, bottom, top);
  }
}

/** The value with its limits, and estimator, bound, samples, computed variables, reasons and warnings. */
export function estimateLines(estimate: Estimate): string[] {
  const { unit, estimator, bound, samples, of, assumes, reason, warnings } = estimate;
  const lines = [limitsLine(estimate)];
  if (assumes !== undefined) {
    const model = translated(assumptionWords(assumes));
    lines.push(
      isModelled(estimate)
        ? vscode.l10n.t('assumes {0}', model)
        : vscode.l10n.t('the value assumes {0}; the limits hold without it', model),
    );
  }
  if (estimator === 'exact') lines.push(vscode.l10n.t('exact'));
  else lines.push(vscode.l10n.t('estimator {0}, {1} samples', `\`${estimator}\``, samples));
  if (bound === 'lower') lines.push(vscode.l10n.t('lower bound: the true value may be larger'));
  if (bound === 'upper') lines.push(vscode.l10n.t('upper bound: the true value may be smaller'));
  if (of !== undefined) lines.push(vscode.l10n.t('computed from: {0}', translated(ofWords(of))));
  if (reason) lines.push(reason.map((part) => translated(reasonSentence(part, unit))).join(' '));
  for (const warning of warnings ?? []) lines.push(`$(warning) ${translated(warningSentence(warning, unit))}`);
  return lines;
}
