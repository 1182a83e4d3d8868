import { KdTree } from './kdTree';
import { SortedLine } from './sortedLine';
import type { Space } from './space';

const trees = new WeakMap<Space, KdTree>();
const lines = new WeakMap<Space, SortedLine>();

/** The space's k-d tree, built on the first call and cached as long as the space lives. */
export function treeOf(space: Space): KdTree {
  let tree = trees.get(space);
  if (!tree) trees.set(space, (tree = new KdTree(space)));
  return tree;
}

/** The sorted points of a space of one column, cached after the first call; undefined for a space of more columns. */
export function lineOf(space: Space): SortedLine | undefined {
  const known = lines.get(space);
  if (known) return known;
  const [part, ...others] = space.parts.filter(({ columns }) => columns.length > 0);
  if (others.length > 0 || part.columns.length !== 1) return undefined;
  const line = new SortedLine(part.columns[0], part.weights[0]);
  lines.set(space, line);
  return line;
}
