import { sentence, type Sentence, verbatim } from '../../base/sentence';
import type * as z from 'zod';
import { InputError } from '../../base/userError';

/** Reads a problem by its schema. @throws InputError with the mistake, its place (`configPath`) and how to mend it */
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

function issueSentence(issue: z.core.$ZodIssue, place: Sentence, value: unknown): Sentence {
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
      return tooSmall(place, value, Number(issue.minimum), issue.inclusive !== false);
    case 'too_big':
      return tooBig(place, value, Number(issue.maximum), issue.inclusive !== false);
    default:
      return sentence('{0}: {1}.', place, issue.message);
  }
}

function tooSmall(place: Sentence, value: unknown, least: number, inclusive: boolean): Sentence {
  if (Array.isArray(value))
    return sentence('{0} has {1} entries, but must have at least {2}.', place, value.length, least);
  return inclusive
    ? sentence('{0} is {1}, but must be at least {2}.', place, shown(value), String(least))
    : sentence('{0} is {1}, but must be more than {2}.', place, shown(value), String(least));
}

function tooBig(place: Sentence, value: unknown, most: number, inclusive: boolean): Sentence {
  if (Array.isArray(value))
    return sentence('{0} has {1} entries, but must have at most {2}.', place, value.length, most);
  return inclusive
    ? sentence('{0} is {1}, but must be at most {2}.', place, shown(value), String(most))
    : sentence('{0} is {1}, but must be less than {2}.', place, shown(value), String(most));
}

/** channel[0][1] */
function placeOf(path: readonly (string | number)[]): Sentence {
  if (path.length === 0) return sentence('The problem');
  return verbatim(
    path.map((key, i) => (typeof key === 'number' ? `[${key}]` : `${i === 0 ? '' : '.'}${key}`)).join(''),
  );
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

function kind(expected: string): Sentence {
  switch (expected) {
    case 'array':
      return sentence('a list');
    case 'object':
    case 'record':
      return sentence('an object');
    case 'number':
      return sentence('a number');
    case 'int':
      return sentence('a whole number');
    default:
      return verbatim(expected);
  }
}

function shown(value: unknown): Sentence {
  if (Array.isArray(value)) return sentence('a list');
  if (typeof value === 'object' && value !== null) return sentence('an object');
  return verbatim(typeof value === 'number' ? String(value) : JSON.stringify(value));
}
