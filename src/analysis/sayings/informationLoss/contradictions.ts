import { isHighCertified } from '../../../information/types/assumption';
import { upperEnd } from '../../../result/upperEnd';
import { sentence, type Sentence, verbatim } from '../../../base/sentence';
import type { Nats } from '../../../information/types/warnings';
import { convert } from '../../../result/units';
import { analysisWarning, type EstimateWords, type Warning } from '../../../result/warnings';
import { exactValueAt } from '../../../result/exactValues';
import { negligible } from '../../../result/format';
import type { ResultIndex } from '../../../result/resultIndex';
import type { Estimate, Unit } from '../../../result/result';
import { chainOf } from './chain';

/** An upper limit on an estimate: another estimate, or an exact value. */
interface Ceiling {
  readonly high: number;
  /** Its name and value, for the warning; with interval and estimator where it is an estimate. */
  readonly words: { readonly exact: readonly [Sentence, Nats] } | { readonly estimate: EstimateWords };
}

/**
 * Estimates of the last step that violate the data-processing inequality by more than their intervals, each with the
 * limit that it exceeds. Only where the inequality is a theorem: I(X;H) <= H(X_{1:t}); I(H;Y) <= I(X_{1:t};Y); I(H;Y)
 * <= I(X;H) and I(X_{t-s};H_t) <= I(X;H) of one layer; I(X;Z) at most a code's rate; and from a layer that samples its
 * state (the layers above read the sample) to a layer that reads nothing else. Between deterministic states with
 * declared noise there is no such inequality: the next layer reads the state without that noise, and may amplify it and
 * so hold more.
 */
export function contradictions(index: ResultIndex): Warning[] {
  const { result } = index;
  const chain = chainOf(result.layers, result.config);
  const fromBehind = new Set(chain.filter((link) => link.fromBehind).map(({ layer }) => layer.name));
  return chain.flatMap(({ layer, reads, momentary }) => {
    const input = index.atEnd('inputInformation', layer.name);
    const target = index.atEnd('outputInformation', layer.name);
    const rate = index.atEnd('rate', layer.name);
    const below = reads.length === 1 && momentary && !fromBehind.has(reads[0]) ? drawn(index, reads[0]) : undefined;
    const whole = [...estimateCeiling(input)];
    return [
      ...exceeding(index, input, [
        ...exactCeiling(index, 'entropy', 'X_{1:t}', input, 'H(X_{1:t})'),
        ...estimateCeiling(rate),
        ...estimateCeiling(below?.input),
      ]),
      ...exceeding(index, target, [
        ...exactCeiling(index, 'outputInformation', 'X', target, 'I(X;Y)'),
        ...whole,
        ...estimateCeiling(rate),
        ...estimateCeiling(below?.target),
      ]),
      ...index
        .of('memory', layer.name)
        .filter((estimate) => estimate.time === input?.time)
        .flatMap((estimate) => exceeding(index, estimate, whole)),
    ];
  });
}

/** The layer below, where it samples its state. */
function drawn(
  index: ResultIndex,
  name: string,
): { input: Estimate | undefined; target: Estimate | undefined } | undefined {
  const [input, target] = [index.atEnd('inputInformation', name), index.atEnd('outputInformation', name)];
  return [input, target].some((estimate) => estimate?.of?.kind === 'ownNoise') ? { input, target } : undefined;
}

/** The upper limit that an estimate's interval gives. */
function estimateCeiling(estimate: Estimate | undefined): Ceiling[] {
  if (!estimate || estimate.high === null || !isHighCertified(estimate)) return [];
  return [{ high: estimate.high, words: { estimate: wordsOf(estimate) } }];
}

function exactCeiling(
  index: ResultIndex,
  quantity: 'entropy' | 'outputInformation',
  source: string,
  estimate: Estimate | undefined,
  name: string,
): Ceiling[] {
  const value =
    estimate && exactValueAt(index.result, quantity, source, quantity === 'entropy' ? source : 'Y', estimate.time);
  return value === undefined
    ? []
    : [{ high: value, words: { exact: [verbatim(name), amount(value, index.result.config.analysis.unit)] } }];
}

function exceeding(index: ResultIndex, estimate: Estimate | undefined, ceilings: readonly Ceiling[]): Warning[] {
  // What a drawn state shares with the input and the state before together is more than what it shares with the input.
  if (!estimate || estimate.bound === 'upper' || estimate.of?.kind === 'drawn') return [];
  const margin = negligible(index.result.config.analysis.unit);
  return ceilings
    .filter(({ high }) => estimate.low > high + margin)
    .map(({ words }) =>
      'exact' in words
        ? analysisWarning('exceedsExact', ...wordsOf(estimate), ...words.exact)
        : analysisWarning('exceedsEstimate', ...wordsOf(estimate), ...words.estimate),
    );
}

function wordsOf(estimate: Estimate): EstimateWords {
  const { value, low, unit, estimator } = estimate;
  return [nameOf(estimate), amount(value, unit), amount(low, unit), amount(upperEnd(estimate), unit), estimator];
}

function nameOf({ quantity, source, target, lag = 0, time = 0, from }: Estimate): Sentence {
  if (quantity === 'rate') return sentence('the rate of {0}', target);
  const step = from === 'start' ? 1 + lag : time - lag;
  return verbatim(quantity === 'memory' ? `I(X_{${step}};${target})` : `I(${source};${target})`);
}

const amount = (value: number, unit: Unit): Nats => ({ nats: convert(value, unit, 'nats'), digits: 2 });
