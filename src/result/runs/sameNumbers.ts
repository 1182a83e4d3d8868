import { keyOfEstimate } from '../cites';
import type { AnalysisResult, BiasPoint, Estimate } from '../result';

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

/**
 * Compares all numbers of two documents, whatever the order of their lists of estimates. A saved document is JSON,
 * which writes -0 as 0 and numbers that are not finite as null: neither tells two runs apart.
 */
export function sameness(before: AnalysisResult, after: AnalysisResult): Sameness {
  const [first, second] = [numbersOf(before), numbersOf(after)];
  const both = [...first].flatMap(([name, one]) => {
    const other = second.get(name);
    return other === undefined ? [] : [{ name, before: one, after: other, distance: distance(one, other) }];
  });
  const alone = first.size + second.size - 2 * both.length;
  const unequal = both.filter((one) => one.before !== one.after);
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
  return Math.abs(a - b) / Math.max(1, Math.abs(a), Math.abs(b));
}

/** All numbers of a document under names that do not depend on the order in which estimates were made. */
function numbersOf(result: AnalysisResult): Map<string, number> {
  const numbers = new Map<string, number>();
  const put = (name: string, value: number): void => {
    if (!Number.isFinite(value)) return;
    let free = name;
    for (let again = 2; numbers.has(free); again++) free = `${name} (${again})`;
    numbers.set(free, value);
  };
  const walk = (name: string, value: unknown): void => {
    if (typeof value === 'number') put(name, value);
    else if (Array.isArray(value))
      value.forEach((item: unknown, at) => walk(`${name}${nameIn(item) ?? `[${at}]`}`, item));
    else if (typeof value === 'object' && value !== null) {
      const within = name === '' ? '' : `${name}.`;
      for (const [key, part] of Object.entries(value))
        if (isList(key, part)) part.forEach((record) => ofRecord(within, record, put));
        else if (!notNumbers.has(key)) walk(`${within}${key}`, part);
    }
  };
  walk('', result);
  return numbers;
}

/** The name of a network or a layer in a list. */
function nameIn(item: unknown): string | undefined {
  const name: unknown = typeof item === 'object' && item !== null ? Reflect.get(item, 'name') : undefined;
  return typeof name === 'string' ? ` ${name}` : undefined;
}

/** Whether a part of the document is its list of estimates, or of estimates on parts of the sequences. */
const isList = (key: string, part: unknown): part is (Estimate | BiasPoint)[] =>
  (key === 'estimates' || key === 'bias') && Array.isArray(part);

function ofRecord(prefix: string, record: Estimate | BiasPoint, put: (name: string, value: number) => void): void {
  const { quantity, source, target, ...key } = 'parts' in record ? keyOfBias(record) : keyOfEstimate(record);
  const place = Object.entries(key).map(([field, value]) => `${fieldNames.get(field) ?? field} ${value}`);
  const name = [`${prefix}${quantity} ${source}→${target}`, ...place, record.estimator].join(', ');
  put(`${name}, value`, record.value);
  put(`${name}, samples`, record.samples);
  if ('parts' in record) return;
  put(`${name}, low`, record.low);
  if (record.high !== null) put(`${name}, high`, record.high);
}

const fieldNames: ReadonlyMap<string, string> = new Map([['time', 'step']]);

const keyOfBias = ({ quantity, source, target, time, epoch, beside, parts }: BiasPoint) => ({
  quantity,
  source,
  target,
  ...(time !== undefined && { time }),
  epoch,
  ...(beside !== undefined && { beside }),
  parts,
});
