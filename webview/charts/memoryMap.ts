import { layerOfState } from '../../src/config/layers/wholeState';
import type { Estimate } from '../../src/result/result';
import { t } from '../ui/l10n';
import type { ChartData, Mark, Series } from '../model/chartData';
import { axisFromZero, estimateColumns, estimateMark, ofWhat } from '../model/estimateMarks';
import { allOf, inUnit, type Scene } from '../model/scene';
import { toldAmount, toldTogether } from '../model/told';
import { addPositions } from '../model/teaching';
import { unitName } from '../model/labels';

/** The layers and whole states that have a memory, in order. */
export function mapLayers({ subjects, index }: Scene): string[] {
  return subjects.filter(({ name }) => index.epochsOf('memory', name).length > 0).map(({ name }) => name);
}

/** The layer whose map is shown: the chosen one, or the last that has a memory. */
export function mapLayer(scene: Scene): string | undefined {
  const names = mapLayers(scene);
  const { memoryLayer } = scene.choices;
  return memoryLayer !== undefined && names.includes(memoryLayer)
    ? memoryLayer
    : names.findLast((name) => layerOfState(name) === undefined);
}

/**
 * I(X_{t-s};H_t) of one layer: x is the step t, y the lag s, lag 0 at the bottom. Undefined where no layer has a
 * memory.
 */
export function memoryMapChartData(scene: Scene): ChartData | undefined {
  const layer = mapLayer(scene);
  if (layer === undefined) return undefined;
  const estimates = allOf(scene, 'memory', layer).filter(({ from }) => from === undefined);
  const steps = [...new Set(estimates.map(({ time }) => time ?? 0))].sort((a, b) => a - b);
  const all = steps.length > 1;
  // Long sequences are thinned: each row is a number of analysed steps, labelled with its true lag.
  const place = new Map(steps.map((step, i) => [step, i]));
  const rows = new Map<number, { estimate: Estimate; at: number }[]>();
  for (const estimate of all ? estimates : []) {
    const at = place.get(estimate.time ?? 0);
    const shown = place.get((estimate.time ?? 0) - (estimate.lag ?? 0));
    if (at === undefined || shown === undefined) continue;
    rows.set(at - shown, [...(rows.get(at - shown) ?? []), { estimate, at }]);
  }
  const used = [...rows.values()].flatMap((row) => row.map(({ estimate }) => estimate));
  const series = [...rows]
    .sort(([a], [b]) => b - a)
    .map(([, row]): Series => ({
      name: lagName(row.map(({ estimate }) => estimate.lag ?? 0)),
      role: 'estimate',
      marks: [...row]
        .sort((a, b) => a.at - b.at)
        .map(({ estimate, at }): Mark => {
          const [step, lag] = [estimate.time ?? 0, estimate.lag ?? 0];
          return estimateMark(
            scene,
            estimate,
            at,
            t('{0}, step {1}, lag {2}', layer, step, lag),
            [layer, step, lag],
            layer,
          );
        }),
    }));
  return {
    says: used.length ? saysOf(scene, layer, used) : '',
    of: ofWhat(used),
    x: { label: t('time step'), kind: 'time', low: 0, high: Math.max(0, steps.length - 1), names: steps.map(String) },
    y: {
      ...axisFromZero(
        unitName(scene.unit),
        used.map((estimate) => inUnit(scene, estimate).value),
      ),
      names: series.map(({ name }) => name),
    },
    series,
    limits: [],
    bands: [],
    columns: [
      { label: t('layer'), numeric: false },
      { label: t('step'), numeric: true },
      { label: t('lag'), numeric: true },
      ...estimateColumns(scene),
    ],
    ...(used.length ? {} : { teaching: addPositions(scene) }),
  };
}

function lagName(lags: readonly number[]): string {
  const [low, high] = [Math.min(...lags), Math.max(...lags)];
  return low === high ? String(low) : t('{0} to {1}', low, high);
}

/** Whether the memory is stationary: compares the latest steps with those half as far into the sequence. */
function saysOf(scene: Scene, layer: string, estimates: readonly Estimate[]): string {
  const steps = [...new Set(estimates.map(({ time = 0 }) => time))].sort((a, b) => a - b);
  const last = steps.at(-1) ?? 0;
  const middle = steps.findLast((step) => step <= (last + 1) / 2) ?? last;
  const best = estimates.reduce((held, estimate) => (estimate.value > held.value ? estimate : held));
  const toldAt = (step: number): string =>
    toldTogether(
      scene,
      estimates.filter(({ time = 0 }) => time === step),
    );
  return t(
    '{0} holds the most at step {1}, lag {2}: {3} {4}. Summed over all lags, the values are {5} {4} at ' +
      'step {6} and {7} {4} at step {8}.',
    layer,
    best.time ?? 0,
    best.lag ?? 0,
    toldAmount(scene, best),
    unitName(scene.unit),
    toldAt(middle),
    middle,
    toldAt(last),
    last,
  );
}
