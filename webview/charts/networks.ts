import { isCell } from '../../src/config/layers/layerTraits';
import { lastStepByLag } from '../../src/result/lags';
import { memoryLayer } from '../../src/result/memory';
import type { Estimate, MemoryFit } from '../../src/result/result';
import { t } from '../ui/l10n';
import type { Cell, ChartData, Series, Summary } from '../model/chartData';
import { limitsAbout, limitsOf, limitsOfOneInput, type LimitLine } from '../model/exactLines';
import { formatValue, percent } from '../../src/result/format';
import { convert } from '../../src/result/units';
import { axisFromZero, estimateColumns, estimateMark, limitsInWords, ofWhat } from '../model/estimateMarks';
import { lawName, lawSeries } from './decayLaws';
import { lagRelevanceSeries, exactSeries, memoryFit, nullBands } from './memory';
import { networkScenes, type NetworkScene } from '../model/networkScenes';
import { allOf, inUnit, lastOf, type NetworkQuantity, type Scene } from '../model/scene';
import { toldAmount } from '../model/told';
import { addNetworks, missingQuantity } from '../model/teaching';
import { steps } from './throughTime';
import { quantityName, unitName } from '../model/labels';

export const networkQuantities: readonly NetworkQuantity[] = [
  'memory',
  'inputInformation',
  'outputInformation',
  'predictiveInformation',
];

/** A network and the layer that represents it. */
interface Row extends NetworkScene {
  readonly place: number;
  readonly layer: string;
}

/** Whether there are further networks, or a recurrent layer that could be compared with another cell. */
export function canCompareNetworks({ result }: Scene): boolean {
  return (result.networks?.length ?? 0) > 0 || result.config.model.layers.some(isCell);
}

/**
 * Comparison of the config's networks, one line each: memory over the lag, or another quantity of the layer with the
 * memory over the steps.
 */
export function networksChartData(scene: Scene): ChartData {
  const quantity = scene.choices.networkQuantity;
  const overLag = quantity === 'memory';
  const rows = scene.result.networks?.length
    ? networkScenes(scene).flatMap(({ name, scene: own }, place): Row[] => {
        const layer = memoryLayer(own.index)?.name;
        return layer === undefined ? [] : [{ name, scene: own, place, layer }];
      })
    : [];
  const used: Estimate[] = [];
  const estimated = rows.map((row) => estimateSeries(row, quantity, used)).filter(({ marks }) => marks.length > 0);
  const laws = overLag ? rows.flatMap(lawOf) : [];
  const exact = overLag
    ? exactSeries(scene, new Set(rows.flatMap(({ scene: own }) => own.layers.map(({ name }) => name))), noLayer)
    : [];
  const limits = limitsOf(scene, limitLines(scene, quantity), 'y');
  const drawn = estimated.length > 0;
  const relevance = drawn && overLag ? lagRelevanceSeries(scene, noLayer) : [];
  const series = [...estimated, ...relevance, ...laws, ...exact];
  const spread = series.flatMap(({ marks }) => marks.map(({ x }) => x));
  const heights = [...estimated, ...relevance, ...exact].flatMap(({ marks }) =>
    marks.map((mark) => mark.interval?.high ?? mark.y),
  );
  const top = Math.max(0, ...heights);
  const near = limits.filter(({ value }) => value <= 1.35 * top);
  return {
    says: drawn ? saysOf(rows, quantity) : '',
    of: ofWhat(used),
    x: {
      label: overLag ? t('lag s (steps back)') : t('time step'),
      kind: overLag ? 'lag' : 'time',
      low: overLag ? 0 : Math.min(1, ...spread),
      high: Math.max(1, ...spread),
      whole: true,
    },
    y: axisFromZero(unitName(scene.unit), [...heights, ...near.map(({ value }) => value)]),
    series,
    limits: near,
    bands: drawn && overLag ? nullBands(rows.map(({ scene: own, layer }) => ({ scene: own, layer }))) : [],
    notes: limits
      .filter((limit) => !near.includes(limit))
      .map((limit) =>
        t('outside the chart: {0} = {1} {2}', limit.name, formatValue(limit.value), unitName(scene.unit)),
      ),
    columns: [
      { label: t('network'), numeric: false },
      { label: t('layer'), numeric: false },
      { label: overLag ? t('lag') : t('step'), numeric: true },
      ...estimateColumns(scene),
    ],
    ...(rows.length ? { summary: summaryOf(scene, rows) } : {}),
    ...(drawn ? {} : { teaching: rows.length ? missingQuantity(scene, quantity) : addNetworks(scene) }),
  };
}

/** The first cells of a row that belongs to no network's layer. */
const noLayer = (name: string, { lag }: Pick<Estimate, 'lag'>): Cell[] => [name, '', lag];

function estimateSeries({ name, scene, place, layer }: Row, quantity: NetworkQuantity, used: Estimate[]): Series {
  const estimates =
    quantity === 'memory' ? lastStepByLag(allOf(scene, quantity, layer)) : steps(allOf(scene, quantity, layer));
  used.push(...estimates);
  return {
    name,
    role: 'estimate',
    colour: place,
    marks: estimates.map((estimate) => {
      const x = (quantity === 'memory' ? estimate.lag : estimate.time) ?? 0;
      const where = quantity === 'memory' ? t('{0}, lag {1}', name, x) : t('{0}, step {1}', name, x);
      return estimateMark(scene, estimate, x, where, [name, layer, x], undefined);
    }),
  };
}

function lawOf({ name, scene, place, layer }: Row): Series[] {
  const law = memoryFit(scene, layer)?.law;
  return law
    ? [
        {
          ...lawSeries(scene, name, law),
          layer: undefined,
          colour: place,
          marks: lawSeries(scene, name, law).marks.map(({ layer: own, ...mark }) => mark),
        },
      ]
    : [];
}

/** Limits that hold for every network. */
function limitLines(scene: Scene, quantity: NetworkQuantity): LimitLine[] {
  if (quantity === 'memory') return limitsOfOneInput(scene);
  if (quantity === 'predictiveInformation')
    return scene.result.exact.filter((line) => line.quantity === quantity).slice(-1);
  return limitsAbout(scene, quantity === 'inputInformation' ? 'X' : 'Y');
}

/** One row per network, always visible under the chart. */
function summaryOf(scene: Scene, rows: readonly Row[]): Summary {
  const unit = unitName(scene.unit);
  return {
    columns: [
      { label: t('network'), numeric: false },
      { label: t('layer with memory'), numeric: false },
      { label: t('units'), numeric: true },
      { label: t('parameters'), numeric: true },
      { label: t('weight capacity (bits)'), numeric: true },
      { label: t('horizon'), numeric: false },
      { label: t('decay law'), numeric: false },
      { label: t('about the input ({0})', unit), numeric: false },
      { label: t('state capacity ({0})', unit), numeric: true },
      { label: t('about the target ({0})', unit), numeric: false },
      { label: t('held-out accuracy at the last step (chance)'), numeric: false },
    ],
    rows: rows.map(({ name, scene: own, layer }): Cell[] => {
      const summary = own.layers.find((item) => item.name === layer);
      const fit = memoryFit(own, layer);
      const right = own.result.predictions?.findLast(({ target, set }) => target === 'Y' && set === undefined);
      return [
        name,
        summary ? t('{0}, {1}', layer, summary.type) : layer,
        summary?.units,
        own.result.layers.reduce((sum, { parameters }) => sum + parameters, 0),
        own.result.layers.some(({ parameterBits }) => parameterBits !== undefined)
          ? own.result.layers.reduce((sum, { parameterBits = 0 }) => sum + parameterBits, 0)
          : undefined,
        horizonText(fit),
        fit?.law ? lawName(fit.law) : '',
        valueText(own, 'inputInformation', layer),
        capacityOf(own, layer),
        valueText(own, 'outputInformation', layer),
        right ? `${percent(right.accuracy)} (${percent(right.chance)})` : '',
      ];
    }),
  };
}

function horizonText(fit: MemoryFit | undefined): string {
  if (fit?.horizon === undefined) return '';
  const { horizon, open, undecided } = fit;
  if (horizon === 'none') return t('none distinguishable from zero');
  if (open !== true) return String(horizon);
  return undecided === undefined ? t('{0} or more (last lag)', horizon) : t('{0} or more', horizon);
}

function capacityOf(scene: Scene, layer: string): number | undefined {
  const estimate = lastOf(scene, 'stateCapacity', layer);
  return estimate && inUnit(scene, estimate).value;
}

function valueText(scene: Scene, quantity: 'inputInformation' | 'outputInformation', layer: string): string {
  const estimate = lastOf(scene, quantity, layer);
  if (!estimate) return '';
  const { value } = inUnit(scene, estimate);
  const sign = estimate.bound === 'lower' ? '≥ ' : estimate.bound === 'upper' ? '≤ ' : '';
  return t('{0} ({1})', `${sign}${formatValue(value)}`, limitsInWords(scene, estimate));
}

/** 'Memory reaches back: lstm 11 steps or more, gru 9, simpleRNN 4.' */
function saysOf(rows: readonly Row[], quantity: NetworkQuantity): string {
  const unit = unitName(rows[0].scene.unit);
  if (quantity === 'memory') {
    const fits = rows
      .flatMap(({ name, scene, layer }) => {
        const fit = memoryFit(scene, layer);
        return fit?.horizon === undefined ? [] : [{ name, reach: fit.horizon === 'none' ? -1 : fit.horizon, fit }];
      })
      .sort((a, b) => b.reach - a.reach);
    if (fits.length) {
      return t(
        'Memory is distinguishable from zero: {0}.',
        fits
          .map(({ name, reach, fit: { open, undecided } }) => {
            if (reach < 0) return t('in {0} at no lag', name);
            if (open !== true) return t('in {0} up to lag {1}', name, reach);
            return undecided === undefined
              ? t('in {0} up to the last lag ({1})', name, reach)
              : t('in {0} at least up to lag {1}', name, reach);
          })
          .join('; '),
      );
    }
  }
  const last = rows
    .flatMap(({ name, scene, layer }) => {
      const estimate =
        quantity === 'memory' ? lastStepByLag(allOf(scene, quantity, layer)).at(0) : lastOf(scene, quantity, layer);
      return estimate
        ? [{ name, value: convert(estimate.value, estimate.unit, scene.unit), told: toldAmount(scene, estimate) }]
        : [];
    })
    .sort((a, b) => b.value - a.value);
  return t(
    '{0} at the last step, in {1}: {2}.',
    quantityName(quantity),
    unit,
    last.map(({ name, told }) => `${name} ${told}`).join(', '),
  );
}
