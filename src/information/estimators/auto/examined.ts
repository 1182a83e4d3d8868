import { Random } from '../../../base/random';
import type { PreparedVariable } from '../../job/preparedVariable';
import type { Breather } from '../../numerics/breather';
import { canonicalCritic } from '../critics/canonicalCritic';
import { columnTables } from '../critics/columns/tableCritic';
import type { Points } from '../critics/critic';
import { judge, type Judged, type Verdict } from '../critics/judge';
import { leadingPoints } from '../critics/leadingPoints';
import { mixtureCritics } from '../critics/mixture/mixtureCritics';
import { scaleMixture } from '../critics/mixture/scaleMixture';
import type { RowsNature } from './rowsNature';
import { spreadRows, takeRows } from './spreadRows';
import { scalesChange } from './tails';

/** The largest number of rows for critics: their bounds have a ceiling anyway. */
const mostRows = 3000;
/** With more joint columns, the covariances of several scales need more rows than there are. */
const mostScaleColumns = 24;
/** A pair looked at by held-out critics. */
export interface Examined extends Verdict {
  readonly canonical: Judged;
  /** The normal scores of the rows looked at. */
  readonly scores: Points;
  /** Their leading principal columns, of values or of scores. */
  readonly principal: Points;
}

/**
 * Fits the critics to at most 3000 rows of a continuous pair and judges them on rows that they were not fitted to.
 * Mixtures see the values, or the normal scores where a few samples dominate the variances; the others see scores.
 * Where scales change from row to row, a mixture of scales is among them.
 * @throws CancelledError
 */
export async function examine(
  x: PreparedVariable,
  y: PreparedVariable,
  seed: number,
  breather: Breather,
  { effectiveSamples, blocks }: RowsNature = {},
): Promise<Examined> {
  const random = new Random(seed).fork('critics');
  const rows = spreadRows(x.variable.samples, mostRows);
  const scores: Points = {
    samples: rows.length,
    x: takeRows({ values: x.copulaPart.columns, dimensions: x.variable.dimensions }, rows),
    y: takeRows({ values: y.copulaPart.columns, dimensions: y.variable.dimensions }, rows),
    dimX: x.variable.dimensions,
    dimY: y.variable.dimensions,
  };
  const points = leadingPoints(x, y, mostRows);
  await breather.rest();
  const critics = [
    canonicalCritic(scores),
    ...mixtureCritics(points, random),
    columnTables(scores),
    ...(mayHaveScales(x, y) ? [scaleMixture(valuesOf(x, y, rows))] : []),
  ];
  const order = blockwise(rows.length, blocks, random.fork('order'));
  const widening = Math.sqrt(Math.max(1, x.variable.samples / (effectiveSamples ?? x.variable.samples)));
  const verdict = await judge(critics, order, random.fork('known rows'), breather, widening);
  return { ...verdict, canonical: verdict.judged[0], scores, principal: points.narrow };
}

const mayHaveScales = (x: PreparedVariable, y: PreparedVariable): boolean =>
  x.variable.dimensions + y.variable.dimensions <= mostScaleColumns && scalesChange(x.copulaPart, y.copulaPart);

const valuesOf = (x: PreparedVariable, y: PreparedVariable, rows: Int32Array): Points => ({
  samples: rows.length,
  x: takeRows(x.variable, rows),
  y: takeRows(y.variable, rows),
  dimX: x.variable.dimensions,
  dimY: y.variable.dimensions,
});

/** All rows in random order, or in consecutive blocks in random order. */
function blockwise(count: number, blocks: number | undefined, random: Random): Int32Array {
  if (blocks === undefined) return random.permutation(count);
  const order = random.permutation(blocks);
  const out: number[] = [];
  for (const block of order)
    for (let i = Math.floor((block * count) / blocks); i < Math.floor(((block + 1) * count) / blocks); i++) out.push(i);
  return Int32Array.from(out);
}
