import type { AnalysisResult, Estimate } from '../result';

/** One number that two documents have in common, and that differs by more than rounding. */
export interface DifferingNumber {
  /** Where it stands: 'outputInformation memory→Y, step 12, epoch 30, value'. */
  readonly name: string;
  readonly before: number;
  readonly after: number;
}

/** How alike the numbers of two runs of one config are. */
export interface Sameness {
  /** `equal`: to the last bit; `rounding`: no number differs by more than rounding; `different`: some do. */
  readonly verdict: 'equal' | 'rounding' | 'different';
  /** Numbers that both have. */
  readonly compared: number;
  /** Those of them that are not equal to the last bit. */
  readonly unequal: number;
  /** Numbers that one of the two alone has. */
  readonly alone: number;
  /** The largest distance, relative to the larger number, or to 1 where both are smaller. */
  readonly largest: number;
  /** The numbers beyond rounding, those of the largest distance first. */
  readonly differing: readonly DifferingNumber[];
}

/**
 * Single precision has seven digits, and sums in another order (other threads, another backend) change the last one or
 * two of them. Five equal digits are the same number then; a training that went another way differs in earlier ones.
 */
export const roundingTolerance = 1e-5;

/** Parts that hold words, times or names of files, or that say on which machine a run was. */
const notNumbers = new Set([
  'schemaVersion',
  'config',
  'environment',
  'stages',
  'states',
  'findings',
  'advice',
  'warnings',
  'reason',
  'title',
  'seconds',
]);

/** Compares all numbers of two documents, whatever the order of their lists of estimates. */
export function sameness(before: AnalysisResult, after: AnalysisResult): Sameness {
  const [first, second] = [numbersOf(before), numbersOf(after)];
  const both = [...first].flatMap(([name, one]) => {
    const other = second.get(name);
    return other === undefined ? [] : [{ name, before: one, after: other, distance: distance(one, other) }];
  });
  const alone = first.size + second.size - 2 * both.length;
  const unequal = both.filter((one) => !Object.is(one.before, one.after));
  const differing = unequal
    .filter((one) => one.distance > roundingTolerance)
    .sort((a, b) => b.distance - a.distance)
    .map(({ distance: _, ...number }) => number);
  return {
    verdict: alone > 0 || differing.length > 0 ? 'different' : unequal.length > 0 ? 'rounding' : ('equal' as const),
    compared: both.length,
    unequal: unequal.length,
    alone,
    largest: unequal.reduce((most, one) => Math.max(most, one.distance), 0),
    differing,
  };
}

function distance(a: number, b: number): number {
  if (Object.is(a, b)) return 0;
  const apart = Math.abs(a - b) / Math.max(1, Math.abs(a), Math.abs(b));
  return Number.isNaN(apart) ? Infinity : apart;
}

/** All numbers of a document under names that do not depend on the order in which estimates were made. */
function numbersOf(result: AnalysisResult): Map<string, number> {
  const numbers = new Map<string, number>();
  const put = (name: string, value: number): void => {
    let free = name;
    for (let again = 2; numbers.has(free); again++) free = `${name} (${again})`;
    numbers.set(free, value);
  };
  const walk = (name: string, value: unknown): void => {
    if (typeof value === 'number') put(name, value);
    else if (Array.isArray(value))
      value.forEach((item: unknown, at) => {
        if (isEstimate(item)) ofEstimate(name.replace(/estimates$/, ''), item, put);
        else walk(`${name}${nameIn(item) ?? `[${at}]`}`, item);
      });
    else if (typeof value === 'object' && value !== null)
      for (const [key, part] of Object.entries(value))
        if (!notNumbers.has(key)) walk(name === '' ? key : `${name}.${key}`, part);
  };
  walk('', result);
  return numbers;
}

/** The name of a network or a layer in a list. */
function nameIn(item: unknown): string | undefined {
  const name: unknown = typeof item === 'object' && item !== null ? Reflect.get(item, 'name') : undefined;
  return typeof name === 'string' ? ` ${name}` : undefined;
}

const isEstimate = (item: unknown): item is Estimate =>
  typeof item === 'object' && item !== null && 'quantity' in item && 'estimator' in item && 'epoch' in item;

function ofEstimate(prefix: string, estimate: Estimate, put: (name: string, value: number) => void): void {
  const { quantity, source, target, time, lag, ahead, epoch, estimator, beside, set } = estimate;
  const name = [
    `${prefix}${quantity} ${source}→${target}`,
    ...(time === undefined ? [] : [`step ${time}`]),
    ...(lag === undefined ? [] : [`lag ${lag}`]),
    ...(ahead === undefined ? [] : [`ahead ${ahead}`]),
    `epoch ${epoch}`,
    estimator,
    ...(beside === undefined ? [] : [`beside, ${beside}`]),
    ...(set === undefined ? [] : [set]),
  ].join(', ');
  put(`${name}, value`, estimate.value);
  put(`${name}, low`, estimate.low);
  if (estimate.high !== null) put(`${name}, high`, estimate.high);
  put(`${name}, samples`, estimate.samples);
}
