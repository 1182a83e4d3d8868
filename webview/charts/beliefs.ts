import { formatValue } from '../../src/result/format';
import { type Measured, measuredOf } from '../../src/result/measured';
import type { Axis, ChartData, Mark, Series } from '../model/chartData';
import { axisFromZero, ofWhat } from '../model/estimateMarks';
import { measuredColumns, measuredMark } from '../model/measuredMarks';
import type { Scene } from '../model/scene';
import { t } from '../ui/l10n';

/** Half the width of a simplex, whose middle stands at a whole number. */
const half = 0.42;

/**
 * Belief states and what is read of them in each layer: of three hidden states as points of the simplex, else R^2 by
 * layer. Absent where they were not asked for.
 */
export function beliefsChartData(scene: Scene): ChartData | undefined {
  const layers = scene.layers.flatMap(({ name }) => measuredOf(scene.result.measured, 'beliefs', name));
  if (layers.length === 0) return undefined;
  const common = {
    says: layers
      .map((one) =>
        t(
          '{0}: a linear map finds {1} of the variance of the belief state ({2} to {3}).',
          one.layer,
          ...[one.value, one.low, one.high].map(formatValue),
        ),
      )
      .join(' '),
    of: ofWhat(layers),
    limits: [],
    bands: [],
  };
  return layers[0].beliefs ? { ...common, ...simplices(layers) } : { ...common, ...shares(scene, layers) };
}

type Drawn = Pick<ChartData, 'x' | 'y' | 'series' | 'columns'>;

const across = (names: readonly string[]): Axis => ({
  label: '',
  low: -0.5,
  high: names.length - 0.5,
  names,
  tight: true,
});

function shares(scene: Scene, layers: readonly Measured[]): Drawn {
  return {
    x: across(layers.map(({ layer }) => layer)),
    y: axisFromZero(t('R² of the belief state'), [1]),
    series: layers.map((one, x): Series => ({
      name: one.layer,
      layer: one.layer,
      role: 'estimate',
      marks: [measuredMark(scene, one, x, one.layer, [one.layer])],
    })),
    columns: [{ label: t('layer'), numeric: false }, ...measuredColumns('R²')],
  };
}

/** The simplex of three states, in which the height is the probability of the third. */
function simplices(layers: readonly Measured[]): Drawn {
  const names = [t('exact'), ...layers.map(({ layer }) => layer)];
  const known = layers[0].beliefs?.known ?? [];
  const sides = [known, ...layers.map(({ beliefs }) => beliefs?.read ?? [])];
  const series = [0, 1, 2].map((state): Series => ({
    name: t('state {0} is the likeliest', state + 1),
    role: 'estimate',
    colour: state,
    apart: true,
    marks: sides.flatMap((points, side) =>
      points.flatMap((point, i) =>
        // A point keeps the colour of the belief that it stands for.
        likeliest(known[i]) === state ? [markOf(point, side, names[side])] : [],
      ),
    ),
  }));
  const outlines = names.map((name, side): Series => ({
    name: t('simplex, {0}', name),
    role: 'exact',
    marks: [
      [1, 0, 0],
      [0, 1, 0],
      [0, 0, 1],
      [1, 0, 0],
    ].map((corner) => ({ ...markOf(corner, side, name), read: t('{0}: a corner of the simplex', name) })),
  }));
  const heights = series.flatMap(({ marks }) => marks.map(({ y }) => y));
  return {
    x: across(names),
    y: axisFromZero(t('probability of state 3'), [...heights, 1]),
    series: [...series, ...outlines],
    columns: [
      { label: t('read from'), numeric: false },
      ...[1, 2, 3].map((state) => ({ label: t('probability of state {0}', state), numeric: true })),
    ],
  };
}

const likeliest = (belief: readonly number[]): number => belief.indexOf(Math.max(...belief));

function markOf(point: readonly number[], side: number, name: string): Mark {
  const [first, second, third] = point;
  return {
    x: side + half * (second - first),
    y: third,
    bound: 'none',
    warnings: [],
    apart: true,
    read: t('{0}: {1}, {2}, {3}', name, ...point.map(formatValue)),
    details: [],
    cells: [name, first, second, third],
  };
}
