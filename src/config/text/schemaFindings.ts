import { allowedKeys } from './allowedKeys';
import { nearest } from '../../base/nearest';
import { sentence, type Sentence, verbatim } from '../../base/sentence';
import type * as z from 'zod';
import { valueAt } from '../layers/valueAt';
import { namePattern } from '../schema/namePattern';
import { error, replaceBy, type Finding } from './problem';

type Issue = z.core.$ZodIssue;

/**
 * The problems that the schema finds, each in one sentence with the correction. They are made when they are called for:
 * of very many only the first are shown.
 */
export function schemaFindings(issues: readonly Issue[], input: unknown): (() => Finding)[] {
  return issues.flatMap((issue) => {
    const path = pathOf(issue);
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => () => unknownKey(path, nameOf(path), key, input));
    }
    const meantForm = issue.code === 'invalid_union' ? onlyForm(issue) : undefined;
    return meantForm
      ? schemaFindings(
          meantForm.map((one) => ({ ...one, path: [...path, ...one.path] })),
          input,
        )
      : [() => findingOf(issue, input)];
  });
}

const pathOf = (issue: Issue): (string | number)[] =>
  issue.path.filter((key): key is string | number => typeof key !== 'symbol');

const nameOf = (path: Finding['path']): Sentence =>
  path.length === 0 ? sentence('The config') : verbatim(quote(path));

function findingOf(issue: Issue, input: unknown): Finding {
  const path = pathOf(issue);
  const name = nameOf(path);
  const value = valueAt(input, path);
  switch (issue.code) {
    case 'invalid_type':
      if (value === undefined)
        return error(path, sentence('{0} is missing: it must be {1}.', name, kind(issue.expected)));
      return error(
        path,
        sentence('{0} is {1}, but must be {2}.', name, show(value), kind(issue.expected)),
        meant(value, issue.expected),
      );
    case 'invalid_value':
      return choice(path, value, issue.values.map(String));
    case 'invalid_union':
      return 'discriminator' in issue ? choice(path, value, unionOptions(issue)) : ofForms(issue, path, value);
    case 'invalid_key':
      return {
        ...error(
          path.slice(0, -1),
          sentence(
            '{0} is not a valid name: start with a letter, then use letters, digits, _ or -.',
            JSON.stringify(path.at(-1)),
          ),
        ),
        key: String(path.at(-1)),
      };
    case 'too_small':
      return error(path, tooSmall(name, value, Number(issue.minimum), issue.inclusive !== false));
    case 'too_big':
      return error(path, tooBig(name, value, Number(issue.maximum), issue.inclusive !== false));
    case 'invalid_format':
      return error(
        path,
        issue.pattern === String(namePattern)
          ? sentence('{0} is {1}, but must be a letter, then letters, digits, _ or -.', name, show(value))
          : sentence('{0} is {1}, which is not of the form that the schema asks for.', name, show(value)),
      );
    default:
      return error(path, sentence('{0}: {1}.', name, issue.message));
  }
}

/** The kinds of value, of the forms that a value may have, which it has not. */
const wrongKinds = (issue: z.core.$ZodIssueInvalidUnion): string[][] =>
  issue.errors.map((errors) =>
    errors.flatMap((one) => (one.code === 'invalid_type' && one.path.length === 0 ? [one.expected] : [])),
  );

/** The mistakes of a value in the only form whose kind it has. */
function onlyForm(issue: z.core.$ZodIssueInvalidUnion): Issue[] | undefined {
  const kinds = wrongKinds(issue);
  const near = issue.errors.filter((_, form) => kinds[form].length === 0);
  return near.length === 1 ? near[0] : undefined;
}

function ofForms(issue: z.core.$ZodIssueInvalidUnion, path: Finding['path'], value: unknown): Finding {
  const forms = [...new Set(wrongKinds(issue).flat())].map(kind);
  return forms.length === 0
    ? error(path, sentence('{0} is {1}, which has none of the allowed forms.', nameOf(path), show(value)))
    : error(
        path,
        sentence(
          '{0} is {1}, but must be {2}.',
          nameOf(path),
          show(value),
          forms.reduce((all, form) => sentence('{0} or {1}', all, form)),
        ),
      );
}

/** The value of the expected kind that was probably meant. */
function meant(value: unknown, expected: string): Finding['replacement'] {
  if (expected === 'array' && !isObject(value)) return replaceBy([value]);
  if (expected === 'string' && typeof value === 'number') return replaceBy(String(value));
  if (typeof value !== 'string') return undefined;
  const text = value.trim();
  if (expected === 'boolean' && (text === 'true' || text === 'false')) return replaceBy(text === 'true');
  const number = text === '' ? NaN : Number(text);
  if (expected === 'int' && Number.isInteger(number)) return replaceBy(number);
  if (expected === 'number' && Number.isFinite(number)) return replaceBy(number);
  return undefined;
}

const isObject = (value: unknown): boolean => typeof value === 'object' && value !== null;

function tooSmall(name: Sentence, value: unknown, least: number, inclusive: boolean): Sentence {
  if (Array.isArray(value))
    return sentence('{0} has {1} entries, but must have at least {2}.', name, value.length, least);
  if (value === '') return sentence('{0} is empty, but must not be.', name);
  if (typeof value === 'string')
    return sentence('{0} is {1}, but must have at least {2} characters.', name, show(value), least);
  return inclusive
    ? sentence('{0} is {1}, but must be at least {2}.', name, show(value), String(least))
    : sentence('{0} is {1}, but must be more than {2}.', name, show(value), String(least));
}

function tooBig(name: Sentence, value: unknown, most: number, inclusive: boolean): Sentence {
  if (Array.isArray(value))
    return sentence('{0} has {1} entries, but must have at most {2}.', name, value.length, most);
  if (typeof value === 'string')
    return sentence('{0} is {1}, but must have at most {2} characters.', name, show(value), most);
  return inclusive
    ? sentence('{0} is {1}, but must be at most {2}.', name, show(value), String(most))
    : sentence('{0} is {1}, but must be less than {2}.', name, show(value), String(most));
}

function unionOptions(issue: Issue): string[] {
  const options: unknown = 'options' in issue ? issue.options : [];
  return Array.isArray(options) ? options.map(String) : [];
}

function choice(path: Finding['path'], value: unknown, options: readonly string[]): Finding {
  const list = options.length > 14 ? `${options.slice(0, 14).join(', ')}, …` : options.join(', ');
  if (value === undefined) return error(path, sentence('{0} is missing: it must be one of {1}.', quote(path), list));
  const near = typeof value === 'string' ? nearest(value, options) : undefined;
  return near === undefined
    ? error(path, sentence('{0} is {1}, but must be one of {2}.', quote(path), show(value), list))
    : error(
        path,
        sentence(
          '{0} is {1}, but must be one of {2}. Did you mean {3}?',
          quote(path),
          show(value),
          list,
          JSON.stringify(near),
        ),
        replaceBy(near),
      );
}

function unknownKey(path: Finding['path'], name: Sentence, key: string, input: unknown): Finding {
  const known = allowedKeys(path, input);
  const near = nearest(key, known);
  const shown = JSON.stringify(key);
  if (near !== undefined)
    return {
      ...error(
        path,
        sentence('{0} has no key {1}. Did you mean {2}?', name, shown, JSON.stringify(near)),
        replaceBy(near),
      ),
      key,
    };
  return {
    ...error(
      path,
      known.length > 0
        ? sentence('{0} has no key {1}. It may have: {2}.', name, shown, known.join(', '))
        : sentence('{0} has no key {1}.', name, shown),
    ),
    key,
  };
}

const quote = (path: readonly (string | number)[]): string =>
  `"${path.map((key, i) => (typeof key === 'number' ? `[${key}]` : (i ? '.' : '') + key)).join('')}"`;

const show = (value: unknown): string => {
  const text = value === undefined ? '–' : JSON.stringify(value);
  return text.length > 40 ? `${text.slice(0, 37)}…` : text;
};

function kind(expected: string): Sentence {
  switch (expected) {
    case 'int':
      return sentence('a whole number');
    case 'number':
      return sentence('a number');
    case 'string':
      return sentence('a text in quotes');
    case 'boolean':
      return sentence('true or false');
    case 'object':
    case 'record':
      return sentence('an object { … }');
    case 'array':
      return sentence('a list [ … ]');
    default:
      return verbatim(expected);
  }
}
