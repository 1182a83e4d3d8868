import { warningsOf } from '../model/sentence';
import { isCompression, phasesOf } from '../../src/result/phases';
import type { Estimate } from '../../src/result/result';
import { t } from '../ui/l10n';
import type { ChartData, Mark, Series, Teaching } from '../model/chartData';
import { estimatedEntropy, limitsAbout, limitsOf } from '../model/exactLines';
import {
  axisFromZero,
  estimateCells,
  estimateColumns,
  ofWhat,
  intervalOf,
  readValue,
  heightsOf,
  reachOf,
} from '../model/estimateMarks';
import { inUnit, shownEpoch, type Scene } from '../model/scene';
import { toldAlongX, toldAmount, toldMark } from '../model/told';
import { missingQuantity } from '../model/teaching';
import { basisOf, unitName } from '../model/labels';

/**
 * I(X;H) against I(H;Y) at the last step: one path per layer over the epochs up to the shown one (Shwartz-Ziv and
 * Tishby 2017).
 */
export function planeChartData(scene: Scene): ChartData {
  return planeFrom(
    scene,
    (layer) =>
      scene.index
        .epochsOf('inputInformation', layer)
        .map((epoch) => ({
          input: scene.index.atEnd('inputInformation', layer, epoch),
          target: scene.index.atEnd('outputInformation', layer, epoch),
        })),
    withoutPlane(scene),
  );
}

/** A layer's estimates over the shown epochs, ascending. */
interface Path {
  readonly name: string;
  readonly inputs: Estimate[];
  readonly targets: Estimate[];
}

/** A layer's information about input and target at one epoch. */
export interface PlanePoint {
  readonly input: Estimate | undefined;
  readonly target: Estimate | undefined;
}

/** @param pointsOf a layer's points, epochs ascending */
export function planeFrom(
  scene: Scene,
  pointsOf: (layer: string) => readonly PlanePoint[],
  teaching: Teaching,
): ChartData {
  const shown = shownEpoch(scene) ?? 0;
  const all: Mark[] = [];
  const used: Estimate[] = [];
  const paths: Path[] = [];
  const series: Series[] = scene.subjects.flatMap(({ name }): Series[] => {
    const marks: Mark[] = [];
    const path: Path = { name, inputs: [], targets: [] };
    for (const { input, target } of pointsOf(name)) {
      if (!input || !target) continue;
      const mark = planeMark(scene, name, input, target);
      all.push(mark);
      if (input.epoch > shown) continue;
      marks.push(mark);
      used.push(input, target);
      path.inputs.push(input);
      path.targets.push(target);
    }
    paths.push(path);
    return marks.length ? [{ name, layer: name, role: 'path', marks }] : [];
  });
  const unit = unitName(scene.unit);
  const columns = estimateColumns(scene);
  const limits = limitsOf(scene, [...limitsAbout(scene, 'Y'), ...estimatedEntropy(scene, 'Y')], 'y').map((limit) => ({
    ...limit,
    named: 'start' as const,
  }));
  const x = axisFromZero(t('about the input ({0})', unit), [
    reachOf(all.map((mark) => ({ value: mark.x, high: mark.xInterval?.high ?? mark.x }))),
  ]);
  const y = axisFromZero(t('about the target ({0})', unit), [heightsOf(all), ...limits.map(({ value }) => value)]);
  return {
    says: series.length ? saysOf(scene, series, paths) : '',
    of: ofWhat(used),
    x,
    y,
    series,
    limits: [...limitsOf(scene, limitsAbout(scene, 'X'), 'x').filter(({ value }) => value <= x.high * 1.3), ...limits],
    bands: [],
    columns: [
      { label: t('layer'), numeric: false },
      { label: t('step'), numeric: true },
      { label: t('about the input ({0})', unit), numeric: true },
      { label: t('low'), numeric: true },
      { label: t('high'), numeric: true },
      ...columns.map((column, i) => (i === 0 ? { ...column, label: t('about the target ({0})', unit) } : column)),
    ],
    ...(series.length ? {} : { teaching }),
  };
}

function planeMark(scene: Scene, name: string, input: Estimate, target: Estimate): Mark {
  const x = inUnit(scene, input);
  const y = inUnit(scene, target);
  return {
    x: x.value,
    y: y.value,
    xInterval: intervalOf(input, x),
    interval: intervalOf(target, y),
    bound: target.bound,
    xBound: input.bound,
    warnings: warningsOf(scene.unit, input, target),
    toldX: toldAmount(scene, input),
    told: toldAmount(scene, target),
    layer: name,
    epoch: target.epoch,
    read: t(
      '{0}, epoch {1}: about the input {2}, about the target {3}',
      name,
      target.epoch,
      readValue(scene, input),
      readValue(scene, target),
    ),
    details: [...basisOf(input, scene.unit), ...basisOf(target, scene.unit)],
    cells: [
      name,
      target.time,
      x.value,
      x.low,
      Number.isFinite(x.high) ? x.high : undefined,
      ...estimateCells(scene, target),
    ],
  };
}

function withoutPlane(scene: Scene): Teaching {
  const hasInput = scene.layers.some(({ name }) => scene.index.epochsOf('inputInformation', name).length > 0);
  if (hasInput && !scene.running) {
    const missing = missingQuantity(scene, 'outputInformation');
    return missing.link
      ? missing
      : {
          text: t('This run has no estimates about a target. The information plane needs a network that predicts one.'),
        };
  }
  return missingQuantity(scene, 'inputInformation');
}

/** The direction of each path, in one sentence for the layer that moved most. */
function saysOf(scene: Scene, series: readonly Series[], paths: readonly Path[]): string {
  const unit = unitName(scene.unit);
  const moves = series.flatMap(({ name, marks }) => {
    const first = marks[0];
    const last = marks.at(-1);
    return last
      ? [
          {
            name,
            first,
            last,
            distance: Math.hypot(last.x - first.x, last.y - first.y),
            peak: marks.reduce((held, mark) => (mark.x > held.x ? mark : held), first),
          },
        ]
      : [];
  });
  const most = moves.reduce((held, move) => (move.distance > held.distance ? move : held), moves[0]);
  if (most.first === most.last) {
    return t(
      'At epoch {0}, {1} holds {2} {4} about the input and {3} {4} about the target.',
      most.last.epoch ?? 0,
      most.name,
      toldAlongX(most.last),
      toldMark(most.last),
      unit,
    );
  }
  const moved = t(
    'From epoch {0} to {1}, {2} moves from {3} to {4} {7} about the input and from {5} to {6} {7} about the target.',
    most.first.epoch ?? 0,
    most.last.epoch ?? 0,
    most.name,
    toldAlongX(most.first),
    toldAlongX(most.last),
    toldMark(most.first),
    toldMark(most.last),
    unit,
  );
  const path = paths.find(({ name }) => name === most.name);
  const phases = path && phasesOf(path.inputs, path.targets);
  if (!phases || !isCompression(phases, scene.result.config.analysis.unit)) return moved;
  const fell = t(
    'It compressed: at its peak it held {0} {1} about the input, and then less.',
    toldAlongX(most.peak),
    unit,
  );
  return `${moved} ${fell}`;
}
