import { findNodeAtLocation, type Node } from 'jsonc-parser';
import type { Position } from '../../base/userError';
import type { LayerPlace, TextRange } from './configReading';

/** Converts offsets to lines and columns, both counted from 1. */
export class LineIndex {
  private readonly starts: number[] = [0];

  constructor(text: string) {
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i);
      if (code === 10 || (code === 13 && text.charCodeAt(i + 1) !== 10)) this.starts.push(i + 1);
    }
  }

  position(offset: number): Position {
    let low = 0;
    let high = this.starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.starts[middle] <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - this.starts[low] + 1 };
  }

  range(offset: number, length: number): TextRange {
    return { start: offset, end: offset + length, position: this.position(offset) };
  }
}

export type Path = readonly (string | number)[];

/** The range of the value at `path`; if it is missing, the key of its deepest existing ancestor. */
export function rangeOfValue(root: Node | undefined, path: Path, lines: LineIndex): TextRange {
  for (let depth = path.length; root && depth >= 0; depth--) {
    const node = findNodeAtLocation(root, [...path.slice(0, depth)]);
    if (node) return depth === path.length ? lines.range(node.offset, node.length) : rangeOfOwner(node, lines);
  }
  return lines.range(0, 0);
}

/** The range of key `key` of the object at `path`. */
export function rangeOfKey(root: Node | undefined, path: Path, key: string, lines: LineIndex): TextRange {
  const node = root && findNodeAtLocation(root, [...path]);
  const property = node?.children?.find((child) => child.children?.[0]?.value === key)?.children?.[0];
  return property ? lines.range(property.offset, property.length) : rangeOfValue(root, path, lines);
}

/** The key of an object or array, or its opening bracket: underlining a whole object would not show the mistake. */
function rangeOfOwner(node: Node, lines: LineIndex): TextRange {
  const key = node.parent?.type === 'property' ? node.parent.children?.[0] : undefined;
  return key ? lines.range(key.offset, key.length) : lines.range(node.offset, 1);
}

/**
 * Every object in `model.layers`, with its name or its default name; without a model, every entry of `data.layers`,
 * whose keys are the names.
 */
export function layerPlaces(root: Node | undefined, lines: LineIndex): LayerPlace[] {
  const layers = root && findNodeAtLocation(root, ['model', 'layers']);
  if (!layers) return recordedPlaces(root, lines);
  const entries = (layers.children ?? []).map((node) => {
    const value = (key: string): unknown =>
      node.type === 'object' ? findNodeAtLocation(node, [key])?.value : undefined;
    const type = value('type');
    const name = value('name');
    return { node, type: typeof type === 'string' ? type : '', name: typeof name === 'string' ? name : undefined };
  });
  const names = layerNames(entries);
  return entries.map(({ node, type }, index) => ({
    name: names[index],
    type,
    index,
    range: lines.range(node.offset, node.length),
  }));
}

function recordedPlaces(root: Node | undefined, lines: LineIndex): LayerPlace[] {
  const layers = root && findNodeAtLocation(root, ['data', 'layers']);
  return (layers?.type === 'object' ? (layers.children ?? []) : []).map((property, index) => {
    const name: unknown = property.children?.[0]?.value;
    return { name: String(name), type: 'recorded', index, range: lines.range(property.offset, property.length) };
  });
}

/** Default names for layers without one: the type, then the type and a number (lstm, lstm2, lstm3). */
export function layerNames(layers: readonly { readonly type: string; readonly name?: string | undefined }[]): string[] {
  const taken = new Set(layers.flatMap((layer) => (layer.name === undefined ? [] : [layer.name])));
  const counts = new Map<string, number>();
  return layers.map(({ type, name }) => {
    if (name !== undefined) return name;
    const base = type || 'layer';
    let count = counts.get(base) ?? 1;
    const candidate = (): string => (count === 1 ? base : `${base}${count}`);
    while (taken.has(candidate())) count++;
    counts.set(base, count);
    taken.add(candidate());
    return candidate();
  });
}
