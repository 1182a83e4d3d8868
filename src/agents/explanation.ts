import * as z from 'zod';
import { inEnglish } from '../base/sentence';
import { entropyOfInput, targetCeiling, type Whole, wholeValue } from '../result/ceiling';
import { estimatorWords } from '../result/estimatorWords';
import type { Estimate } from '../result/result';
import { reasonInEnglish } from '../result/warningSentence';
import { digits, limitsWords, numberLine, numberOf, numberShape } from './numbers';
import { meanings } from './meanings';
import type { Selected } from './selection';

export const explanationShape = numberShape.extend({
  meaning: z.string().describe('what the quantity is'),
  method: z.string().describe('what the estimator is for'),
  boundMeans: z.string(),
  chosenBecause: z.string().optional().describe('why "auto" chose the estimator'),
  most: z
    .object({ name: z.string(), value: z.number(), exact: z.boolean() })
    .optional()
    .describe('the most that the true value can be; where "exact" is false, this is an estimate too'),
  exact: z.number().optional().describe('the exact value, where the task has one'),
  others: z.array(numberShape).describe('the same by the estimators of "alsoWith", and on the sequences of training'),
});

export type Explanation = z.output<typeof explanationShape>;

export function explained({ estimate, index, network }: Selected): Explanation {
  const { quantity, source, target, variable, time, lag, from, ahead, unit, reason, estimator, bound } = estimate;
  const isAlike = (other: Pick<Estimate, 'quantity' | 'source' | 'target' | 'lag'>): boolean =>
    other.quantity === quantity && other.source === source && other.target === target && other.lag === lag;
  // An exact value without a step holds for all.
  const lines = from === undefined && variable === undefined ? index.result.exact.filter(isAlike) : [];
  const exact = lines.find((line) => line.time === time) ?? lines.find((line) => line.time === undefined);
  const most = mostOf({ estimate, index });
  return {
    ...numberOf(estimate, network),
    meaning: meanings[quantity],
    method: methodOf(estimator),
    boundMeans: boundMeanings[bound],
    ...(reason ? { chosenBecause: reasonInEnglish(reason, unit) } : {}),
    ...(most ? { most } : {}),
    ...(exact ? { exact: digits(exact.value) } : {}),
    others: index.result.estimates
      .filter(
        (other) =>
          other !== estimate &&
          isAlike(other) &&
          other.variable === variable &&
          other.time === time &&
          other.from === from &&
          other.ahead === ahead &&
          other.epoch === estimate.epoch &&
          Number.isFinite(other.value),
      )
      .map((other) => numberOf(other, network)),
  };
}

const boundMeanings: Readonly<Record<Estimate['bound'], string>> = {
  lower: 'In expectation the estimate is at most the true value: the truth may be larger.',
  upper: 'In expectation the estimate is at least the true value: the truth may be smaller.',
  none: 'The estimate is no bound: it may lie on either side of the true value.',
};

function methodOf(estimator: Estimate['estimator']): string {
  if (estimator === 'exact') return 'computed exactly: no sampling error';
  if (estimator === 'decoder') return "the entropy of the target less the cross-entropy of the network's own head";
  return inEnglish(estimatorWords[estimator]);
}

/** The entropy, or the information of the input itself, that the true value cannot pass. */
function mostOf({ estimate, index }: Pick<Selected, 'estimate' | 'index'>): Explanation['most'] {
  if (estimate.quantity === 'outputInformation' && estimate.target === 'Y') {
    const ceiling = targetCeiling(index, estimate.time);
    return ceiling && mostBy(ceiling.isEntropy ? 'H(Y)' : 'I(X;Y)', ceiling.whole);
  }
  if (estimate.quantity !== 'memory' && estimate.quantity !== 'conditionalMemory') return undefined;
  const whole = entropyOfInput(index, estimate);
  return whole && mostBy('H(X) of that input', whole);
}

const mostBy = (name: string, whole: Whole): NonNullable<Explanation['most']> => ({
  name,
  value: digits(wholeValue(whole)),
  exact: 'exact' in whole,
});

export function explanationLines(one: Explanation): string[] {
  const { unit, most, exact, chosenBecause, computedFrom, others } = one;
  return [
    numberLine({ ...one, warnings: [] }),
    `It is ${one.meaning}.`,
    `Estimator: ${one.estimator}: ${one.method}.${chosenBecause === undefined ? '' : ` ${chosenBecause}`}`,
    one.boundMeans,
    ...(one.assumes === undefined ? [] : [`It assumes ${one.assumes}; where that fails, the number is wrong.`]),
    ...(computedFrom === undefined ? [] : [`It is computed from ${computedFrom}.`]),
    ...(most ? [mostLine(most, unit)] : []),
    ...(exact === undefined ? [] : [`The exact value is ${exact.toFixed(2)} ${unit}.`]),
    ...others.map(
      (other) => `By ${other.estimator}${other.trainingSet ? ', training sequences' : ''}: ${limitsWords(other)}.`,
    ),
    ...one.warnings.map((warning) => `Warning: ${warning}`),
  ];
}

const mostLine = ({ name, value, exact }: NonNullable<Explanation['most']>, unit: string): string =>
  `The true value is at most ${name}, ${exact ? 'exactly' : 'estimated as'} ${value.toFixed(2)} ${unit}.`;
