import type { RateDistortionPoint } from '../../src/analysis/result';
import { t } from '../l10n';
import { betaOf, curveColumns, curveUnit, hasBottleneck } from './bottleneck';
import type { Drawing, Mark, Series, Teaching } from './drawing';
import { convert, formatValue } from './format';
import { axisFromZero, ordered } from './marks';
import { inUnit, shownEpoch, type Scene } from './scene';
import { addBottleneck, addSweep } from './teaching';
import { basisOf, unitName } from './words';

/** Loss against rate: the exact R(D) where the run has it, and where each bottleneck stood at the epochs up to the shown one. */
export function rateDistortionDrawing(scene: Scene): Drawing {
  const unit = unitName(scene.unit);
  const points = scene.result.curves.rateDistortion;
  const curve: Series[] = points?.length ? [{ name: t('rate-distortion curve'), role: 'exact', marks: points.map((point) => curveMark(scene, point)) }] : [];
  const paths = lossPaths(scene);
  const series = [...paths, ...curve];
  const marks = series.flatMap((item) => item.marks);
  return {
    says: marks.length ? saysOf(scene, curve, paths) : '',
    of: [],
    x: axisFromZero(t('rate ({0})', unit), marks.map((mark) => mark.xInterval?.high ?? mark.x)),
    y: axisFromZero(t('distortion (validation loss)'), marks.map(({ y }) => y)),
    series, limits: [], bands: [],
    columns: curveColumns(scene, t('distortion')).slice(0, 6),
    ...teachingOf(scene, paths.length > 0, curve.length > 0),
  };
}

function teachingOf(scene: Scene, hasPath: boolean, hasCurve: boolean): { teaching?: Teaching } {
  if (hasCurve) return {};
  if (scene.running) return hasPath ? {} : { teaching: { text: t('The first estimates are on their way.') } };
  if (hasPath) return scene.result.config.sweep ? {} : { teaching: addSweep() };
  if (hasBottleneck(scene)) return { teaching: { text: t('The bottleneck has no rate at this epoch; move the slider to see where it was estimated.') } };
  return { teaching: addBottleneck(scene, t('A network with a `bottleneck` layer has a rate to hold its loss against.')) };
}

function curveMark(scene: Scene, point: RateDistortionPoint): Mark {
  const rate = convert(point.rate, curveUnit(scene), scene.unit);
  return {
    x: rate, y: point.distortion, bound: 'none', warnings: [],
    read: t('rate {0} {1}, distortion {2}', formatValue(rate), unitName(scene.unit), formatValue(point.distortion)),
    details: [], cells: [t('rate-distortion curve'), undefined, rate, rate, rate, point.distortion],
  };
}

function lossPaths(scene: Scene): Series[] {
  const shown = shownEpoch(scene) ?? 0;
  const losses = new Map(scene.result.training.map((record) => [record.epoch, record.validationLoss]));
  return scene.layers.flatMap(({ name }): Series[] => {
    const marks = scene.index.epochsOf('rate', name).flatMap((epoch): Mark[] => {
      const rate = scene.index.last('rate', name, epoch);
      const loss = losses.get(epoch);
      if (!rate || loss === undefined || !Number.isFinite(loss) || epoch > shown) return [];
      const x = inUnit(scene, rate);
      return [{
        x: x.value, y: loss, xInterval: ordered(x.value, x.low, x.high), bound: 'none', xBound: rate.bound,
        warnings: rate.warnings ?? [], layer: name, epoch,
        read: t('{0}, epoch {1}: rate {2} {3}, loss {4}', name, epoch, formatValue(x.value), unitName(scene.unit), formatValue(loss)),
        details: basisOf(rate), cells: [name, betaOf(scene, name), x.value, x.low, x.high, loss],
      }];
    });
    return marks.length ? [{ name, layer: name, role: 'path', marks }] : [];
  });
}

function saysOf(scene: Scene, curve: readonly Series[], paths: readonly Series[]): string {
  const unit = unitName(scene.unit);
  const last = paths.at(0)?.marks.at(-1);
  if (last) return t('At epoch {0}, {1} pays {2} {3} for a loss of {4}.', last.epoch ?? 0, last.layer ?? '', formatValue(last.x), unit, formatValue(last.y));
  const marks = curve[0].marks;
  return t('The curve runs from {0} to {1} {2}.', formatValue(Math.min(...marks.map(({ x }) => x))), formatValue(Math.max(...marks.map(({ x }) => x))), unit);
}
