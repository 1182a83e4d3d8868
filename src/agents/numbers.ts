import * as z from 'zod';
import { inEnglish } from '../base/sentence';
import { assumptionWords } from '../result/assumptionWords';
import { shownAmount } from '../result/format';
import { readingOf } from '../result/limits';
import { ofWords } from '../result/ofWords';
import { quantities, type Estimate } from '../result/estimate';
import { warningsInEnglish } from '../result/warningSentence';

/** One number with all that it must not be read without. */
export const numberShape = z.object({
  symbol: z.string().describe('what the number is of, as a formula'),
  quantity: z.enum(quantities),
  source: z.string(),
  target: z.string(),
  variable: z.literal('state').optional().describe('the layer is named for all that it carries on; absent: its output'),
  network: z.string().optional().describe('absent: the model'),
  step: z.number().optional().describe('time step of the state, counted from 1'),
  lag: z.number().optional(),
  epoch: z.number().describe('0 is before training'),
  value: z.number(),
  low: z.number().describe('lower end of the 95 % interval'),
  high: z.number().nullable().describe('upper end of the 95 % interval; null: nothing is known to bound it'),
  limits: z
    .enum(['between', 'atLeast', 'atMost', 'inModel'])
    .describe('which ends hold whatever the law of the variables is: both, only low, only high, or neither'),
  unit: z.enum(['bits', 'nats']),
  bound: z.enum(['lower', 'upper', 'none']).describe('the side of the truth on which the estimator stands'),
  estimator: z.string(),
  samples: z.number(),
  trainingSet: z.boolean().optional().describe('true: estimated on the sequences of training, not on held-out ones'),
  computedFrom: z.string().optional(),
  assumes: z.string().optional().describe('the model on which the value or a limit rests'),
  warnings: z.array(z.string()),
});

export type AgentNumber = z.output<typeof numberShape>;

/** @param network the further network that the estimate is of; absent: the model */
export function numberOf(estimate: Estimate, network?: string): AgentNumber {
  const { quantity, source, target, variable, time, lag, epoch, unit, bound, estimator, samples, set, of, assumes } =
    estimate;
  return {
    symbol: symbolOf(estimate),
    quantity,
    source,
    target,
    ...(variable === undefined ? {} : { variable }),
    ...(network === undefined ? {} : { network }),
    ...(time === undefined ? {} : { step: time }),
    ...(lag === undefined ? {} : { lag }),
    epoch,
    value: digits(shownAmount(estimate, estimate.value)),
    low: digits(shownAmount(estimate, estimate.low)),
    high: estimate.high === null ? null : digits(shownAmount(estimate, estimate.high)),
    limits: readingOf(estimate),
    unit,
    bound,
    estimator: estimatorText(estimator),
    samples,
    ...(set === 'training' ? { trainingSet: true } : {}),
    ...(of === undefined ? {} : { computedFrom: inEnglish(ofWords(of)) }),
    ...(assumes === undefined ? {} : { assumes: inEnglish(assumptionWords(assumes)) }),
    warnings: warningsInEnglish(estimate.warnings ?? [], unit),
  };
}

/** Six significant digits: more are below any interval, and a model pays for each. */
export const digits = (value: number): number => Number(value.toPrecision(6));

const estimatorText = (estimator: Estimate['estimator']): string => {
  if (estimator === 'exact') return 'exact sum';
  return estimator === 'decoder' ? "the network's own head" : estimator;
};

/** The quantity as the field writes it, with the names of its layer and target. */
function symbolOf({ quantity, source, target, lag, from, ahead }: Estimate): string {
  const back = from === 'start' ? `X_{1+${lag ?? 0}}` : `X_{t-${lag ?? 0}}`;
  switch (quantity) {
    case 'inputInformation':
      return `I(X;H) of ${target}`;
    case 'historyInformation':
      return `I(H_{t-1};H_t) of ${target}`;
    case 'outputInformation':
      return `I(H;${target}) of ${source}`;
    case 'layerInformation':
      return `I(${source};${target})`;
    case 'memory':
      return `I(${back};H_t) of ${target}`;
    case 'conditionalMemory':
      return `I(${back};H_t | all later inputs) of ${target}`;
    case 'memoryNull':
      return `shuffled baseline of I(X;H_t) of ${target}`;
    case 'lagRelevance':
      return `I(${back};${target === 'Y' ? 'Y_t' : target})`;
    case 'predictiveInformation':
      return `I(H_t;X_{t+1:t+${ahead ?? 1}}) of ${source}`;
    case 'stateCapacity':
      return `capacity of the state of ${target}, an upper limit of I(X;H)`;
    case 'entropy':
      return `H(${source})`;
    case 'rate':
      return `I(X;Z) of ${target}, the rate`;
    case 'relevance':
      return `I(Z;Y) of ${source}, the relevance`;
    case 'infomax':
      return `I(X;H) of ${target} by the critic that trained it`;
  }
}

/** `1.99 bits (95 % interval 1.95 to 2.00)`; limits that only a model gives are called the model's. */
export function limitsWords({ value, low, high, unit, limits }: AgentNumber): string {
  const shown = `${value.toFixed(2)} ${unit}`;
  const top = high === null ? '∞' : high.toFixed(2);
  switch (limits) {
    case 'between':
      return `${shown} (95 % interval ${low.toFixed(2)} to ${top})`;
    case 'atLeast':
      return `${shown} (at least ${low.toFixed(2)} at 97.5 %; nothing certain bounds it from above)`;
    case 'atMost':
      return `${shown} (at most ${top} at 97.5 %; nothing certain bounds it from below)`;
    case 'inModel':
      return `${shown} (${low.toFixed(2)} to ${top} if its model holds)`;
  }
}

/** One line: the number, its limits, its estimator, its bound and its model; `!` where it has a warning. */
export function numberLine(number: AgentNumber): string {
  const { symbol, network, step, estimator, samples, bound, assumes, warnings, trainingSet } = number;
  const place = [
    ...(network === undefined ? [] : [`network ${network}`]),
    ...(step === undefined ? [] : [`step ${step}`]),
    ...(trainingSet ? ['training sequences'] : []),
  ];
  return [
    `${symbol}${place.length > 0 ? ` (${place.join(', ')})` : ''}: ${limitsWords(number)}`,
    `${estimator}, ${samples} samples`,
    ...(bound === 'none' ? [] : [`${bound} bound`]),
    ...(assumes === undefined ? [] : [`assumes ${assumes}`]),
    ...(warnings.length === 0 ? [] : [`! ${warnings.join(' ')}`]),
  ].join('; ');
}
