import { sentence, type Sentence } from '../../base/sentence';
import type * as z from 'zod';
import { InputError } from '../../base/userError';

/**
 * Reads a problem by its schema. @throws InputError saying what is wrong, where (`configPath`), and what would be right
 */
export function readProblem<Schema extends z.ZodType>(schema: Schema, problem: unknown): z.output<Schema> {
  const outcome = schema.safeParse(problem);
  if (outcome.success) return outcome.data;
  const [issue] = outcome.error.issues;
  const path = issue.path.filter((key): key is string | number => typeof key !== 'symbol');
  throw wrong(path, issueSentence(issue, placeOf(path), valueAt(problem, path)));
}

/** A mistake at a place of the problem. */
export function wrong(path: readonly (string | number)[], said: Sentence): InputError {
  return new InputError(said, undefined, undefined, path);
}

function issueSentence(issue: z.core.$ZodIssue, place: string, value: unknown): Sentence {
  switch (issue.code) {
    case 'unrecognized_keys':
      return sentence('{0} has no key {1}.', place, issue.keys.map((key) => JSON.stringify(key)).join(', '));
    case 'invalid_type':
      return value === undefined
        ? sentence('{0} is missing: it must be {1}.', place, kind(issue.expected))
        : sentence('{0} is {1}, but must be {2}.', place, shown(value), kind(issue.expected));
    case 'invalid_value':
      return sentence(
        '{0} is {1}, but must be one of {2}.',
        place,
        shown(value),
        issue.values.map((option) => JSON.stringify(option)).join(', '),
      );
    case 'too_small':
      return sentence(
        '{0} {1}, but must {2} {3}.',
        place,
        sized(value),
        issue.inclusive === false ? 'be more than' : Array.isArray(value) ? 'have at least' : 'be at least',
        Number(issue.minimum),
      );
    case 'too_big':
      return sentence(
        '{0} {1}, but must {2} {3}.',
        place,
        sized(value),
        issue.inclusive === false ? 'be less than' : Array.isArray(value) ? 'have at most' : 'be at most',
        Number(issue.maximum),
      );
    default:
      return sentence('{0}: {1}.', place, issue.message);
  }
}

/** channel[0][1] */
function placeOf(path: readonly (string | number)[]): string {
  if (path.length === 0) return 'The problem';
  return path.map((key, i) => (typeof key === 'number' ? `[${key}]` : `${i === 0 ? '' : '.'}${key}`)).join('');
}

function valueAt(problem: unknown, path: readonly (string | number)[]): unknown {
  let value = problem;
  for (const key of path)
    value =
      typeof value === 'object' && value !== null
        ? Object.entries(value).find(([name]) => name === String(key))?.[1]
        : undefined;
  return value;
}

function kind(expected: string): string {
  return expected === 'array'
    ? 'a list'
    : expected === 'object' || expected === 'record'
      ? 'an object'
      : `a ${expected}`;
}

function shown(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object' && value !== null) return 'an object';
  return typeof value === 'number' ? String(value) : JSON.stringify(value);
}

function sized(value: unknown): string {
  return Array.isArray(value) ? `has ${value.length} entries` : `is ${shown(value)}`;
}
