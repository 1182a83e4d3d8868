import { lawName, lawSeries } from './decayLaws';
import { sentenceText } from '../model/sentence';
import { negligible } from '../../src/result/format';
import { besideFromStart, lastStepByLag } from '../../src/result/lags';
import type { DecayLaw, Estimate, ExactLine, MemoryFit } from '../../src/result/result';
import { t } from '../ui/l10n';
import type { Band, Cell, ChartData, Series } from '../model/chartData';
import { exactValue, limitsOf, limitsOfOneInput } from '../model/exactLines';
import { formatValue } from '../../src/result/format';
import { axisFromZero, estimateColumns, estimateMark, lagAxis, ofWhat } from '../model/estimateMarks';
import { allOf, epochFor, inUnit, lastOf, type Scene } from '../model/scene';
import { missingQuantity } from '../model/teaching';
import { isPlain, leastOfMark, mostOfMark, toldMark } from '../model/told';
import { unitName } from '../model/labels';

/**
 * I(X_{t-s};H_t) over the lag s at the last step: one line per layer, exact values, and the decay law where one fits.
 */
export function memoryChartData(scene: Scene): ChartData {
  const used: Estimate[] = [];
  const estimated: Series[] = [];
  /** Layers of both directions, counted from the first step on. */
  const otherEnds: Series[] = [];
  const backward: string[] = [];
  const laws: { name: string; law: DecayLaw; series: Series }[] = [];
  for (const { name } of scene.subjects) {
    const all = allOf(scene, 'memory', name);
    const estimates = lastStepByLag(all);
    if (!estimates.length) continue;
    const beside = besideFromStart(all);
    used.push(...estimates, ...beside);
    estimated.push(memorySeries(scene, name, estimates));
    if (beside.length) otherEnds.push(memorySeries(scene, name, beside));
    if (beside.length || estimates[0].from === 'start') backward.push(name);
    const law = memoryFit(scene, name)?.law;
    if (law) laws.push({ name, law, series: lawSeries(scene, name, law) });
  }
  const series = [
    ...estimated,
    ...otherEnds,
    ...(estimated.length ? lagRelevanceSeries(scene) : []),
    ...laws.map((item) => item.series),
    ...exactSeries(scene),
  ];
  const limits = limitsOf(scene, limitsOfOneInput(scene), 'y');
  return {
    says: estimated.length ? saysOf(scene, estimated, laws) : '',
    of: ofWhat(used),
    x: lagAxis(
      series.flatMap(({ marks }) => marks),
      backward.length === 0 ? undefined : t('lag s (steps back; read backward: from the first step on)'),
    ),
    y: axisFromZero(unitName(scene.unit), [...extent(scene, series), ...limits.map(({ value }) => value)]),
    series,
    limits,
    bands: nullBands(estimated.map(({ layer = '' }) => ({ scene, layer }))),
    notes: [
      ...originNotes(backward),
      ...horizonNotes(
        scene,
        estimated.map(({ layer = '' }) => layer),
      ),
    ],
    columns: [
      { label: t('layer'), numeric: false },
      { label: t('lag'), numeric: true },
      { label: t('step'), numeric: true },
      ...estimateColumns(scene),
    ],
    ...(estimated.length ? {} : { teaching: missingQuantity(scene, 'memory') }),
  };
}

/** One curve of a layer, whose name says where lags are counted from if that is the first step. */
function memorySeries(scene: Scene, layer: string, estimates: readonly Estimate[]): Series {
  const name = estimates[0].from === 'start' ? t('{0}, from the first step', layer) : layer;
  return {
    name,
    layer,
    role: 'estimate',
    marks: estimates.map((estimate) => {
      const lag = estimate.lag ?? 0;
      return estimateMark(scene, estimate, lag, t('{0}, lag {1}', name, lag), [name, lag, estimate.time], layer);
    }),
  };
}

const originNotes = (layers: readonly string[]): string[] =>
  layers.length === 0
    ? []
    : [t('{0}: lag 0 is the first step of a sequence, which a backward direction reads last', layers.join(', '))];

/** The first cells of a point's row in the table. */
type Lead = (name: string, point: Pick<Estimate, 'lag' | 'time'>) => readonly Cell[];

const lagAndStep: Lead = (name, { lag, time }) => [name, lag, time];

/**
 * I(X_{t-s};Y_t): the target's information about single inputs, the same for every network; absent where it is zero at
 * every lag.
 */
export function lagRelevanceSeries(scene: Scene, lead: Lead = lagAndStep): Series[] {
  const epoch = scene.index.epochsOf('lagRelevance', 'Y').at(-1);
  const all = epoch === undefined ? [] : scene.index.at('lagRelevance', 'Y', epoch);
  return [lastStepByLag(all), besideFromStart(all)].flatMap((estimates) => relevanceSeries(scene, estimates, lead));
}

function relevanceSeries(scene: Scene, estimates: readonly Estimate[], lead: Lead): Series[] {
  if (!estimates.some((estimate) => inUnit(scene, estimate).low > negligible(scene.unit))) return [];
  const name =
    estimates[0].from === 'start'
      ? t('one input about the target, from the first step, I(X_{1+s};Y)')
      : t('one input about the target, I(X_{t-s};Y_t)');
  return [
    {
      name,
      role: 'metric',
      dashed: true,
      colour: 3,
      marks: estimates.map((estimate) =>
        estimateMark(
          scene,
          estimate,
          estimate.lag ?? 0,
          t('{0}, lag {1}', name, estimate.lag ?? 0),
          lead(name, estimate),
          undefined,
        ),
      ),
    },
  ];
}

/** How far back a layer remembers at the shown epoch, and its decay law. */
export function memoryFit(scene: Scene, layer: string): MemoryFit | undefined {
  const epoch = epochFor(scene, 'memory', layer);
  return epoch === undefined ? undefined : scene.index.fit(layer, epoch);
}

/** The shuffled baseline: the widest of the layers' bands, in the unit on show. */
export function nullBands(layers: readonly { readonly scene: Scene; readonly layer: string }[]): Band[] {
  const nulls = layers.flatMap(({ scene, layer }) => {
    const estimate = lastOf(scene, 'memoryNull', layer);
    return estimate ? [inUnit(scene, estimate)] : [];
  });
  return nulls.length
    ? [
        {
          low: Math.min(...nulls.map(({ low }) => low)),
          high: Math.max(...nulls.map(({ high }) => high)),
          name: t('shuffled baseline'),
        },
      ]
    : [];
}

/** The end of the consecutive lags at which each layer's memory is distinguishable from zero. */
function horizonNotes(scene: Scene, layers: readonly string[]): string[] {
  return layers.flatMap((name) => {
    const fit = memoryFit(scene, name);
    if (fit?.horizon === undefined) return [];
    if (fit.horizon === 'none') return [t('{0}: not distinguishable from zero at any lag', name)];
    return [
      fit.open === true
        ? fit.undecided === undefined
          ? t('{0}: distinguishable from zero up to the last lag, {1}', name, fit.horizon)
          : t('{0}: distinguishable from zero at least up to lag {1}', name, fit.horizon)
        : t('{0}: distinguishable from zero up to lag {1}', name, fit.horizon),
    ];
  });
}

/** The exact lines, one per name (and layer); those of `others` are left out. */
export function exactSeries(scene: Scene, others: ReadonlySet<string> = new Set(), lead: Lead = lagAndStep): Series[] {
  const groups = new Map<string, ExactLine[]>();
  for (const line of scene.result.exact) {
    if (line.quantity !== 'memory' || others.has(line.target)) continue;
    const key = `${sentenceText(line.name)}/${line.source}/${line.target}`;
    groups.set(key, [...(groups.get(key) ?? []), line]);
  }
  return [...groups.values()].map((lines): Series => {
    const steps = Math.max(...lines.map(({ time }) => time ?? 0));
    const shown = lines
      .filter(({ time }) => time === undefined || time === steps)
      .sort((a, b) => (a.lag ?? 0) - (b.lag ?? 0));
    return {
      name: sentenceText(shown[0].name),
      role: 'exact',
      marks: shown.map((line) => {
        const value = exactValue(scene, line);
        return {
          x: line.lag ?? 0,
          y: value,
          bound: 'none',
          warnings: [],
          read: t(
            '{0}, lag {1}: exactly {2} {3}',
            sentenceText(line.name),
            line.lag ?? 0,
            formatValue(value),
            unitName(scene.unit),
          ),
          details: [],
          cells: [...lead(sentenceText(line.name), line), value, value, value, undefined, t('exact')],
        };
      }),
    };
  });
}

/** The heights of every epoch, not only of the shown one. */
function extent(scene: Scene, series: readonly Series[]): number[] {
  const values = series
    .filter(({ role }) => role !== 'fit')
    .flatMap(({ marks }) => marks.map((mark) => mark.interval?.high ?? mark.y));
  for (const { name } of scene.subjects) {
    for (const epoch of scene.index.epochsOf('memory', name)) {
      for (const estimate of lastStepByLag(scene.index.at('memory', name, epoch)))
        values.push(inUnit(scene, estimate).high);
    }
  }
  return values;
}

/** 'memory holds 2.0 bits of each of the last 4 inputs, then 0.1 and less', for the layer that remembers most. */
function saysOf(scene: Scene, series: readonly Series[], laws: readonly { name: string; law: DecayLaw }[]): string {
  const total = (item: Series): number => item.marks.reduce((sum, { y }) => sum + Math.max(0, y), 0);
  const best = series.reduce((held, item) => (total(item) > total(held) ? item : held), series[0]);
  const unit = unitName(scene.unit);
  const top = Math.max(...best.marks.map(({ y }) => y));
  const law = laws.find(({ name }) => name === best.layer);
  if (top < 0.02)
    return t(
      '{0} holds almost no information about any single input. It may still hold information that only ' +
        'several inputs together carry.',
      best.name,
    );
  const most = best.marks.find(({ y }) => y === top) ?? best.marks[0];
  if (law)
    return isPlain(most)
      ? t(
          '{0} holds up to {1} {2} about one input, and this fades with lag: {3}.',
          best.name,
          formatValue(top),
          unit,
          lawName(law.law),
        )
      : t(
          '{0} holds {1} {2} about the input at lag {4}, and this fades with lag: {3}.',
          best.name,
          toldMark(most),
          unit,
          lawName(law.law),
          most.x,
        );
  const half = best.marks.findIndex(({ y }) => y < top / 2);
  if (half < 0)
    return t(
      '{0} holds at least {1} {2} about every measured input up to lag {3}.',
      best.name,
      formatValue(Math.min(...best.marks.map(leastOfMark))),
      unit,
      best.marks.at(-1)?.x ?? 0,
    );
  if (half === 0)
    return t('{0} holds the most about the input at lag {1}: {2} {3}.', best.name, most.x, toldMark(most), unit);
  const kept = formatValue(Math.min(...best.marks.slice(0, half).map(leastOfMark)));
  const rest = best.marks.slice(half).map(mostOfMark);
  if (rest.includes(undefined))
    return t(
      '{0} holds at least {1} {2} about each input up to lag {3}. Nothing certain says how much it holds about older ' +
        'ones.',
      best.name,
      kept,
      unit,
      best.marks[half - 1].x,
    );
  return t(
    '{0} holds at least {1} {2} about each input up to lag {3}, and at most {4} {2} about each older one that was ' +
      'measured.',
    best.name,
    kept,
    unit,
    best.marks[half - 1].x,
    formatValue(Math.max(0, ...rest.filter((most) => most !== undefined))),
  );
}
