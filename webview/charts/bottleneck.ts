import { boundLines, landsOnCorner, codeLayer } from './bottleneckLimits';
import { curveColumns, curveMark } from './curveMarks';
import { warningsOf } from '../model/sentence';
import { betaOf as layerBeta, hasRate } from '../../src/config/layers/layerTraits';
import { tightestRate } from '../../src/result/rate';
import type { Estimate } from '../../src/result/result';
import { t } from '../ui/l10n';
import type { ChartData, Mark, Series, Teaching } from '../model/chartData';
import { limitsAbout, limitsOf } from '../model/exactLines';
import { formatValue } from '../../src/result/format';
import { axisFromZero, estimateCells, intervalOf, ordered } from '../model/estimateMarks';
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
      const rate = tightestRate(scene.index, name, epoch);
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
          interval: intervalOf(relevance, y),
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
