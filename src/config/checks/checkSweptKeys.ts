import { nearest } from '../../base/nearest';
import { sentence, verbatim } from '../../base/sentence';
import { pathOfKey, sweptKeys, sweptPlaces, type SweptKey, textOfPath, valuesOf } from '../layers/sweptKeys';
import { replacedAt, valueAt } from '../layers/valueAt';
import type { AnalysisConfig } from '../schema/config';
import { studyNames } from '../schema/studies/studyNames';
import { allowedKeys } from '../text/allowedKeys';
import { error, type Finding, replaceBy } from '../text/problem';

/** Keys that every analysis of a sweep sets itself, or goes without. */
const ownKeys: ReadonlySet<string> = new Set(['$schema', 'seed', ...studyNames]);

/**
 * Whether the keys of a sweep are keys of the config, and whether the whole config is right with each of their values.
 * @param input the config as it is written
 * @param errorsOf the errors of another config, as it is written
 */
export function checkSweptKeys(
  { sweep }: AnalysisConfig,
  input: unknown,
  errorsOf: (input: unknown) => readonly Finding[],
): Finding[] {
  const keys = sweptKeys(sweep);
  const placeOf = (place: number): (string | number)[] => (sweep?.keys ? ['sweep', 'keys', place] : ['sweep']);
  const wrong = keys.flatMap((swept, i) => [
    ...keyFindings(swept, [...placeOf(i), 'key'], input),
    ...repeatedValues(swept, [...placeOf(i), 'values']),
  ]);
  if (keys.length === 2 && keys[0].key === keys[1].key)
    wrong.push(
      error([...placeOf(1), 'key'], sentence('Both keys of this sweep are "{0}". Name another one.', keys[1].key)),
    );
  if (keys.length === 0 || wrong.length > 0) return wrong;
  const paths = keys.map(({ key }) => pathOfKey(key) ?? []);
  const bare = withoutStudiesOf(input);
  const found = new Map<string, Finding>();
  for (const place of sweptPlaces(keys)) {
    const values = valuesOf(place);
    const first = errorsOf(values.reduce((inside, value, i) => replacedAt(inside, paths[i], value), bare)).at(0);
    if (first === undefined) continue;
    const last = values.length - 1;
    const path = [...placeOf(last), 'values', keys[last].values.indexOf(values[last])];
    const at = values.map((value, i) => `${keys[i].key} = ${JSON.stringify(value)}`).join(', ');
    const key = JSON.stringify(path);
    if (!found.has(key)) found.set(key, error(path, sentence('With {0}: {1}', at, first.sentence)));
  }
  return [...found.values()];
}

/** The config without its studies, which an analysis of one value does not repeat. */
function withoutStudiesOf(input: unknown): unknown {
  if (typeof input !== 'object' || input === null) return input;
  return Object.fromEntries(Object.entries(input).filter(([key]) => !studyNames.some((name) => name === key)));
}

function repeatedValues({ values }: SweptKey, path: Finding['path']): Finding[] {
  return values.flatMap((value, i) =>
    values.indexOf(value) < i
      ? [error([...path, i], sentence('{0} is there twice. Remove one of them.', JSON.stringify(value)))]
      : [],
  );
}

/** The first part of a key that is not in the config, and the nearest that is. */
function keyFindings({ key }: SweptKey, place: Finding['path'], input: unknown): Finding[] {
  const path = pathOfKey(key);
  if (!path) return [error(place, sentence('"{0}" is no path of a key. Write it like "model.layers[0].units".', key))];
  for (const [depth, part] of path.entries()) {
    const owner = path.slice(0, depth);
    const value = valueAt(input, owner);
    const options = Array.isArray(value)
      ? value.map((_, i) => i)
      : [...new Set([...allowedKeys(owner, input), ...keysOf(value)])];
    // Where the schema does not say, the check of each whole config does.
    if (options.some((option) => option === part) || (options.length === 0 && value === undefined)) continue;
    return [unknownPart(key, owner, part, options, path.slice(depth + 1), place)];
  }
  const [root] = path;
  if (!ownKeys.has(String(root))) return [];
  return [
    error(
      place,
      root === 'seed'
        ? sentence('A sweep repeats each value with seeds of its own: set "seeds", and sweep another key.')
        : sentence('An analysis of one value leaves "{0}" out, so it cannot be swept. Sweep another key.', root),
    ),
  ];
}

const keysOf = (value: unknown): string[] =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.keys(value) : [];

function unknownPart(
  key: string,
  owner: readonly (string | number)[],
  part: string | number,
  options: readonly (string | number)[],
  rest: readonly (string | number)[],
  place: Finding['path'],
): Finding {
  const shown = textOfPath([...owner, part]);
  const last = options.at(-1);
  const near = typeof last === 'number' && typeof part === 'number' ? last : nearest(String(part), options.map(String));
  if (near === undefined)
    return options.length === 0
      ? error(place, sentence('There is no key "{0}" in this config.', shown))
      : error(
          place,
          sentence(
            'There is no key "{0}" in this config. {1} may have: {2}.',
            shown,
            nameOf(owner),
            options.join(', '),
          ),
        );
  const right = textOfPath([...owner, near]);
  return error(
    place,
    sentence('There is no key "{0}" in this config. Did you mean "{1}"?', shown, right),
    key.startsWith(shown) ? replaceBy(textOfPath([...owner, near, ...rest])) : undefined,
  );
}

const nameOf = (owner: readonly (string | number)[]) =>
  owner.length === 0 ? sentence('The config') : verbatim(`"${textOfPath(owner)}"`);
