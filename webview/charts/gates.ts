import { formatValue, percent } from '../../src/result/format';
import type { Measured, MeasuredQuantity } from '../../src/result/measured';
import type { ChartData, Series } from '../model/chartData';
import { axisFromZero } from '../model/estimateMarks';
import { measuredColumns, measuredMark } from '../model/measuredMarks';
import type { Scene } from '../model/scene';
import { t } from '../ui/l10n';

/** A gate of a layer, by the names of both. */
export interface NamedGate {
  readonly layer: string;
  readonly gate: string;
  /** 'memory, forget'. */
  readonly name: string;
}

/** The gates of which something of this kind was measured, in the order of the layers and of their equations. */
export function gatesWith(scene: Scene, measure: MeasuredQuantity): NamedGate[] {
  const of = (scene.result.measured ?? []).filter((one) => one.measure === measure);
  return scene.layers.flatMap(({ name: layer }) =>
    [...new Set(of.flatMap((one) => (one.layer === layer && one.gate !== undefined ? [one.gate] : [])))].map(
      (gate) => ({ layer, gate, name: t('{0}, {1}', layer, gate) }),
    ),
  );
}

/** What was measured of a gate, of all its units or of each. */
export const measuredOfGate = (scene: Scene, { layer, gate }: NamedGate, measure: MeasuredQuantity): Measured[] =>
  (scene.result.measured ?? []).filter((one) => one.measure === measure && one.layer === layer && one.gate === gate);

/** The mean of each gate at each step, with the spread of its values. Absent where no gates were asked for. */
export function gatesChartData(scene: Scene): ChartData | undefined {
  const gates = gatesWith(scene, 'gateValue');
  if (gates.length === 0) return undefined;
  const series = gates.map((gate, colour) => lineOf(scene, gate, colour));
  const marks = series.flatMap((line) => line.marks);
  return {
    says: saysOf(scene, gates),
    of: [],
    x: { label: t('step t'), kind: 'time', low: 1, high: Math.max(2, ...marks.map(({ x }) => x)), whole: true },
    y: axisFromZero(
      t('gate value'),
      marks.flatMap(({ y, interval }) => [y, interval?.low ?? y, interval?.high ?? y]),
    ),
    series,
    limits: [],
    bands: [],
    columns: [
      { label: t('layer'), numeric: false },
      { label: t('gate'), numeric: false },
      { label: t('step'), numeric: true },
      { label: t('standard deviation'), numeric: true },
      { label: t('share below 0.1'), numeric: true },
      { label: t('share above 0.9'), numeric: true },
      ...measuredColumns(t('mean of the gate')),
    ],
  };
}

function lineOf(scene: Scene, gate: NamedGate, colour: number): Series {
  const at = (measure: MeasuredQuantity): Map<number, Measured> =>
    new Map(measuredOfGate(scene, gate, measure).map((one) => [one.time, one]));
  const [closed, open] = [at('gateClosed'), at('gateOpen')];
  const { layer, gate: own, name } = gate;
  return {
    name,
    role: 'estimate',
    colour,
    marks: measuredOfGate(scene, gate, 'gateValue').map((one) => {
      const { time, value, spread = 0 } = one;
      const [below, above] = [closed.get(time), open.get(time)];
      const mark = measuredMark(
        scene,
        one,
        time,
        t('{0}, step {1}; mean', name, time),
        [layer, own, time, spread, below?.value, above?.value],
        [
          t('standard deviation over units and sequences: {0}', formatValue(spread)),
          ...(below && above
            ? [t('{0} of values are below 0.1, {1} above 0.9', percent(below.value), percent(above.value))]
            : []),
        ],
      );
      const { layer: _, ...plain } = mark;
      return { ...plain, interval: { low: value - spread, high: value + spread } };
    }),
  };
}

/** How long each gate that keeps the state keeps it, and the gate that is nearly closed or open most. */
function saysOf(scene: Scene, gates: readonly NamedGate[]): string {
  const kept = gatesWith(scene, 'gateTimeConstant').flatMap((gate) => {
    const all = measuredOfGate(scene, gate, 'gateTimeConstant').find(({ member }) => member === undefined);
    return all ? [t('{0} keeps a state for {1} steps (its time constant).', gate.name, formatValue(all.value))] : [];
  });
  if (kept.length > 0) return kept.join(' ');
  return t('{0} gates, their means over units and sequences at each step.', gates.length);
}
