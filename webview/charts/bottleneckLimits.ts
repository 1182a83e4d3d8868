import { t } from '../ui/l10n';
import type { Series } from '../model/chartData';
import { exactValue, leastOf, limitsAbout } from '../model/exactLines';
import { formatValue } from '../../src/result/format';
import { type Scene } from '../model/scene';
import { unitName } from '../model/labels';

/**
 * Upper limits of every code: min(rate, H(Y)), or its rate where Y has no entropy; and the tangents of the exact curve
 * at zero.
 */
export function boundLines(scene: Scene, widest: number): Series[] {
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
export function landsOnCorner(scene: Scene): boolean {
  return isFunction(scene) && codeLayer(scene) !== undefined;
}

/** The last bottleneck, where it has the plain Lagrangian. */
export function codeLayer(scene: Scene): number | undefined {
  const { layers } = scene.result.config.model;
  const place = layers.findLastIndex(({ type }) => type === 'bottleneck');
  const layer = layers.at(place);
  return place >= 0 && layer?.type === 'bottleneck' && layer.lagrangian === 'linear' ? place : undefined;
}
