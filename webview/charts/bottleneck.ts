import { warningsOf } from '../model/sentence';
import { betaOf as layerBeta, hasRate } from '../../src/config/layers/layerTraits';
import type { BottleneckPoint, Estimate, Unit } from '../../src/result/result';
import { t } from '../ui/l10n';
import type { ChartData, Mark, Series, Teaching } from '../model/chartData';
import { exactValue, leastOf, limitsAbout, limitsOf } from '../model/exactLines';
import { formatValue } from '../../src/result/format';
import { convert } from '../../src/result/units';
import { axisFromZero, estimateCells, estimateColumns, ordered } from '../model/estimateMarks';
import { inUnit, shownEpoch, type Scene } from '../model/scene';
import { addBottleneck, addSweep } from '../model/teaching';
import { basisOf, estimatorName, unitName } from '../model/labels';

/** Whether relevance is defined in this run: a network without a head for the target has none, whatever its rate. */
export function hasRelevance(scene: Scene): boolean {
  const { result, index, layers, running } = scene;
  if (running || !hasBottleneck(scene) || result.curves.bottleneck?.length) return true;
  return layers.some(({ name }) => index.epochsOf('outputInformation', name).length > 0);
}

/**
 * Rate I(X;Z) against relevance I(Z;Y): the sweep's points over beta, the exact limit, and each bottleneck's path over
 * the epochs.
 */
export function bottleneckChartData(scene: Scene): ChartData {
  const unit = unitName(scene.unit);
  const { bottleneck, bottleneckLimit } = scene.result.curves;
  const swept: Series[] = bottleneck?.length
    ? [
        {
          name: t('trained, one point per beta'),
          role: 'estimate',
          colour: 0,
          marks: bottleneck.map((point) => curveMark(scene, point, t('trained'))),
        },
      ]
    : [];
  const limit: Series[] = bottleneckLimit?.length
    ? [
        {
          name: t('exact limit'),
          role: 'exact',
          marks: bottleneckLimit.map((point) => curveMark(scene, point, t('exact limit'))),
        },
      ]
    : [];
  const paths = codePaths(scene);
  const measured = [...swept, ...paths, ...limit];
  const marks = measured.flatMap((item) => item.marks);
  const series = [
    ...measured,
    ...(marks.length ? boundLines(scene, Math.max(...marks.map((mark) => mark.xInterval?.high ?? mark.x))) : []),
  ];
  const limits = limitsOf(scene, limitsAbout(scene, 'Y'), 'y').map((limit) => ({ ...limit, named: 'start' as const }));
  const drawn = swept.length + paths.length > 0;
  return {
    says: drawn ? saysOf(scene, swept, paths) : '',
    of: [],
    x: axisFromZero(
      t('rate I(X;Z) ({0})', unit),
      marks.map((mark) => mark.xInterval?.high ?? mark.x),
    ),
    y: axisFromZero(t('relevance I(Z;Y) ({0})', unit), [
      ...marks.map((mark) => mark.interval?.high ?? mark.y),
      ...limits.map(({ value }) => value),
    ]),
    series,
    limits: drawn ? limits : [],
    bands: [],
    columns: curveColumns(scene, t('relevance ({0})', unit)),
    ...teachingOf(scene, drawn),
  };
}

export function curveColumns(scene: Scene, heightName: string): ChartData['columns'] {
  const columns = estimateColumns(scene);
  return [
    { label: t('series'), numeric: false },
    { label: t('beta'), numeric: true },
    { label: t('rate ({0})', unitName(scene.unit)), numeric: true },
    { label: t('low'), numeric: true },
    { label: t('high'), numeric: true },
    ...columns.map((column, i) => (i === 0 ? { ...column, label: heightName } : column)),
  ];
}

/** Curves come in the config's unit. */
export function curveUnit(scene: Scene): Unit {
  return scene.result.config.analysis.unit;
}

export function curveMark(scene: Scene, point: BottleneckPoint, name: string): Mark {
  const from = curveUnit(scene);
  const [rate, relevance] = [point.rate, point.relevance].map((value) => convert(value, from, scene.unit));
  const xs = ordered(
    rate,
    convert(point.rateLow ?? point.rate, from, scene.unit),
    convert(point.rateHigh ?? point.rate, from, scene.unit),
  );
  const ys = ordered(
    relevance,
    convert(point.relevanceLow ?? point.relevance, from, scene.unit),
    convert(point.relevanceHigh ?? point.relevance, from, scene.unit),
  );
  return {
    x: rate,
    y: relevance,
    xInterval: xs,
    interval: ys,
    bound: 'none',
    warnings: [],
    read: t(
      '{0}, beta {1}: rate {2}, relevance {3} {4}',
      name,
      formatValue(point.beta),
      formatValue(rate),
      formatValue(relevance),
      unitName(scene.unit),
    ),
    details: [],
    cells: [name, point.beta, rate, xs.low, xs.high, relevance, ys.low, ys.high],
  };
}

/**
 * Upper limits of every code: min(rate, H(Y)), or its rate where Y has no entropy; and the tangents of the exact curve
 * at zero.
 */
function boundLines(scene: Scene, widest: number): Series[] {
  // Where the target is a function of the input the exact limit is that bound, and its slope at zero is 1.
  if (isFunction(scene)) return [];
  const line = (
    name: string,
    role: 'exact' | 'fit',
    points: readonly (readonly [number, number])[],
    colour?: number,
  ): Series => ({
    name,
    role,
    ...(colour === undefined ? {} : { colour }),
    marks: points.map(([x, y]) => ({
      x,
      y,
      bound: 'none',
      warnings: [],
      read: t('{0}: {1} at a rate of {2} {3}', name, formatValue(y), formatValue(x), unitName(scene.unit)),
      details: [],
      cells: [],
    })),
  });
  const entropies = limitsAbout(scene, 'Y')
    .filter(({ quantity }) => quantity === 'entropy')
    .map((item) => exactValue(scene, item));
  const top = leastOf(scene, limitsAbout(scene, 'Y')) ?? Infinity;
  const most = Math.min(widest, ...entropies);
  // Without an entropy the line has no end: it is drawn a little beyond the largest information about the target.
  const end = Math.min(widest, 1.15 * top);
  const bound = entropies.length
    ? line(
        t('min(rate, H(Y))'),
        'exact',
        [
          [0, 0],
          [most, most],
          [widest, most],
        ],
        3,
      )
    : line(
        t('relevance = rate'),
        'exact',
        [
          [0, 0],
          [end, end],
        ],
        3,
      );
  const tangents = (scene.result.curves.criticalBetas ?? []).map(({ beta }) => {
    const until = Math.min(widest, beta * top);
    return line(
      t('slope 1/beta at the critical beta {0}', formatValue(beta)),
      'fit',
      [
        [0, 0],
        [until, until / beta],
      ],
      2,
    );
  });
  return [bound, ...tangents];
}

/** Whether the target is a function of the input, by the exact curve: every bit of rate is then a bit of relevance. */
function isFunction(scene: Scene): boolean {
  const { bottleneckLimit = [] } = scene.result.curves;
  return bottleneckLimit.some(({ beta, rate, relevance }) => beta === 1 && rate > 0 && rate === relevance);
}

/** In that case the plain Lagrangian has one solution for every beta above 1. */
function landsOnCorner(scene: Scene): boolean {
  return isFunction(scene) && codeLayer(scene) !== undefined;
}

/** The last bottleneck, where it has the plain Lagrangian. */
function codeLayer(scene: Scene): number | undefined {
  const { layers } = scene.result.config.model;
  const place = layers.findLastIndex(({ type }) => type === 'bottleneck');
  const layer = layers.at(place);
  return place >= 0 && layer?.type === 'bottleneck' && layer.lagrangian === 'linear' ? place : undefined;
}

function cornerTeaching(scene: Scene): Teaching {
  return {
    text: t(
      'The target is a function of the input, so the exact curve is min(rate, H(Y)). With the linear ' +
        'Lagrangian, every beta above 1 gives the corner of this curve. The squared Lagrangian charges the ' +
        'square of the rate and also reaches the points before the corner.',
    ),
    link: {
      text: t('Use the squared Lagrangian'),
      path: ['model', 'layers', codeLayer(scene) ?? 0, 'lagrangian'],
      value: 'squared',
    },
  };
}

/**
 * Each bottleneck layer's (rate, relevance) at the epochs up to the shown one; where relevance is missing, the head's
 * information about the target replaces it.
 */
function codePaths(scene: Scene): Series[] {
  const shown = shownEpoch(scene) ?? 0;
  return scene.layers.flatMap(({ name }): Series[] => {
    const marks = scene.index.epochsOf('rate', name).flatMap((epoch): Mark[] => {
      const rate = scene.index.atEnd('rate', name, epoch);
      const relevance =
        scene.index.atEnd('relevance', name, epoch) ?? scene.index.atEnd('outputInformation', name, epoch);
      if (!rate || !relevance || epoch > shown) return [];
      const x = inUnit(scene, rate);
      const y = inUnit(scene, relevance);
      const bounds = scene.index.alsoWith('rate', name).filter((bound) => bound.epoch === epoch);
      const lows = bounds.map((bound) => inUnit(scene, bound).low);
      return [
        {
          x: x.value,
          y: y.value,
          xInterval: ordered(x.value, Math.min(x.low, ...lows), x.high),
          interval: ordered(y.value, y.low, y.high),
          bound: relevance.bound,
          xBound: rate.bound,
          warnings: warningsOf(scene.unit, rate, relevance),
          layer: name,
          epoch,
          read: t(
            '{0}, epoch {1}: rate {2}, relevance {3} {4}',
            name,
            epoch,
            formatValue(x.value),
            formatValue(y.value),
            unitName(scene.unit),
          ),
          details: [
            ...basisOf(rate, scene.unit),
            ...bounds.map((bound) => boundLine(scene, bound)),
            ...basisOf(relevance, scene.unit),
          ],
          cells: [name, betaOf(scene, name), x.value, x.low, x.high, ...estimateCells(scene, relevance)],
        },
      ];
    });
    return marks.length ? [{ name, layer: name, role: 'path', marks }] : [];
  });
}

/** The tooltip's line on a further bound on a rate, to which the whisker extends. */
function boundLine(scene: Scene, bound: Estimate): string {
  const value = formatValue(inUnit(scene, bound).value);
  return bound.bound === 'lower'
    ? t('at least {0} {1} ({2})', value, unitName(scene.unit), estimatorName(bound.estimator))
    : t('at most {0} {1} ({2})', value, unitName(scene.unit), estimatorName(bound.estimator));
}

export function betaOf(scene: Scene, name: string): number | undefined {
  const layer = scene.result.config.model.layers.find((item) => item.name === name);
  return layer && layerBeta(layer);
}

/** Whether the loss contains a layer's rate: a bottleneck, or a recurrent layer with one inside. */
export function hasBottleneck(scene: Scene): boolean {
  return scene.result.config.model.layers.some(hasRate);
}

function teachingOf(scene: Scene, drawn: boolean): { teaching?: Teaching } {
  if (drawn && landsOnCorner(scene)) return { teaching: cornerTeaching(scene) };
  if (drawn)
    return scene.result.curves.bottleneck?.length || scene.result.config.sweep || scene.running
      ? {}
      : { teaching: addSweep() };
  const has = hasBottleneck(scene);
  if (has && scene.running) return { teaching: { text: t('The first estimates are being computed.') } };
  if (has)
    return {
      teaching: {
        text: t('The bottleneck has no rate estimate at this epoch. Move the slider to an epoch that has one.'),
      },
    };
  return {
    teaching: addBottleneck(
      scene,
      t(
        'This chart needs a `bottleneck` layer. It shows the information that the layer keeps about the input ' +
          '(rate) against its information about the target (relevance).',
      ),
    ),
  };
}

function saysOf(scene: Scene, swept: readonly Series[], paths: readonly Series[]): string {
  const unit = unitName(scene.unit);
  const points = swept.flatMap(({ marks }) => marks);
  if (points.length) {
    const best = points.reduce((held, mark) => (mark.y > held.y ? mark : held), points[0]);
    return t(
      'Over {0} values of beta, the highest relevance is {1} {2}, at a rate of {3} {2}.',
      points.length,
      formatValue(best.y),
      unit,
      formatValue(best.x),
    );
  }
  const path = paths[0];
  const last = path.marks.at(-1);
  if (!last) return '';
  return t(
    '{0} has a rate of {1} {3} (about the input) and a relevance of {2} {3} (about the target).',
    path.name,
    formatValue(last.x),
    formatValue(last.y),
    unit,
  );
}
