import fc from 'fast-check';
import { parse } from 'jsonc-parser';

/** Values that no key expects, as they stand in the text. */
const hostileValues = [
  'null',
  'true',
  '-1',
  '0',
  '-0',
  '0.5',
  '1e999',
  '-1e308',
  '5e-324',
  '9007199254740993',
  '2147483648',
  '1e9',
  '""',
  '"\\u0000"',
  '"\\u001b[31m\\u202e"',
  '"__proto__"',
  '"constructor"',
  '"../../../../etc/passwd"',
  '"/dev/zero"',
  '"."',
  '"{epoch}#{epoch}"',
  '"\\ud800"',
  '[]',
  '[null]',
  '[[]]',
  '[1, "a", {}]',
  '{}',
  '{ "__proto__": { "type": "lstm" } }',
  '{ "type": "lstm", "type": "gru" }',
  'NaN',
  'undefined',
  `"${'x'.repeat(20_000)}"`,
  `${'['.repeat(3000)}${']'.repeat(3000)}`,
  `[${'1,'.repeat(5000)}1]`,
];
const pieces = ['{', '}', '[', ']', '"', ',', ':', '\\', '//', '/*', '\0', '\u202e', '\ufeff', '\ud800', '1e999', '\n'];

/** A place in a text or a tree, as a share of it, so that one mutation suits every config. */
const place = fc.integer({ min: 0, max: 9999 });
const at = (share: number, count: number): number => Math.floor((share * count) / 10_000);

type TreeMutation =
  | { readonly in: 'tree'; readonly do: 'set'; readonly place: number; readonly value: string }
  | { readonly in: 'tree'; readonly do: 'remove' | 'rename'; readonly place: number }
  | { readonly in: 'tree'; readonly do: 'copy' | 'repeat'; readonly place: number; readonly from: number };
type TextMutation =
  | { readonly in: 'text'; readonly do: 'cut' | 'double'; readonly place: number; readonly length: number }
  | { readonly in: 'text'; readonly do: 'end'; readonly place: number }
  | { readonly in: 'text'; readonly do: 'insert'; readonly place: number; readonly piece: string };
export type Mutation = TreeMutation | TextMutation;

const tree: fc.Arbitrary<Mutation> = fc.oneof(
  fc.record({
    in: fc.constant('tree' as const),
    do: fc.constant('set' as const),
    place,
    value: fc.constantFrom(...hostileValues),
  }),
  fc.record({ in: fc.constant('tree' as const), do: fc.constantFrom('remove' as const, 'rename' as const), place }),
  fc.record({
    in: fc.constant('tree' as const),
    do: fc.constantFrom('copy' as const, 'repeat' as const),
    place,
    from: place,
  }),
);
const text: fc.Arbitrary<Mutation> = fc.oneof(
  fc.record({
    in: fc.constant('text' as const),
    do: fc.constantFrom('cut' as const, 'double' as const),
    place,
    length: fc.integer({ min: 1, max: 200 }),
  }),
  fc.record({ in: fc.constant('text' as const), do: fc.constant('end' as const), place }),
  fc.record({
    in: fc.constant('text' as const),
    do: fc.constant('insert' as const),
    place,
    piece: fc.constantFrom(...pieces),
  }),
);

/** Some mutations, most of them of the tree: a text that is no JSON is refused before its meaning is looked at. */
export const mutations = fc.array(fc.oneof({ arbitrary: tree, weight: 5 }, { arbitrary: text, weight: 1 }), {
  minLength: 1,
  maxLength: 4,
});

/** A config with the mutations, those of its tree first. */
export function mutated(config: string, changes: readonly Mutation[]): string {
  const root: unknown = parse(config);
  const raw: string[] = [];
  for (const change of changes) if (change.in === 'tree') changeTree(root, change, raw);
  const whole = JSON.stringify(root, null, 1).replace(/"@raw(\d+)"/g, (_, index: string) => raw[Number(index)]);
  return changes.reduce((read, change) => (change.in === 'text' ? changeText(read, change) : read), whole);
}

interface Spot {
  readonly parent: Record<string, unknown>;
  readonly key: string;
}

const isTree = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

function spotsOf(value: unknown): Spot[] {
  if (!isTree(value)) return [];
  return Object.keys(value).flatMap((key) => [{ parent: value, key }, ...spotsOf(value[key])]);
}

function changeTree(root: unknown, change: TreeMutation, raw: string[]): void {
  const spots = spotsOf(root);
  if (spots.length === 0) return;
  const { parent, key } = spots[at(change.place, spots.length)];
  switch (change.do) {
    case 'set':
      parent[key] = `@raw${raw.push(change.value) - 1}`;
      break;
    case 'remove':
      if (Array.isArray(parent)) parent.splice(Number(key), 1);
      else Reflect.deleteProperty(parent, key);
      break;
    case 'rename':
      if (!Array.isArray(parent)) {
        parent[key.slice(1)] = parent[key];
        Reflect.deleteProperty(parent, key);
      }
      break;
    case 'copy': {
      const from = spots[at(change.from, spots.length)];
      parent[key] = structuredClone(from.parent[from.key]);
      break;
    }
    case 'repeat':
      if (Array.isArray(parent)) parent.push(structuredClone(parent[Number(key)]));
      break;
  }
}

function changeText(read: string, change: TextMutation): string {
  const from = at(change.place, read.length);
  switch (change.do) {
    case 'cut':
      return read.slice(0, from) + read.slice(from + change.length);
    case 'double':
      return read.slice(0, from + change.length) + read.slice(from);
    case 'end':
      return read.slice(0, from);
    case 'insert':
      return read.slice(0, from) + change.piece + read.slice(from);
  }
}
