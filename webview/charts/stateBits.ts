import { formatValue } from '../../src/result/format';
import type { Estimate } from '../../src/result/result';
import type { ResultIndex } from '../../src/result/resultIndex';
import { type StateBits, stateBits } from '../../src/result/stateBits';
import { upperEnd } from '../../src/result/upperEnd';
import { convert } from '../../src/result/units';
import { t } from '../ui/l10n';
import type { Cell, ChartData, Column, Mark, Series } from '../model/chartData';
import { axisFromZero, intervalOf, limitsInWords, ofWhat, reachOf } from '../model/estimateMarks';
import { endsInWords } from './keptState';
import { basisOf, boundName, estimatorName, unitName } from '../model/labels';
import { shownEpoch, inUnit, type Scene } from '../model/scene';
import { warningsOf } from '../model/sentence';
import { toldAmount } from '../model/told';

/** A layer's state under the name of its column. */
interface StateColumn {
  readonly name: string;
  readonly bits: StateBits;
}

/**
 * Bits that each recurrent layer's whole state holds about the input at the last step, and those about the target, over
 * the floats that it carries; of every network. Absent where no whole states were asked for.
 */
export function stateBitsChartData(scene: Scene): ChartData | undefined {
  const columns = columnsOf(scene);
  if (columns.length === 0) return undefined;
  const series = [
    seriesOf(scene, t('held, I(X;S)'), columns, ({ held }) => held, 0),
    seriesOf(scene, t('used, I(S;Y)'), columns, ({ used }) => used, 1),
  ].filter(({ marks }) => marks.length > 0);
  const marks = series.flatMap((line) => line.marks);
  return {
    says: saysOf(scene, columns),
    of: ofWhat(columns.flatMap(({ bits: { held, used } }) => [held, used].filter((one) => one !== undefined))),
    x: { label: t('layer'), low: 0, high: Math.max(1, columns.length - 1), names: columns.map(({ name }) => name) },
    y: axisFromZero(t('{0} per state float', unitName(scene.unit)), [
      reachOf(marks.map(({ y, interval }) => ({ value: y, high: interval?.high ?? y }))),
    ]),
    series,
    limits: [],
    bands: [],
    columns: [{ label: t('layer'), numeric: false }, { label: t('of'), numeric: false }, ...numberColumns(scene)],
    summary: summaryOf(scene, columns),
  };
}

function columnsOf(scene: Scene): StateColumn[] {
  const networks = scene.result.networks ?? [];
  const epoch = shownEpoch(scene);
  const of = (index: ResultIndex, network: string | undefined): StateColumn[] =>
    stateBits(index, epoch).map((bits) => ({
      name: network === undefined ? bits.layer.name : t('{0}, {1}', network, bits.layer.name),
      bits,
    }));
  const model = networks.length > 0 ? (scene.result.config.model.name ?? t('model')) : undefined;
  return [
    ...of(scene.index, model),
    ...networks.flatMap((network) => of(scene.index.ofNetwork(network), network.name)),
  ];
}

const numberColumns = (scene: Scene): Column[] => [
  { label: t('{0} per state float', unitName(scene.unit)), numeric: true },
  { label: t('low'), numeric: true },
  { label: t('high'), numeric: true },
  { label: t('state floats'), numeric: true },
  { label: t('parameters'), numeric: true },
  { label: t('value ({0})', unitName(scene.unit)), numeric: true },
  { label: t('estimator'), numeric: false },
  { label: t('bound'), numeric: false },
  { label: t('samples'), numeric: true },
  { label: t('warnings'), numeric: false },
];

function seriesOf(
  scene: Scene,
  name: string,
  columns: readonly StateColumn[],
  which: (bits: StateBits) => Estimate | undefined,
  colour: number,
): Series {
  const marks = columns.flatMap((column, x): Mark[] => {
    const estimate = which(column.bits);
    return estimate ? [markOf(scene, name, column, estimate, x)] : [];
  });
  return { name, role: 'estimate', apart: true, colour, marks };
}

function markOf(scene: Scene, name: string, { name: layer, bits }: StateColumn, estimate: Estimate, x: number): Mark {
  const { floats } = bits;
  const { value, low, high } = inUnit(scene, estimate);
  const each = { value: value / floats, low: low / floats, high: high / floats };
  const unit = unitName(scene.unit);
  return {
    x,
    y: each.value,
    interval: intervalOf(estimate, each),
    bound: estimate.bound,
    warnings: warningsOf(scene.unit, estimate),
    apart: true,
    epoch: estimate.epoch,
    read: t(
      '{0}, {1}: {2} {3} per float, {4} {3} ({5}) in {6} floats',
      layer,
      name,
      each.value.toFixed(3),
      unit,
      toldAmount(scene, estimate),
      limitsInWords(scene, estimate),
      floats,
    ),
    details: basisOf(estimate, scene.unit),
    cells: [
      layer,
      name,
      each.value,
      each.low,
      Number.isFinite(each.high) ? each.high : undefined,
      floats,
      bits.layer.parameters,
      value,
      estimatorName(estimate.estimator),
      boundName(estimate.bound),
      estimate.samples,
      warningsOf(scene.unit, estimate).join('; '),
    ],
  };
}

/** State floats, parameters, bits held, bits used and bits per float, always visible. */
function summaryOf(scene: Scene, columns: readonly StateColumn[]): ChartData['summary'] {
  const unit = unitName(scene.unit);
  const amount = (estimate: Estimate | undefined): Cell =>
    estimate && t('{0} ({1})', toldAmount(scene, estimate), limitsInWords(scene, estimate));
  return {
    columns: [
      { label: t('layer'), numeric: false },
      { label: t('state floats'), numeric: true },
      { label: t('parameters'), numeric: true },
      { label: t('{0} held', unit), numeric: true },
      { label: t('{0} used', unit), numeric: true },
      { label: t('kept but not shown ({0})', unit), numeric: true },
      { label: t('{0} per state float', unit), numeric: true },
    ],
    rows: columns.map(({ name, bits: { floats, layer, held, used, hidden, isOutput } }) => [
      name,
      floats,
      layer.parameters,
      amount(held),
      amount(used),
      isOutput ? t('the state is the output') : hidden && held && hiddenText(scene, hidden, held),
      held && (inUnit(scene, held).value / floats).toFixed(4),
    ]),
  };
}

function hiddenText({ unit }: Scene, hidden: NonNullable<StateBits['hidden']>, held: Estimate): string {
  const [value, low, high] = [hidden.value, hidden.low, hidden.high].map((one) => convert(one, held.unit, unit));
  return t('{0} ({1})', formatValue(value), endsInWords({ low, high }));
}

/** The layer that surely holds most for each float, where one does. */
function saysOf(scene: Scene, columns: readonly StateColumn[]): string {
  const each = columns.flatMap(({ name, bits: { held, floats } }) =>
    held ? [{ name, floats, held, low: held.low / floats, high: upperEnd(held) / floats }] : [],
  );
  if (each.length === 0) return '';
  const best = each.reduce((most, one) => (one.low > most.low ? one : most));
  const unit = unitName(scene.unit);
  const figure = (inUnit(scene, best.held).value / best.floats).toFixed(3);
  return each.length > 1 && each.every((one) => one === best || one.high < best.low)
    ? t('{0} holds most for each float that it carries: {1} {2}.', best.name, figure, unit)
    : t('{0} holds {1} {2} for each of the {3} floats that it carries.', best.name, figure, unit, best.floats);
}
