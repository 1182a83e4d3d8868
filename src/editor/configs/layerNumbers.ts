import { isOfFamily } from '../../information/types/estimators';
import { entropyOf } from '../../result/ceiling';
import { exactValue } from '../../result/exactValues';
import { amount, negligible } from '../../result/format';
import { ResultIndex } from '../../result/resultIndex';
import type { AnalysisResult, Estimate } from '../../result/result';

/** The numbers of a layer that CodeLens, the tree and hovers show: those of the last epoch and the last step. */
export interface LayerNumbers {
  readonly input?: Estimate;
  /** H(X_{1:t}), where it is known and finite. */
  readonly inputEntropy?: number;
  readonly target?: Estimate;
  readonly targetEntropy?: number;
  readonly history?: Estimate;
  /** How many of the last input steps the layer holds something of. */
  readonly steps?: number;
}

/** The numbers of every layer that has some, by name. */
export function layerNumbers(result: AnalysisResult): Map<string, LayerNumbers> {
  const index = new ResultIndex(result);
  const differential = (name: string) =>
    result.exact.some((line) => line.differential === true && line.source === name);
  const inputEntropy = exactValue(result, 'entropy', 'X_{1:t}', 'X_{1:t}');
  const targetEntropy = differential('Y') || result.estimates.some(isDifferential) ? undefined : entropyOf(index, 'Y');
  const numbers = new Map<string, LayerNumbers>();
  for (const { name, analysed } of result.layers) {
    if (!analysed) continue;
    const input = index.atEnd('inputInformation', name) ?? index.atEnd('rate', name);
    const target = index.atEnd('outputInformation', name);
    const history = index.atEnd('historyInformation', name);
    const memory = index.of('memory', name);
    if (!input && !target && !history) continue;
    const steps = memory.filter(({ low }) => low > negligible(result.config.analysis.unit)).length;
    numbers.set(name, {
      ...(input ? { input } : {}),
      ...(target ? { target } : {}),
      ...(history ? { history } : {}),
      ...(inputEntropy === undefined ? {} : { inputEntropy }),
      ...(targetEntropy === undefined ? {} : { targetEntropy }),
      ...(memory.length > 0 ? { steps } : {}),
    });
  }
  return numbers;
}

/** A continuous target's entropy is no ceiling. */
function isDifferential({ quantity, source, estimator }: Estimate): boolean {
  return quantity === 'entropy' && source === 'Y' && estimator !== 'exact' && !isOfFamily(estimator, 'counts');
}

/** `3.9`, with the sign of a bound before it. */
export function estimateFigure({ value, bound }: Estimate): string {
  return `${bound === 'lower' ? '≥ ' : bound === 'upper' ? '≤ ' : ''}${amount(value)}`;
}
