import { sentence, verbatim, type Sentence } from '../../base/sentence';

/** One value that differs between two configs; absent where it is not there. */
export interface ConfigChange {
  /** `training.epochs`, or `memory.units` of a layer. */
  readonly path: string;
  readonly before?: string;
  readonly after?: string;
}

/** Longest value in a change. */
const longest = 24;
/** Changes in the name of a run. */
const named = 2;

/**
 * What differs between two configs with their defaults filled in, in the order of the later one. Layers and other
 * objects with names are matched by their names.
 */
export function configChanges(before: unknown, after: unknown): ConfigChange[] {
  const changes: ConfigChange[] = [];
  compare(before, after, [], changes);
  return changes;
}

/** The changes as the name of a run: 'memory.units 16 → 32, training.epochs 30 → 60'. */
export function changesSentence(changes: readonly ConfigChange[]): Sentence {
  if (changes.length === 0) return sentence('the same config');
  const text = changes.slice(0, named).map(({ path, before, after }) => {
    if (before === undefined) return `+ ${path}${after === undefined || after === '' ? '' : ` ${after}`}`;
    return after === undefined ? `− ${path}` : `${path} ${before} → ${after}`;
  });
  const rest = changes.length - text.length;
  return rest > 0 ? sentence('{0} and {1} more', text.join(', '), rest) : verbatim(text.join(', '));
}

function compare(before: unknown, after: unknown, path: readonly string[], changes: ConfigChange[]): void {
  if (before === after) return;
  const [old, fresh] = [byName(before), byName(after)];
  if (old && fresh) {
    for (const key of new Set([...fresh.keys(), ...old.keys()]))
      if (key !== '$schema') compare(old.get(key), fresh.get(key), [...path, key], changes);
    return;
  }
  if (JSON.stringify(before) === JSON.stringify(after)) return;
  changes.push({
    path: pathText(path),
    ...(before === undefined ? {} : { before: valueText(before) }),
    ...(after === undefined ? {} : { after: valueText(after) }),
  });
}

/** The parts of an object, or of a list of objects with different names; undefined for any other value. */
function byName(value: unknown): Map<string, unknown> | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  if (!Array.isArray(value)) return new Map(Object.entries(value));
  const parts = new Map<string, unknown>();
  for (const part of value as readonly unknown[]) {
    const name: unknown = typeof part === 'object' && part !== null ? Reflect.get(part, 'name') : undefined;
    if (typeof name !== 'string' || parts.has(name)) return undefined;
    parts.set(name, part);
  }
  return value.length > 0 ? parts : undefined;
}

const pathText = (path: readonly string[]): string =>
  (path[0] === 'model' && path[1] === 'layers' && path.length > 2 ? path.slice(2) : path).join('.');

function valueText(value: unknown): string {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    const type: unknown = Reflect.get(value, 'type');
    return typeof type === 'string' ? type : '';
  }
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > longest ? `${text.slice(0, longest - 1)}…` : text;
}
