import { formatValue } from '../../src/result/format';
import { lastStepByLag } from '../../src/result/lags';
import { type Measured, measuredOf } from '../../src/result/measured';
import { upperEnd } from '../../src/result/upperEnd';
import { convert } from '../../src/result/units';
import type { ChartData, Mark, Series } from '../model/chartData';
import { axisFromZero, heightsOf, lagAxis, ofWhat, ordered } from '../model/estimateMarks';
import { unitName } from '../model/labels';
import { measuredColumns, measuredMark } from '../model/measuredMarks';
import { allOf, inUnit, type Scene } from '../model/scene';
import { t } from '../ui/l10n';

/** Memory capacity over lag, beside the most that the bits about a Gaussian input allow. Absent where not asked for. */
export function capacityChartData(scene: Scene): ChartData | undefined {
  const layers = layersWith(scene, 'lagCapacity');
  if (layers.length === 0) return undefined;
  const all = layers.flatMap(({ found }) => found);
  const lines = layers.map(({ name, found }): Series => ({
    name,
    layer: name,
    role: 'estimate',
    marks: found.map((one) => {
      const lag = one.lag ?? 0;
      return measuredMark(scene, one, lag, t('{0}, lag {1}', name, lag), [name, lag, bitsAt(scene, one)], foundOf(one));
    }),
  }));
  const series = [
    ...lines,
    ...layers.flatMap(({ name, found }) => exactLine(name, found)),
    ...layers.flatMap(({ name, found }) => allowedLine(scene, name, found)),
  ];
  const marks = series.flatMap((line) => line.marks);
  const threshold = Math.max(...all.map((one) => one.threshold ?? 0));
  return {
    says: layers.map(({ name, found }) => saysOfMemory(scene, name, found)).join(' '),
    of: ofWhat(all),
    x: lagAxis(marks),
    y: axisFromZero(t('share of variance (functions)'), [1, heightsOf(marks)]),
    series,
    limits: [],
    bands: [{ low: 0, high: threshold, name: t('not distinguishable from zero') }],
    columns: [
      { label: t('layer'), numeric: false },
      { label: t('lag'), numeric: true },
      { label: t('I(X;H) at this lag ({0})', unitName(scene.unit)), numeric: true },
      ...measuredColumns(t('functions')),
    ],
  };
}

/** Information processing capacity by degree, each column on those before it. Absent where no sum was measured. */
export function processingChartData(scene: Scene): ChartData | undefined {
  const layers = layersWith(scene, 'degreeCapacity');
  if (layers.length === 0) return undefined;
  const all = layers.flatMap(({ found }) => found);
  const degrees = Math.max(...all.map(({ degree = 1 }) => degree));
  const series = layers.map(({ name, found }): Series => {
    let from = 0;
    return {
      name,
      layer: name,
      role: 'estimate',
      marks: found.map((one) => {
        const degree = one.degree ?? 1;
        const where = t('{0}, degree {1}', name, degree);
        const mark = measuredMark(
          scene,
          one,
          degree - 1,
          where,
          [name, degree, one.functions, one.counted],
          foundOf(one),
        );
        const placed = { ...mark, from };
        from += mark.y;
        return placed;
      }),
    };
  });
  const limits = layers.map(({ name, found }) => ({
    axis: 'y' as const,
    value: found[0].rank ?? 0,
    name: t('directions of {0}', name),
  }));
  return {
    says: layers.map(({ name }) => saysOfTotal(scene, name)).join(' '),
    of: ofWhat(all),
    x: {
      label: t('degree of the functions of the input'),
      low: 0,
      high: degrees - 1,
      names: Array.from({ length: degrees }, (_, i) => String(i + 1)),
    },
    y: axisFromZero(t('capacity (functions)'), [
      ...limits.map(({ value }) => value),
      ...series.flatMap(({ marks }) => marks.map(({ y, from = 0 }) => y + from)),
    ]),
    series,
    limits,
    bands: [],
    columns: [
      { label: t('layer'), numeric: false },
      { label: t('degree'), numeric: true },
      { label: t('functions'), numeric: true },
      { label: t('distinguishable from zero'), numeric: true },
      ...measuredColumns(t('functions')),
    ],
  };
}

const layersWith = (scene: Scene, measure: Measured['measure']) =>
  scene.layers.flatMap(({ name }) => {
    const found = measuredOf(scene.result.measured, measure, name);
    return found.length > 0 ? [{ name, found }] : [];
  });

/** What stands in a tooltip beside the number. */
const foundOf = ({ functions = 0, counted = 0, threshold = 0, steps }: Measured): string[] => [
  t(
    '{0} of {1} functions are distinguishable from zero; the threshold is {2}',
    counted,
    functions,
    threshold.toPrecision(2),
  ),
  ...(steps === undefined ? [] : [t('products of the last {0} inputs only', steps)]),
];

/** What is known in bits of the same input. */
function bitsAt(scene: Scene, { layer, lag }: Measured): number | undefined {
  const estimate = lastStepByLag(allOf(scene, 'memory', layer)).find((one) => one.lag === lag);
  return estimate && inUnit(scene, estimate).value;
}

function exactLine(name: string, found: readonly Measured[]): Series[] {
  const marks = found.flatMap(({ lag = 0, exact }): Mark[] =>
    exact === undefined
      ? []
      : [
          {
            x: lag,
            y: exact,
            bound: 'none',
            warnings: [],
            read: t('{0}, lag {1}: exactly {2}', name, lag, formatValue(exact)),
            details: [],
            cells: [name, lag, undefined, exact, undefined, undefined, exact, t('exact')],
          },
        ],
  );
  return marks.length === 0 ? [] : [{ name: t('{0}, exact', name), role: 'exact', marks }];
}

/**
 * The most that a read-out of any kind can have where the state holds I bits about one Gaussian number: its squared
 * error is at least Var 2^(-2I), so that r^2 is at most 1 - 2^(-2I) (Cover and Thomas 2006, theorem 8.6.6).
 */
function allowedLine(scene: Scene, name: string, found: readonly Measured[]): Series[] {
  const { data } = scene.result.config;
  const isGaussian = data.task === 'gaussianNoise' || data.task === 'gaussianProcess';
  if (!isGaussian || scene.result.data?.features !== 1) return [];
  const lags = new Set(found.map(({ lag }) => lag));
  const share = (amount: number, unit: 'bits' | 'nats'): number => 1 - Math.exp(-2 * convert(amount, unit, 'nats'));
  const marks = lastStepByLag(allOf(scene, 'memory', name)).flatMap((estimate): Mark[] => {
    const { lag = 0, value, low, unit, warnings } = estimate;
    if (!lags.has(lag)) return [];
    const ends = [value, low, upperEnd(estimate)].map((amount) => share(Math.max(0, amount), unit));
    return [
      {
        x: lag,
        y: ends[0],
        interval: ordered(ends[0], ends[1], ends[2]),
        bound: estimate.bound,
        warnings: warnings ? [t('see the memory over lag')] : [],
        layer: name,
        read: t('{0}, lag {1}: its bits allow {2}', name, lag, formatValue(ends[0])),
        details: [],
        cells: [name, lag, inUnit(scene, estimate).value, ...ends, undefined, estimate.estimator],
      },
    ];
  });
  return marks.length === 0
    ? []
    : [
        {
          name: t('{0}, most that its bits allow: 1 − 2^(−2I)', name),
          role: 'metric',
          dashed: true,
          layer: name,
          marks,
        },
      ];
}

/** 'memory: a linear read-out gives half or more of the variance of each input up to lag 5.' */
function saysOfMemory(scene: Scene, name: string, found: readonly Measured[]): string {
  const isFound = ({ value, functions = 1 }: Measured): boolean => value >= functions / 2;
  const first = found.findIndex((one) => !isFound(one));
  const memory = measuredOf(scene.result.measured, 'degreeCapacity', name).find(({ degree }) => degree === 1);
  const sum = memory
    ? t('Its memory capacity is {0} ({1} to {2}).', ...[memory.value, memory.low, memory.high].map(formatValue))
    : '';
  const reach =
    first === 0
      ? t('{0}: a linear read-out gives less than half of the variance of the input of this step.', name)
      : t(
          '{0}: a linear read-out gives at least half of the variance of each input up to lag {1}.',
          name,
          found[first < 0 ? found.length - 1 : first - 1].lag ?? 0,
        );
  return [reach, sum].filter((part) => part !== '').join(' ');
}

function saysOfTotal(scene: Scene, name: string): string {
  const [total] = measuredOf(scene.result.measured, 'totalCapacity', name);
  const memory = measuredOf(scene.result.measured, 'degreeCapacity', name).find(({ degree }) => degree === 1);
  return t(
    '{0}: linear read-outs give {1} functions of the input in all ({2} to {3}) of at most {4}; {5} of them are memory.',
    name,
    ...[total.value, total.low, total.high].map(formatValue),
    total.rank ?? 0,
    formatValue(memory?.value ?? 0),
  );
}
