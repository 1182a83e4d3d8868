import type { Node } from 'jsonc-parser';
import { sentence } from '../../base/sentence';
import { type Finding, warning } from './problem';

/** A warning for each key that an object has twice. */
export function repeatedKeys(node: Node, path: readonly (string | number)[] = []): Finding[] {
  const children = node.children ?? [];
  if (node.type === 'array') return children.flatMap((child, index) => repeatedKeys(child, [...path, index]));
  if (node.type !== 'object') return [];
  const seen = new Set<string>();
  return children.flatMap((property) => {
    const [keyNode, valueNode] = property.children ?? [];
    const key = String(keyNode.value);
    const again = seen.has(key)
      ? [
          {
            ...warning(
              path,
              sentence(
                '{0} appears twice here, and only the last one is used. Remove the other one.',
                JSON.stringify(key),
              ),
            ),
            key,
          },
        ]
      : [];
    seen.add(key);
    return [...again, ...(property.children?.length === 2 ? repeatedKeys(valueNode, [...path, key]) : [])];
  });
}
