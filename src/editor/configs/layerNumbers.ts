import { wholeStateName } from '../../config/layers/wholeState';
import { isOfFamily } from '../../information/types/estimators';
import { entropyAt, wholeValue } from '../../result/ceiling';
import { exactLineAt } from '../../result/exactValues';
import { directionOf } from '../../result/direction';
import { amount, figure } from '../../result/format';
import { heldRuns, lagsText, mayHoldMore } from '../../result/memory';
import { tightestRate } from '../../result/rate';
import { ResultIndex } from '../../result/resultIndex';
import type { AnalysisResult, Estimate } from '../../result/result';

/** The numbers of a layer that CodeLens, the tree and hovers show: those of the last epoch and the last step. */
export interface LayerNumbers {
  readonly input?: Estimate;
  /** Of all that the layer carries on, where that was estimated. */
  readonly state?: Estimate;
  /** H(X_{1:t}), where it is known and finite. */
  readonly inputEntropy?: number;
  readonly target?: Estimate;
  readonly targetEntropy?: number;
  readonly history?: Estimate;
  /** The lags of single inputs that the layer holds something of: '0–3', '12', or none. */
  readonly lags?: string;
  /** Other lags may be held too. */
  readonly mayHoldMore?: true;
}

/** The numbers of every layer that has some, by name. */
export function layerNumbers(result: AnalysisResult): Map<string, LayerNumbers> {
  const index = new ResultIndex(result);
  const differential = (name: string) =>
    result.exact.some((line) => line.differential === true && line.source === name);
  const hasTargetEntropy = !differential('Y') && !result.estimates.some(isDifferential);
  const numbers = new Map<string, LayerNumbers>();
  for (const { name, analysed } of result.layers) {
    if (!analysed) continue;
    const input = index.atEnd('inputInformation', name) ?? tightestRate(index, name);
    const state = index.atEnd('inputInformation', wholeStateName(name));
    const target = index.atEnd('outputInformation', name);
    const history = index.atEnd('historyInformation', name);
    const memory = index.of('memory', name);
    const runs = heldRuns(index, name);
    if (!input && !target && !history) continue;
    // Only what is of the same step, and is not less than its part, can stand behind "of".
    const inputEntropy = input && exactLineAt(result, 'entropy', 'X_{1:t}', 'X_{1:t}', input.time)?.value;
    const whole = target && hasTargetEntropy ? entropyAt(index, 'Y', target.time) : undefined;
    const targetEntropy = whole && wholeValue(whole);
    numbers.set(name, {
      ...(input ? { input } : {}),
      ...(state ? { state } : {}),
      ...(target ? { target } : {}),
      ...(history ? { history } : {}),
      ...(input && isWhole(input, inputEntropy) ? { inputEntropy } : {}),
      ...(target && isWhole(target, targetEntropy) ? { targetEntropy } : {}),
      ...(memory.length > 0 ? { lags: lagsText(runs) } : {}),
      ...(memory.length > 0 && mayHoldMore(index, name, runs) ? { mayHoldMore: true as const } : {}),
    });
  }
  return numbers;
}

/** Whether, as printed, the part is not more than the whole. */
const isWhole = ({ value }: Estimate, whole: number | undefined): whole is number =>
  whole !== undefined && Number(amount(value)) <= Number(figure(whole));

/** A continuous target's entropy is no ceiling. */
function isDifferential({ quantity, source, estimator }: Estimate): boolean {
  return quantity === 'entropy' && source === 'Y' && estimator !== 'exact' && !isOfFamily(estimator, 'counts');
}

/** `3.9`, `≥ 3.7`: the value, or the least of one that may be more, as sentences tell it. */
export function estimateFigure(estimate: Estimate): string {
  switch (directionOf(estimate, amount)) {
    case 'none':
      return `${estimate.bound === 'upper' ? '≤ ' : ''}${amount(estimate.value)}`;
    case 'atLeast':
      return `≥ ${amount(estimate.low)}`;
    case 'atMost':
      return `≤ ${amount(estimate.value)}`;
  }
}
