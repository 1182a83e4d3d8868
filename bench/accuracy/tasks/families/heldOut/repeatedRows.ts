import { familyTasks, type Arrange } from '../familyTask';
import { gaussian, symbol } from '../laws/emissions';
import { labelled, shared, uniform } from '../laws/labelled';
import type { Law } from '../laws/law';
import { functionOfNormals } from '../laws/functionOfNormals';
import { noiseColumns } from '../laws/combine';

/** Rows of a pool of `distinct`, each drawn from the pool at random: some often, some never. */
const fromPool =
  ({ x: { dimensions: dx }, y: { dimensions: dy }, draw }: Law, distinct: number): Arrange =>
  (random, x, y, samples) => {
    const pool = Array.from({ length: distinct }, () => {
      const row = { x: new Float64Array(dx), y: new Float64Array(dy) };
      draw(random, row.x, row.y);
      return row;
    });
    for (let i = 0; i < samples; i++) {
      const row = pool[random.integer(distinct)];
      x.set(row.x, i * dx);
      y.set(row.y, i * dy);
    }
  };

/** The data twice or more, whole after whole. */
const wholes =
  ({ x: { dimensions: dx }, y: { dimensions: dy }, draw }: Law, times: number): Arrange =>
  (random, x, y, samples) => {
    const length = Math.ceil(samples / times);
    for (let i = 0; i < samples; i++) {
      if (i < length) draw(random, x.subarray(i * dx, (i + 1) * dx), y.subarray(i * dy, (i + 1) * dy));
      else {
        x.copyWithin(i * dx, (i - length) * dx, (i - length + 1) * dx);
        y.copyWithin(i * dy, (i - length) * dy, (i - length + 1) * dy);
      }
    }
  };

const arc = functionOfNormals(1, ([u]) => u * u, 0.5);
const classes = labelled(
  shared(uniform(4)),
  symbol(4),
  gaussian(
    [
      [0, 0, 0],
      [2, 0, 0],
      [0, 2, 0],
      [0, 0, 2],
    ],
    1,
  ),
);
const unrelated = noiseColumns(6, 2);

/** Rows repeated at random or whole after whole, in no order; the truth is that of one row. */
export const repeatedRows = familyTasks('heldOut', 'repeatedRows', [
  { name: 'square-from-pool-400', samples: 1600, law: arc, arrange: fromPool(arc, 400) },
  { name: 'four-classes-twice', samples: 1000, law: classes, cap: Math.log(4), arrange: wholes(classes, 2) },
  { name: 'unrelated-6+2-eight-wholes', samples: 2000, law: unrelated, truth: 0, arrange: wholes(unrelated, 8) },
]);
