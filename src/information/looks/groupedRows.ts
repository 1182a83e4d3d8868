import type { Symbols } from '../estimators/discrete/symbols';
import type { Variable } from '../types/variable';
import { warning, type InformationWarning } from '../types/warnings';
import { askedRows, askedTogether } from './askedRows';
import { tightGroups, type TightGroups } from './tightGroups';

/** From this number of groups on, chance does not explain groups that are all small. */
const manyGroups = 20;
/** There are this many times as many groups as symbols: tight classes are groups of their own. */
const groupsASymbol = 2;
/** Groups of one symbol each: this share of their rows has the symbol of its leader. */
const pure = 0.95;
/** Groups of both sides are those of one side where their radii differ by less than this factor. */
const sameScale = 4;
/** Groups smaller than this share of the middle one are strays; the others hold this share of the rows. */
const strays = 0.25;
const nearlyAll = 0.95;
/** The lower 1e-4 quantile of a normal distribution. */
const tooEqual = -3.719;

/** Rows that may be repeated measurements of fewer things. */
export interface GroupedRows {
  readonly warning: InformationWarning;
  /** One row of each group; where each side has groups of its own, of those of each side. */
  readonly representatives: readonly Int32Array[];
  /** Whether these are all that there is: groups of both sides together whose sizes are too equal for chance. */
  readonly areCopies: boolean;
}

/**
 * Groups that the rows of a pair fall into, if they look like repeated measurements of fewer things, each with a noise
 * of its own; undefined where they do not. Then rows are not independent, and no limit holds that counts them.
 *
 * Draws from few clusters look like measurements of as many things: nothing but their number tells them apart. Rows are
 * taken for repetitions where half of them or more are in at least 20 groups of at most a twentieth of the rows each,
 * or where fewer groups are of sizes more equal than those of independent draws. A few clusters on each side
 * that occur together in many ways are no repetitions: things repeat whole.
 */
export function groupedRows(x: Variable, y: Variable): GroupedRows | undefined {
  const { samples } = x;
  const [askedOfX, askedOfY] = [askedRows(x), askedRows(y)];
  const [ofX, ofY] = [tightGroups(askedOfX), tightGroups(askedOfY)];
  const together = tightGroups(askedTogether(askedOfX, askedOfY, [x, y]));
  if (together !== undefined && areRepeated(together, samples) && ![ofX, ofY].some((side) => isTable(side, together)))
    return {
      warning: warning('groupedTogether', together.count, samples),
      representatives: [together.leaders],
      areCopies: together.areMany && areTooEqual(together),
    };
  const sides = [
    { name: x.name, groups: ofX },
    { name: y.name, groups: ofY },
  ].flatMap(({ name, groups }) => (groups?.areMany && areRepeated(groups, samples) ? [{ name, groups }] : []));
  if (sides.length === 0) return undefined;
  const [{ name, groups }] = sides;
  return {
    warning: warning('groupedSide', groups.count, samples, name),
    representatives: sides.map((side) => side.groups.leaders),
    areCopies: false,
  };
}

/** The same of a state and symbols: groups of one symbol each, or many groups, at least twice as many as symbols. */
export function groupedByLabel(state: Variable, symbols: Symbols): GroupedRows | undefined {
  const groups = tightGroups(askedRows(state));
  if (groups === undefined || groups.count < groupsASymbol * symbols.alphabet) return undefined;
  if (!arePure(groups, symbols) && !areRepeated(groups, state.samples)) return undefined;
  return {
    warning: warning('groupedRows', groups.count, state.samples, symbols.alphabet),
    representatives: [groups.leaders],
    areCopies: false,
  };
}

const areRepeated = (groups: TightGroups, samples: number): boolean =>
  (groups.areMany && groups.count >= manyGroups) || (groups.rows.length === samples && areTooEqual(groups));

/** Whether groups of both sides are the cells of a table of few clusters of a side. */
const isTable = (side: TightGroups | undefined, { count, radius }: TightGroups): boolean =>
  side !== undefined && !side.areMany && count >= manyGroups && side.radius <= sameScale * radius;

function arePure({ leaders, rows, groups }: TightGroups, { codes }: Symbols): boolean {
  const same = rows.reduce((sum, row, i) => sum + (codes[row] === codes[leaders[groups[i]]] ? 1 : 0), 0);
  return same - leaders.length >= pure * (rows.length - leaders.length);
}

/**
 * Whether sizes of groups vary less than those of independent draws: Pearson's chi-squared over groups of equal shares
 * (unequal ones vary more), by the cube root of Wilson and Hilferty (1931).
 */
function areTooEqual({ leaders, rows, groups }: TightGroups): boolean {
  const sizes = new Int32Array(leaders.length);
  for (const group of groups) sizes[group]++;
  const middle = sizes.slice().sort()[Math.floor(sizes.length / 2)];
  const whole = sizes.filter((size) => size >= strays * middle);
  const total = whole.reduce((sum, size) => sum + size, 0);
  if (total < nearlyAll * rows.length || whole.length < 2) return false;
  const mean = total / whole.length;
  const free = whole.length - 1;
  const squares = whole.reduce((sum, size) => sum + (size - mean) ** 2 / mean, 0);
  const part = 2 / (9 * free);
  return (Math.cbrt(squares / free) - 1 + part) / Math.sqrt(part) < tooEqual;
}
