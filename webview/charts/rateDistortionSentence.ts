import { t } from '../ui/l10n';
import type { Mark, Series } from '../model/chartData';
import { formatValue } from '../../src/result/format';
import { type Scene } from '../model/scene';
import { unitName } from '../model/labels';

/** Two significant figures for small values, so that distortions near zero differ. */
export function fineValue(value: number): string {
  return Math.abs(value) < 0.095 && value !== 0 ? String(Number(value.toPrecision(2))) : formatValue(value);
}

export function rateDistortionSentence(
  scene: Scene,
  trained: readonly Series[],
  exact: readonly Series[],
  paths: readonly Series[],
): string {
  const unit = unitName(scene.unit);
  const points = trained.flatMap(({ marks }) => marks);
  if (points.length > 0) {
    const [cheap, dear] = [points.reduce((a, b) => (b.x < a.x ? b : a)), points.reduce((a, b) => (b.x > a.x ? b : a))];
    const spans = t(
      'Over {0} values of beta, the rate goes from {1} to {2} {5} and the distortion from {3} to {4}.',
      points.length,
      formatValue(cheap.x),
      formatValue(dear.x),
      fineValue(cheap.y),
      fineValue(dear.y),
      unit,
    );
    const curve = exact.flatMap(({ marks }) => marks);
    const above = points.flatMap((point) => rateAt(curve, point.y).map((least) => point.x - least));
    if (above.length === 0) return spans;
    const gap = t(
      'At equal distortion, the rate is at most {0} {1} above the exact curve.',
      formatValue(Math.max(0, ...above)),
      unit,
    );
    return `${spans} ${gap}`;
  }
  const last = paths.at(0)?.marks.at(-1);
  if (last)
    return t(
      'At epoch {0}, {1} has a rate of {2} {3} and a loss of {4}.',
      last.epoch ?? 0,
      last.layer ?? '',
      formatValue(last.x),
      unit,
      fineValue(last.y),
    );
  const marks = exact.flatMap((series) => series.marks);
  return t(
    'The exact curve covers rates from {0} to {1} {2}.',
    formatValue(Math.min(...marks.map(({ x }) => x))),
    formatValue(Math.max(...marks.map(({ x }) => x))),
    unit,
  );
}

/** The exact curve's rate at a distortion, by linear interpolation; empty beyond its ends. */
function rateAt(curve: readonly Mark[], distortion: number): number[] {
  const sorted = [...curve].sort((a, b) => a.y - b.y);
  const after = sorted.findIndex(({ y }) => y >= distortion);
  if (after < 0) return sorted.length > 0 ? [0] : [];
  if (after === 0) return sorted[0].y === distortion ? [sorted[0].x] : [];
  const [low, high] = [sorted[after - 1], sorted[after]];
  return [low.x + ((distortion - low.y) / (high.y - low.y)) * (high.x - low.x)];
}
