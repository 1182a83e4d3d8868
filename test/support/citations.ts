import { inEnglish, type SentenceArgument } from '../../src/base/sentence';
import { layerNumbers } from '../../src/editor/configs/layerNumbers';
import type { Citation } from '../../src/result/citation';
import { citedNumber, recordsOf } from '../../src/result/cites';
import { directionFaults } from './directions';
import { amount, figure, percent, roundedDown, roundedUp } from '../../src/result/format';
import { allNetworks } from '../../src/result/networks';
import type { AnalysisResult, Sentence } from '../../src/result/result';

/** How sentences print a number. */
const printers: readonly ((value: number) => string)[] = [
  String,
  (value) => String(Math.round(value)),
  amount,
  figure,
  percent,
  (value) => Math.max(0, value).toFixed(2),
  (value) => value.toFixed(3),
  (value) => value.toPrecision(2),
  (value) => value.toPrecision(3),
];

const words = (argument: SentenceArgument): string =>
  typeof argument === 'object' ? inEnglish(argument) : String(argument);

/** The number at the end of a text such as 'at least 2.0' or 'plain 3', with its percent sign. */
const numberAtEnd = (text: string): string | undefined => /\d[\d.e+-]*(?: %)?$/.exec(text)?.[0];

/** The items of a list such as 'plain 3, gated ≥ 9' or '0–2, 12'. */
const itemsOf = (text: string): string[] => text.split(/, |(?<=\d)–(?=\d)/);

/** Every fault of a document's sentences: numbers that are not what they cite, of other steps, or in contradiction. */
export function sentenceFaults(result: AnalysisResult): string[] {
  return allNetworks(result).flatMap(({ view }, i) => {
    const said: Sentence[] = i === 0 ? [...view.findings, ...view.advice] : [...view.findings];
    // The sentences of the model may cite its companions; those of a companion cite itself.
    const document = i === 0 ? result : view;
    return [
      ...said.flatMap((sentence) => faultsOf(document, sentence).map((fault) => `${fault}: ${inEnglish(sentence)}`)),
      ...contradictions(said),
      ...ofLayers(view),
    ];
  });
}

function faultsOf(result: AnalysisResult, sentence: Sentence): string[] {
  const { args, cites = [], message } = sentence;
  return [
    ...args.flatMap((argument, arg) =>
      argumentFaults(
        result,
        words(argument),
        cites.filter((cite) => cite.arg === arg),
        message,
      ),
    ),
    // Settings and counts are whole numbers that need no citation; an amount has decimals or a percent sign.
    ...args.flatMap((argument, arg) =>
      /^\d+(?:\.\d+)?(?: %)?$/.test(words(argument)) &&
      typeof argument === 'string' &&
      !cites.some((cite) => cite.arg === arg)
        ? [`nothing is cited for {${arg}}`]
        : [],
    ),
    ...wholeFaults(message, args),
    ...stepFaults(cites),
    ...openFaults(result, args, cites),
    ...directionFaults(result, sentence),
    // A name such as radius-15 has a hyphen, and no number below 0.
    ...(/(?<!\w)[-−]\d/.test(inEnglish(sentence)) ? ['a negative number'] : []),
  ];
}

/** An end is never printed beyond what it says. */
const outward = (text: string, print: (value: number) => string): ((value: number) => string) =>
  /at least|≥/.test(text) ? roundedDown(print) : /at most|≤/.test(text) ? roundedUp(print) : print;

/** @param message says "at least" or "at most" where the argument does not. */
function argumentFaults(result: AnalysisResult, text: string, cites: readonly Citation[], message: string): string[] {
  return cites.flatMap((cite) => {
    if (cite.of.some((source) => recordsOf(result, source).length === 0)) return ['cites what is not there'];
    const number = citedNumber(result, cite);
    const shown = numberAtEnd(cite.part === undefined ? text : (itemsOf(text)[cite.part] ?? ''));
    if (number === undefined || shown === undefined) return [`no number for ${JSON.stringify(cite)}`];
    return printers.some((print) => [print, outward(`${text} ${message}`, print)].some((one) => one(number) === shown))
      ? []
      : [`${shown} is not ${number}`];
  });
}

/** Quantities that sentences tell as what a state holds. */
const told: ReadonlySet<string> = new Set(['outputInformation', 'inputInformation', 'predictiveInformation', 'memory']);

/**
 * One estimate's value told as a fact, of which its interval says nothing: it may be next to nothing, or several times
 * as much.
 */
function openFaults(result: AnalysisResult, args: readonly SentenceArgument[], cites: readonly Citation[]): string[] {
  return cites.flatMap(({ arg, field, by, of }) => {
    const [source] = of;
    if (field !== 'value' || by !== undefined || source.in !== 'estimates' || !told.has(source.quantity)) return [];
    const one = result.estimates.find(
      (estimate) =>
        estimate.quantity === source.quantity &&
        estimate.source === source.source &&
        estimate.target === source.target &&
        estimate.time === source.time &&
        estimate.lag === source.lag &&
        estimate.epoch === source.epoch &&
        estimate.beside === undefined &&
        estimate.set === undefined,
    );
    // "at most" and "at least" tell an end.
    if (typeof args[arg] === 'object') return [];
    const says = one === undefined || one.value - one.low <= Math.max(0.2, one.value / 2);
    return says ? [] : [`${one.value} of [${one.low}, ${one.high}] is told as a fact`];
  });
}

/** 'x of y' where x is more than y. */
function wholeFaults(message: string, args: readonly SentenceArgument[]): string[] {
  return [...message.matchAll(/\{(\d)\} of (?:the )?\{(\d)\} \{/g)].flatMap(([, part, whole]) => {
    const [x, y] = [part, whole].map((place) => Number(numberAtEnd(words(args[Number(place)]))));
    return x > y ? [`${x} of ${y}`] : [];
  });
}

/** Amounts of one sentence are of one step; memory names the lag, and the entropy beside it is of the input's step. */
function stepFaults(cites: readonly Citation[]): string[] {
  const steps = new Set(
    cites
      .filter(({ field, by }) => ['value', 'low', 'high', 'accuracy', 'chance'].includes(field) && by !== 'sum')
      .flatMap(({ of }) =>
        of.flatMap((source) =>
          (source.in === 'estimates' && source.quantity !== 'memory' && source.quantity !== 'entropy') ||
          source.in === 'predictions'
            ? [source.time]
            : [],
        ),
      ),
  );
  return steps.size > 1 ? [`steps ${[...steps].join(' and ')}`] : [];
}

function contradictions(said: readonly Sentence[]): string[] {
  const texts = said.map((sentence) => ({ layer: sentence.layer, text: inEnglish(sentence) }));
  const count = (pattern: RegExp): number => texts.filter(({ text }) => pattern.test(text)).length;
  return [
    ...[/largest loss of information about the target/, /largest loss of information about the input/].flatMap(
      (pattern) => (count(pattern) > 1 ? [`said of two places: ${pattern.source}`] : []),
    ),
    ...texts.flatMap(({ layer, text }) =>
      / compresses|it compresses/.test(text) &&
      texts.some((other) => other.layer === layer && other.text.includes('no clear compression'))
        ? [`both compressed and not: ${layer ?? ''}`]
        : [],
    ),
  ];
}

/** What CodeLens says of the layers. */
function ofLayers(result: AnalysisResult): string[] {
  return [...layerNumbers(result)].flatMap(([name, { input, inputEntropy, target, targetEntropy }]) =>
    [[input, inputEntropy] as const, [target, targetEntropy] as const].flatMap(([part, whole]) =>
      part && whole !== undefined && Number(amount(part.value)) > Number(figure(whole))
        ? [`${name}: ${amount(part.value)} of ${figure(whole)}`]
        : [],
    ),
  );
}
