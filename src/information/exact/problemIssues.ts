import type { z } from 'zod';
import { InputError } from '../../base/userError';

/**
 * Reads a problem by its schema. @throws InputError saying what is wrong, where (`configPath`), and what would be right
 */
export function readProblem<Schema extends z.ZodType>(schema: Schema, problem: unknown): z.output<Schema> {
  const outcome = schema.safeParse(problem);
  if (outcome.success) return outcome.data;
  const [issue] = outcome.error.issues;
  const path = issue.path.filter((key): key is string | number => typeof key !== 'symbol');
  throw wrong(path, sentence(issue, placeOf(path), valueAt(problem, path)));
}

/** A mistake at a place of the problem. */
export function wrong(path: readonly (string | number)[], message: string): InputError {
  return new InputError(message, undefined, undefined, path);
}

function sentence(issue: z.core.$ZodIssue, place: string, value: unknown): string {
  switch (issue.code) {
    case 'unrecognized_keys':
      return `${place} has no key ${issue.keys.map((key) => JSON.stringify(key)).join(', ')}.`;
    case 'invalid_type':
      return value === undefined
        ? `${place} is missing: it must be ${kind(issue.expected)}.`
        : `${place} is ${shown(value)}, but must be ${kind(issue.expected)}.`;
    case 'invalid_value':
      return (
        `${place} is ${shown(value)}, but must be one of ` +
        `${issue.values.map((option) => JSON.stringify(option)).join(', ')}.`
      );
    case 'too_small':
      return (
        `${place} ${sized(value)}, but must ` +
        `${issue.inclusive === false ? 'be more than' : Array.isArray(value) ? 'have at least' : 'be at least'} ` +
        `${issue.minimum}.`
      );
    case 'too_big':
      return (
        `${place} ${sized(value)}, but must ` +
        `${issue.inclusive === false ? 'be less than' : Array.isArray(value) ? 'have at most' : 'be at most'} ` +
        `${issue.maximum}.`
      );
    default:
      return `${place}: ${issue.message}.`;
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
