import { inEnglish, type SentenceArgument } from '../../src/base/sentence';
import type { Citation } from '../../src/result/citation';
import { recordsOf } from '../../src/result/cites';
import { directionOf, isLimit } from '../../src/result/direction';
import type { AnalysisResult, Estimate, InformationLoss, MemoryFit, Sentence } from '../../src/result/result';

const words = (argument: SentenceArgument): string =>
  typeof argument === 'object' ? inEnglish(argument) : String(argument);

/** Numbers that are told without the side on which the truth lies, or with the other one. */
export function directionFaults(result: AnalysisResult, sentence: Sentence): string[] {
  const { args, cites = [], message } = sentence;
  return cites.flatMap((cite) => {
    const text = words(args[cite.arg]);
    const own = cite.part === undefined ? text : (text.split(', ')[cite.part] ?? text);
    const before = message.slice(0, message.indexOf(`{${cite.arg}}`));
    const side = sideIn(own) ?? sideIn(/(at (?:least|most)(?: up to lag)?) $/.exec(before)?.[1] ?? '');
    const fault = faultOf(result, cite, side, own, message);
    return fault === undefined ? [] : [`${fault}: ${own}`];
  });
}

type Side = 'atLeast' | 'atMost';

const sideIn = (text: string): Side | undefined =>
  /at least|≥/.test(text) ? 'atLeast' : /at most|≤/.test(text) ? 'atMost' : undefined;

function faultOf(
  result: AnalysisResult,
  { field, by, of }: Citation,
  side: Side | undefined,
  text: string,
  message: string,
): string | undefined {
  const records = of.flatMap((source) => recordsOf(result, source).slice(-1));
  const [first] = of;
  if (first.in === 'fits')
    return field === 'horizon' && (records as MemoryFit[])[0]?.open && side !== 'atLeast'
      ? 'a horizon is told as definite'
      : undefined;
  if (first.in !== 'estimates' && first.in !== 'sweptEstimates' && first.in !== 'losses') return undefined;
  if (field === 'low') return side === 'atLeast' ? undefined : 'a lower end without "at least"';
  if (field === 'high') return side === 'atMost' ? undefined : 'an upper end without "at most"';
  if (first.in === 'losses')
    return ['lost', 'before', 'after'].includes(field) && !(records as InformationLoss[])[0]?.comparable
      ? 'a difference of bounds is told'
      : undefined;
  if (field !== 'value') return undefined;
  const decimals = /\.(\d+)$/.exec(text)?.[1].length ?? 1;
  const print = (value: number): string => value.toFixed(decimals);
  const sides = (records as Estimate[])
    .filter((estimate) => !isLimit(estimate))
    .map((estimate) => directionOf(estimate, print))
    .filter((direction) => direction !== 'none');
  if (sides.length === 0) return undefined;
  if (by === 'less') return message.includes('by bounds of both') ? undefined : 'a difference of bounds is told';
  return side !== undefined && sides.every((direction) => direction === side)
    ? undefined
    : `a value that is ${sides.join(', ')} is told as it is`;
}
