import { sentence, type Sentence, verbatim } from '../../../base/sentence';
import type { Nats } from '../../../information/types/warnings';
import { convert } from '../../../result/units';
import { analysisWarning, type EstimateWords, type Warning } from '../../../result/warnings';
import { exactValueAt } from '../../../result/exactValues';
import { negligible } from '../../../result/format';
import type { ResultIndex } from '../../../result/resultIndex';
import type { Estimate, Unit } from '../../../result/result';
import { chainOf } from './chain';

/** A number that cannot be less than an estimate: another estimate, or an exact value. */
interface Ceiling {
  readonly high: number;
  /** What it is and its value, for the warning; of an estimate with its interval and estimator. */
  readonly words: { readonly exact: readonly [Sentence, Nats] } | { readonly estimate: EstimateWords };
}

/**
 * Estimates of the last step that break the data-processing inequality by more than their intervals, each named with
 * what it breaks. Only where the inequality is a theorem: I(X;H) <= H(X_{1:t}); I(H;Y) <= I(X_{1:t};Y); I(H;Y) <=
 * I(X;H) and I(X_{t-s};H_t) <= I(X;H) of one layer; I(X;Z) at most a code's rate; and from a state that draws (what is
 * read behind it is what was drawn) to a layer that reads nothing else. Between deterministic states with declared
 * noise there is none: the next layer reads the state without that noise, and one that amplifies it may well hold more.
 */
export function contradictions(reading: ResultIndex): Warning[] {
  const { result } = reading;
  return chainOf(result.layers, result.config.model.layers).flatMap(({ layer, reads, momentary }) => {
    const input = reading.atEnd('inputInformation', layer.name);
    const target = reading.atEnd('outputInformation', layer.name);
    const rate = reading.atEnd('rate', layer.name);
    const below = reads.length === 1 && momentary ? drawn(reading, reads[0]) : undefined;
    const whole = [...estimateCeiling(input)];
    return [
      ...exceeding(reading, input, [
        ...exactCeiling(reading, 'entropy', 'X_{1:t}', input, 'H(X_{1:t})'),
        ...estimateCeiling(rate),
        ...estimateCeiling(below?.input),
      ]),
      ...exceeding(reading, target, [
        ...exactCeiling(reading, 'outputInformation', 'X', target, 'I(X;Y)'),
        ...whole,
        ...estimateCeiling(rate),
        ...estimateCeiling(below?.target),
      ]),
      ...reading
        .of('memory', layer.name)
        .filter((estimate) => estimate.time === input?.time)
        .flatMap((estimate) => exceeding(reading, estimate, whole)),
    ];
  });
}

/** A layer below whose state is a draw. */
function drawn(
  reading: ResultIndex,
  name: string,
): { input: Estimate | undefined; target: Estimate | undefined } | undefined {
  const [input, target] = [reading.atEnd('inputInformation', name), reading.atEnd('outputInformation', name)];
  return [input, target].some((estimate) => estimate?.of?.kind === 'ownNoise') ? { input, target } : undefined;
}

/** An estimate whose interval says how large the truth can be at most. */
function estimateCeiling(estimate: Estimate | undefined): Ceiling[] {
  if (!estimate || !Number.isFinite(estimate.high)) return [];
  if (estimate.bound === 'lower' && estimate.estimator !== 'knownConditional') return [];
  return [{ high: estimate.high, words: { estimate: wordsOf(estimate) } }];
}

function exactCeiling(
  reading: ResultIndex,
  quantity: 'entropy' | 'outputInformation',
  source: string,
  estimate: Estimate | undefined,
  name: string,
): Ceiling[] {
  const value =
    estimate && exactValueAt(reading.result, quantity, source, quantity === 'entropy' ? source : 'Y', estimate.time);
  return value === undefined
    ? []
    : [{ high: value, words: { exact: [verbatim(name), amount(value, reading.result.config.analysis.unit)] } }];
}

function exceeding(reading: ResultIndex, estimate: Estimate | undefined, ceilings: readonly Ceiling[]): Warning[] {
  if (!estimate || estimate.bound === 'upper') return [];
  const margin = negligible(reading.result.config.analysis.unit);
  return ceilings
    .filter(({ high }) => estimate.low > high + margin)
    .map(({ words }) =>
      'exact' in words
        ? analysisWarning('exceedsExact', ...wordsOf(estimate), ...words.exact)
        : analysisWarning('exceedsEstimate', ...wordsOf(estimate), ...words.estimate),
    );
}

function wordsOf(estimate: Estimate): EstimateWords {
  const { value, low, high, unit, estimator } = estimate;
  return [nameOf(estimate), amount(value, unit), amount(low, unit), amount(high, unit), estimator];
}

function nameOf({ quantity, source, target, lag, time }: Estimate): Sentence {
  if (quantity === 'rate') return sentence('the rate of {0}', target);
  return verbatim(quantity === 'memory' ? `I(X_{${(time ?? 0) - (lag ?? 0)}};${target})` : `I(${source};${target})`);
}

const amount = (value: number, unit: Unit): Nats => ({ nats: convert(value, unit, 'nats'), digits: 2 });
