import type { Estimate } from '../../src/result/result';
import { t } from '../ui/l10n';
import type { ChartData, Series } from '../model/chartData';
import { axisFromZero, estimateColumns, estimateMark, ofWhat } from '../model/estimateMarks';
import { allOf, inUnit, type Scene } from '../model/scene';
import { toldMark } from '../model/told';
import { missingQuantity } from '../model/teaching';
import { quantityName, unitName } from '../model/labels';

/**
 * Layer by time step, one cell per estimate of the chosen quantity: x is the step, y the layer; the interval is the
 * value's.
 */
export function throughTimeChartData(scene: Scene): ChartData {
  const quantity = scene.choices.stepQuantity;
  const used: Estimate[] = [];
  const series: Series[] = scene.subjects.flatMap(({ name }): Series[] => {
    const estimates = steps(allOf(scene, quantity, name));
    used.push(...estimates);
    const marks = estimates.map((estimate) => {
      const step = estimate.time ?? 0;
      return estimateMark(scene, estimate, step, t('{0}, step {1}', name, step), [name, step], name);
    });
    return marks.length ? [{ name, layer: name, role: 'estimate', marks }] : [];
  });
  const times = series.flatMap(({ marks }) => marks.map(({ x }) => x));
  return {
    says: series.length ? saysOf(scene, series) : '',
    of: ofWhat(used),
    x: { label: t('time step'), kind: 'time', low: Math.min(1, ...times), high: Math.max(1, ...times), whole: true },
    y: { ...axisFromZero(unitName(scene.unit), everyEpoch(scene)), names: series.map(({ name }) => name) },
    series,
    limits: [],
    bands: [],
    columns: [{ label: t('layer'), numeric: false }, { label: t('step'), numeric: true }, ...estimateColumns(scene)],
    ...(series.length ? {} : { teaching: missingQuantity(scene, quantity) }),
  };
}

/** One estimate per step, ascending; the newest of repeated ones. */
export function steps(estimates: readonly Estimate[]): Estimate[] {
  const byStep = new Map<number, Estimate>();
  for (const estimate of estimates) if (estimate.time !== undefined) byStep.set(estimate.time, estimate);
  return [...byStep.values()].sort((a, b) => (a.time ?? 0) - (b.time ?? 0));
}

function everyEpoch(scene: Scene): number[] {
  const quantity = scene.choices.stepQuantity;
  return scene.subjects.flatMap(({ name }) =>
    scene.index
      .epochsOf(quantity, name)
      .flatMap((epoch) => scene.index.at(quantity, name, epoch).map((estimate) => inUnit(scene, estimate).value)),
  );
}

function saysOf(scene: Scene, series: readonly Series[]): string {
  const all = series.flatMap((item) => item.marks);
  const sure = all.filter(({ warnings }) => warnings.length === 0);
  const marks = sure.length ? sure : all;
  const most = marks.reduce((held, mark) => (mark.y > held.y ? mark : held), marks[0]);
  const least = marks.reduce((held, mark) => (mark.y < held.y ? mark : held), marks[0]);
  const unit = unitName(scene.unit);
  const quantity = quantityName(scene.choices.stepQuantity);
  if (most.y - least.y < 0.01)
    return t('{0}: {1} {2} in every layer and at every step.', quantity, toldMark(most), unit);
  return t(
    '{0}: the highest value is {1} {2}, in {3} at step {4}. The lowest is {5} {2}, in {6} at step {7}.',
    quantity,
    toldMark(most),
    unit,
    most.layer ?? '',
    most.x,
    toldMark(least),
    least.layer ?? '',
    least.x,
  );
}
