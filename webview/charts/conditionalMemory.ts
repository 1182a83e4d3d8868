import { lastStepByLag } from '../../src/result/lags';
import { formatValue } from '../../src/result/format';
import type { Estimate, ExactLine } from '../../src/result/result';
import { t } from '../ui/l10n';
import type { ChartData, Limit, Mark, Series } from '../model/chartData';
import { exactValue } from '../model/exactLines';
import { axisFromZero, estimateColumns, estimateMark, ofWhat } from '../model/estimateMarks';
import { allOf, inUnit, lastOf, type Scene } from '../model/scene';
import { leastOfMark, toldAmount, toldMark, toldSum } from '../model/told';
import { sentenceText } from '../model/sentence';
import { unitName } from '../model/labels';

/**
 * I(X_{t-s};H_t|X_{t-s+1:t}) over the lag s at the last step: what each input adds once all later ones are known, each
 * column on top of the one before it, so that the last one ends at I(X;H). Absent where nothing of it was estimated.
 */
export function conditionalMemoryChartData(scene: Scene): ChartData | undefined {
  const layers = scene.subjects.flatMap(({ name }) => {
    const estimates = lastStepByLag(allOf(scene, 'conditionalMemory', name));
    return estimates.length > 0 ? [{ name, estimates }] : [];
  });
  if (layers.length === 0) return undefined;
  const estimated = layers.map(({ name, estimates }): Series => ({
    name: isDecoded(estimates) ? t('{0}, lower bounds of a decoder', name) : name,
    layer: name,
    role: 'estimate',
    marks: stacked(
      estimates.map((estimate) => {
        const lag = estimate.lag ?? 0;
        return estimateMark(scene, estimate, lag, t('{0}, lag {1}', name, lag), [name, lag, estimate.time], name);
      }),
    ),
  }));
  const series = [...estimated, ...exactSteps(scene)];
  const limits = layers.flatMap(({ name }) => wholeLine(scene, name));
  const ends = series.flatMap(({ marks }) => marks.map(topOf));
  const lags = Math.max(1, ...series.flatMap(({ marks }) => marks.map(({ x }) => x)));
  return {
    says: saysOf(scene, estimated, (layer) =>
      layers.some(({ name, estimates }) => name === layer && isDecoded(estimates)),
    ),
    of: ofWhat(layers.flatMap(({ estimates }) => estimates)),
    x: {
      label: t('lag s (steps back)'),
      kind: 'lag',
      low: 0,
      high: lags,
      names: Array.from({ length: lags + 1 }, (_, lag) => String(lag)),
    },
    y: axisFromZero(unitName(scene.unit), [...ends, ...limits.map(({ value }) => value)]),
    series,
    limits,
    bands: [],
    columns: [
      { label: t('layer'), numeric: false },
      { label: t('lag'), numeric: true },
      { label: t('step'), numeric: true },
      ...estimateColumns(scene),
    ],
  };
}

/** Whether a decoder that walks back in time gave the terms: the state's network, or the input's law, is not known. */
const isDecoded = (estimates: readonly Estimate[]): boolean => estimates.some(({ estimator }) => estimator === 'probe');

/** Each mark on top of those before it. */
function stacked(marks: readonly Mark[]): Mark[] {
  let from = 0;
  return marks.map((mark) => {
    const placed = { ...mark, from };
    from += Math.max(0, mark.y);
    return placed;
  });
}

export const topOf = ({ y, from = 0 }: Mark): number => from + y;

/** The exact terms of a state that solves the task, as dashes at the heights that they add up to. */
function exactSteps(scene: Scene): Series[] {
  const groups = new Map<string, ExactLine[]>();
  for (const line of scene.result.exact)
    if (line.quantity === 'conditionalMemory') {
      const name = sentenceText(line.name);
      groups.set(name, [...(groups.get(name) ?? []), line]);
    }
  return [...groups].map(([name, lines]): Series => ({
    name,
    role: 'exact',
    marks: stacked(
      [...lines]
        .sort((a, b) => (a.lag ?? 0) - (b.lag ?? 0))
        .map((line): Mark => {
          const value = exactValue(scene, line);
          return {
            x: line.lag ?? 0,
            y: value,
            bound: 'none',
            warnings: [],
            read: t('{0}, lag {1}: exactly {2} {3}', name, line.lag ?? 0, formatValue(value), unitName(scene.unit)),
            details: [],
            cells: [name, line.lag, line.time, value, value, value, undefined, t('exact')],
          };
        }),
    ),
  }));
}

/** The height that a layer's columns end at. */
function wholeLine(scene: Scene, layer: string): Limit[] {
  const whole = wholeOf(scene, layer);
  return whole ? [{ axis: 'y', value: inUnit(scene, whole).value, name: t('I(X;H) of {0}', layer) }] : [];
}

const wholeOf = (scene: Scene, layer: string): Estimate | undefined => lastOf(scene, 'inputInformation', layer);

/** 'memory: the terms add up to 13.1 bits, and I(X;H) is 13.0 bits. The most is about the input at lag 0: 2.0 bits.' */
function saysOf(scene: Scene, series: readonly Series[], isBelow: (layer: string) => boolean): string {
  const total = (one: Series): number => one.marks.reduce((sum, { y }) => sum + y, 0);
  const best = series.reduce((held, one) => (total(one) > total(held) ? one : held), series[0]);
  const layer = best.layer ?? best.name;
  const unit = unitName(scene.unit);
  const most = best.marks.reduce((held, mark) => (mark.y > held.y ? mark : held), best.marks[0]);
  const whole = wholeOf(scene, layer);
  const sum = toldSum(best.marks);
  if (isBelow(layer))
    return t(
      '{0}: a decoder reads at least {1} {2} in all columns together. The input at lag {3} adds the most: {4} {2}.',
      layer,
      formatValue(best.marks.reduce((all, mark) => all + Math.max(0, leastOfMark(mark)), 0)),
      unit,
      most.x,
      toldMark(most),
    );
  return whole
    ? t(
        '{0}: the columns add up to {1} {2}, and I(X;H) is {3} {2}. The input at lag {4} adds the most: {5} {2}.',
        layer,
        sum,
        unit,
        toldAmount(scene, whole),
        most.x,
        toldMark(most),
      )
    : t(
        '{0}: the columns add up to {1} {2}. The input at lag {3} adds the most: {4} {2}.',
        layer,
        sum,
        unit,
        most.x,
        toldMark(most),
      );
}
