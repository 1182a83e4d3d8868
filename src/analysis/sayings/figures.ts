import { inEnglish, sentence, type SentenceArgument } from '../../base/sentence';
import type { Citation, Source } from '../../result/citation';
import { keyOfEstimate } from '../../result/cites';
import type { Difference } from '../../result/phases';
import type { Whole } from '../../result/ceiling';
import { amount, figure, negligible, percent, roundedDown, roundedUp } from '../../result/format';
import { convert } from '../../result/units';
import { directionOf, isLimit } from '../../result/direction';
import { isHighCertified } from '../../information/types/assumption';
import { upperEnd } from '../../result/upperEnd';
import type {
  Advice,
  AttentionMap,
  Coding,
  Estimate,
  InformationLoss,
  MemoryFit,
  Prediction,
  Sentence,
  TrainingRecord,
} from '../../result/result';

/** A number of a sentence as it is printed, or several in a list, with where each stands in the document. */
export interface Figure {
  readonly text: SentenceArgument;
  readonly cites: readonly Omit<Citation, 'arg'>[];
}

/** An argument of a sentence, before its citations are taken out of it. */
export type CitedArgument = SentenceArgument | Figure;

type Uncited<T extends Sentence> = Omit<T, 'args' | 'cites'> & { readonly args: readonly CitedArgument[] };

/** The sentence with plain arguments, and the citations of those that are figures. */
export function cited(said: Uncited<Advice>): Advice;
export function cited(said: Uncited<Sentence>): Sentence;
export function cited(said: Uncited<Sentence>): Sentence {
  const { args, ...rest } = said;
  return {
    ...rest,
    args: args.map((argument) => (isFigure(argument) ? argument.text : argument)),
    cites: args.flatMap((argument, arg) =>
      isFigure(argument) ? argument.cites.map((cite) => ({ arg, ...cite })) : [],
    ),
  };
}

const isFigure = (argument: CitedArgument): argument is Figure => typeof argument === 'object' && 'cites' in argument;

/** Several figures in one argument: 'plain 3, gated 9'. */
export const listed = (items: readonly { readonly name: string; readonly figure: Figure }[]): Figure => ({
  text: items.map(({ name, figure: { text } }) => `${name} ${wordsOf(text)}`.trimStart()).join(', '),
  cites: items.flatMap(({ figure: { cites } }, part) => cites.map((cite) => ({ ...cite, part }))),
});

const sourceOf = (estimate: Estimate): Source => ({ in: 'estimates', ...keyOfEstimate(estimate) });

type AmountField = 'value' | 'low' | 'high';

/** How an end is printed: never beyond what it says. */
const outward = (field: string, print: (value: number) => string): ((value: number) => string) =>
  field === 'low' ? roundedDown(print) : field === 'high' ? roundedUp(print) : print;

/**
 * An estimate's value or one of its ends, as an amount of information, for a sentence that says itself which of them it
 * is; an upper bound of anything but a rate as "at most", since the amount itself may be far less.
 */
export function valueOf(estimate: Estimate, field: AmountField = 'value', print = amount): Figure {
  const atMost = field === 'value' && directionOf(estimate, print) === 'atMost';
  const text = outward(atMost ? 'high' : field, print)(estimate[field] ?? Infinity);
  return { text: atMost ? sentence('at most {0}', text) : text, cites: [{ field, of: [sourceOf(estimate)] }] };
}

/** Share of a value within which the ends of its interval carry it. */
const carried = 0.25;

/** Whether an end of its interval is so far from a value that the value cannot be told as a fact. */
export function isOpen(estimate: Estimate): boolean {
  const { value, low, unit } = estimate;
  return Math.max(value - low, upperEnd(estimate) - value) > Math.max(2 * negligible(unit), carried * value);
}

/** Nothing is certain of an estimate: it may be next to nothing, and much more. */
export const isUnknown = (estimate: Estimate): boolean => isOpen(estimate) && estimate.low < negligible(estimate.unit);

/** Less than this is printed as zero. */
export const leastShown = 0.005;

/** Whether a value can be told without "at least" or "at most": its interval carries it, and it is no bound. */
export const isCarried = (estimate: Estimate, print = amount): boolean =>
  !isOpen(estimate) && directionOf(estimate, print) === 'none';

/**
 * A value that its interval carries and that has no direction, and otherwise the least that it can be; where the least
 * is nothing and the interval narrow, the most.
 */
export function toldOf(estimate: Estimate, print = amount): Figure {
  if (isCarried(estimate, print) || isLimit(estimate) || estimate.bound === 'upper')
    return valueOf(estimate, 'value', print);
  if (!isOpen(estimate) && estimate.low < leastShown && isHighCertified(estimate)) return mostOf(estimate, print);
  const { text, cites } = valueOf(estimate, 'low', print);
  return { text: sentence('at least {0}', text), cites };
}

/** The most that an estimate can be. */
export function mostOf(estimate: Estimate, print = amount): Figure {
  const { text, cites } = valueOf(estimate, 'high', print);
  return { text: sentence('at most {0}', text), cites };
}

/** A value without a direction, and otherwise the most that it can be: for what is said to be too little. */
export const atMostToldOf = (estimate: Estimate, print = amount): Figure =>
  isCarried(estimate, print) || isLimit(estimate) || !Number.isFinite(upperEnd(estimate))
    ? toldOf(estimate, print)
    : mostOf(estimate, print);

/** A rate as the information that it limits. */
export const atMostOf = (estimate: Estimate): Figure => ({
  text: sentence('at most {0}', roundedUp(amount)(estimate.value)),
  cites: [{ field: 'value', of: [sourceOf(estimate)] }],
});

/** A number that several estimates give together. */
export const togetherOf = (
  by: 'sum' | 'mean' | 'least' | 'most',
  estimates: readonly Estimate[],
  field: AmountField = 'value',
): Figure => {
  const values = estimates.map((estimate) => estimate[field] ?? Infinity);
  const sum = values.reduce((total, value) => total + value, 0);
  const number = { sum, mean: sum / values.length, least: Math.min(...values), most: Math.max(...values) }[by];
  return { text: outward(field, amount)(number), cites: [{ field, by, of: estimates.map(sourceOf) }] };
};

/** A difference, or one of its ends: the least or most that it can be. */
export const differenceOf = (difference: Difference, field: AmountField = 'value'): Figure => ({
  text: outward(field, amount)(difference[field]),
  cites: [{ field, by: 'less', of: difference.of.map(sourceOf) }],
});

/** A difference of estimates of one kind without a direction; of others only the least that it can be is known. */
export const toldDifference = (difference: Difference): Figure => {
  if (difference.comparable) return differenceOf(difference);
  const { text, cites } = differenceOf(difference, 'low');
  return { text: sentence('at least {0}', text), cites };
};

/** The lag, the step, the epoch of an estimate, or how many steps it looks ahead. */
export const placeOf = (estimate: Estimate, field: 'lag' | 'time' | 'epoch' | 'ahead'): Figure => ({
  text: estimate[field] ?? 0,
  cites: [{ field, of: [sourceOf(estimate)] }],
});

/** What a number is a part of. */
export const wholeOf = (whole: Whole, print = figure): Figure => {
  if ('estimate' in whole) return toldOf(whole.estimate, print);
  const { quantity, source, target, time, lag, value } = whole.exact;
  const key = { quantity, source, target, ...(time !== undefined && { time }), ...(lag !== undefined && { lag }) };
  return { text: print(value), cites: [{ field: 'value', of: [{ in: 'exact', ...key }] }] };
};

/** The share of right answers of a head, of whoever names the commonest symbol, or of an ideal observer. */
export const shareOf = (
  { head, time, epoch, set, ...shares }: Prediction,
  field: 'accuracy' | 'chance' | 'best',
): Figure => ({
  text: percent(shares[field] ?? NaN),
  cites: [{ field, of: [{ in: 'predictions', head, time, epoch, ...(set && { set }) }] }],
});

/** What a recorded head needs on average to tell a target, or who knows only the shares of the targets does. */
export const costOf = (
  { head, time, epoch, set, unit = 'nats', ...costs }: Prediction,
  field: 'crossEntropy' | 'entropy',
  shown: Estimate['unit'],
): Figure => ({
  text: figure(convert(costs[field] ?? NaN, unit, shown)),
  cites: [{ field, of: [{ in: 'predictions', head, time, epoch, ...(set && { set }) }] }],
});

/** An accuracy or a loss of an epoch of training. */
export const recordOf = (
  record: TrainingRecord,
  field: 'accuracy' | 'validationAccuracy' | 'validationLoss',
  print: (value: number) => string,
): Figure => ({ text: print(record[field] ?? NaN), cites: [{ field, of: [{ in: 'training', epoch: record.epoch }] }] });

/** A number of one head's record of an epoch of training. */
export const headRecordOf = (
  { epoch, heads = [] }: TrainingRecord,
  head: string,
  field: 'validationAccuracy' | 'validationSquaredError' | 'validationLoss',
  print: (value: number) => string,
  times = 1,
): Figure => {
  const place = heads.findIndex(({ name }) => name === head);
  return {
    text: print(times * (heads.at(place)?.[field] ?? NaN)),
    cites: [{ field: `heads.${place}.${field}`, ...(times !== 1 && { times }), of: [{ in: 'training', epoch }] }],
  };
};

/** How often the commonest symbol of a target is right, over all steps. */
export const chanceOf = (target: string, share: number): Figure => ({
  text: percent(share),
  cites: [{ field: 'share', of: [{ in: 'chances', target }] }],
});

/** The main distance of attention, or its weight. */
export const peakOf = ({ layer, epoch, peak }: AttentionMap, field: 'back' | 'weight'): Figure => ({
  text: field === 'back' ? Math.abs(peak.back) : percent(peak.weight),
  cites: [
    {
      field: `peak.${field}`,
      ...(field === 'back' && peak.back < 0 && { times: -1 }),
      of: [{ in: 'attention', layer, epoch }],
    },
  ],
});

/** What attention with a bottleneck lets through, or the step that most of it comes from, or the share of that step. */
export const passedFigure = (
  { layer, epoch, passed }: AttentionMap,
  field: 'total' | 'largestAt' | 'largestShare',
  print: (value: number) => string | number,
): Figure => ({
  text: print(passed?.[field] ?? NaN),
  cites: [{ field: `passed.${field}`, of: [{ in: 'attention', layer, epoch }] }],
});

/** A number of a code's length by the range coder. */
export const codingOf = (
  { layer, epoch, ...coding }: Coding,
  field: 'symbols' | 'streamBits' | 'modelBits' | 'overhead',
  times: number,
  print: (value: number) => string | number,
): Figure => ({
  text: print(times * coding[field]),
  cites: [{ field, ...(times !== 1 && { times }), of: [{ in: 'coding', layer, epoch }] }],
});

/** The horizon of a fit, or a number of its law. */
export const fitOf = (
  { layer, epoch, variable }: MemoryFit,
  field: 'horizon' | 'law.parameter' | 'law.low' | 'law.high',
  value: number,
  print: (value: number) => string | number = (number) => number,
): Figure => ({
  text: print(value),
  cites: [{ field, of: [{ in: 'fits', layer, epoch, ...(variable && { variable }) }] }],
});

/** A number of a loss. */
export const lossOf = (
  loss: InformationLoss,
  field: 'before' | 'after' | 'lost' | 'low' | 'lag' | 'lagBefore',
): Figure => {
  const { quantity, from, to, time, lag } = loss;
  const key = { quantity, from, to, ...(time !== undefined && { time }), ...(lag !== undefined && { lag }) };
  const isLag = field === 'lag' || field === 'lagBefore';
  return {
    text: isLag ? (loss[field] ?? 0) : outward(field, amount)(loss[field]),
    cites: [{ field, of: [{ in: 'losses', ...key }] }],
  };
};

/** The same figure of another network than the sentence's. */
export const ofNetwork = (network: string | undefined, figure: Figure): Figure =>
  network === undefined
    ? figure
    : {
        ...figure,
        cites: figure.cites.map((cite) => ({ ...cite, of: cite.of.map((source) => ({ ...source, network })) })),
      };

/** A loss of which only the least is known is given as "at least". */
export const toldLossOf = (loss: InformationLoss): Figure => {
  if (loss.comparable) return lossOf(loss, 'lost');
  const { text, cites } = lossOf(loss, 'low');
  return { text: sentence('at least {0}', text), cites };
};

/** Whether "x of y" can be said: as printed, no part is more than its whole. */
export const isPart = (part: Figure, whole: Figure): boolean => printed(part) <= printed(whole);

const printed = ({ text }: Figure): number => Number(/[\d.]+$/.exec(wordsOf(text))?.[0] ?? NaN);

const wordsOf = (text: SentenceArgument): string => (typeof text === 'object' ? inEnglish(text) : String(text));
