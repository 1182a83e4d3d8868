import { formatValue, percent } from '../../src/result/format';
import type { Measured } from '../../src/result/measured';
import type { ChartData, Mark, Series } from '../model/chartData';
import { measuredColumns, measuredMark } from '../model/measuredMarks';
import { ordered } from '../model/estimateMarks';
import type { Scene } from '../model/scene';
import { t } from '../ui/l10n';
import { gatesWith, measuredOfGate, type NamedGate } from './gates';

/** The share of steps at which each unit's gate is nearly closed, against that at which it is nearly open. */
export function gateSaturationChartData(scene: Scene): ChartData | undefined {
  const gates = gatesWith(scene, 'gateValueOverSteps');
  if (gates.length === 0) return undefined;
  const series = gates.map((gate, colour) => unitsOf(scene, gate, colour)).filter(({ marks }) => marks.length > 0);
  const axis = { low: 0, high: 1, tight: true };
  return {
    says: saysOf(scene, gates),
    of: [],
    x: { label: t('share of values below 0.1 (nearly closed)'), ...axis },
    y: { label: t('share of values above 0.9 (nearly open)'), ...axis },
    series,
    limits: [],
    bands: [],
    columns: [
      { label: t('layer'), numeric: false },
      { label: t('gate'), numeric: false },
      { label: t('unit'), numeric: true },
      { label: t('mean of the gate'), numeric: true },
      { label: t('standard deviation'), numeric: true },
      { label: t('time constant (steps)'), numeric: true },
      { label: t('share below 0.1'), numeric: true },
      ...measuredColumns(t('share above 0.9')),
    ],
    summary: {
      columns: [
        { label: t('gate'), numeric: false },
        { label: t('time constant (steps)'), numeric: true },
        { label: t('low'), numeric: true },
        { label: t('high'), numeric: true },
        { label: t('mean of the gate'), numeric: true },
        { label: t('standard deviation'), numeric: true },
        { label: t('share below 0.1'), numeric: true },
        { label: t('share above 0.9'), numeric: true },
      ],
      rows: gates.map((gate) => {
        const [mean, closed, open, constant] = ofAll(scene, gate);
        return [
          ...[gate.name, constant?.value, constant?.low, constant?.high],
          ...[mean?.value, mean?.spread, closed?.value, open?.value],
        ];
      }),
    },
  };
}

const overSteps = ['gateValueOverSteps', 'gateClosedOverSteps', 'gateOpenOverSteps', 'gateTimeConstant'] as const;

const ofAll = (scene: Scene, gate: NamedGate): (Measured | undefined)[] =>
  overSteps.map((measure) => measuredOfGate(scene, gate, measure).find(({ member }) => member === undefined));

function unitsOf(scene: Scene, gate: NamedGate, colour: number): Series {
  const [means, closed, open, constants] = overSteps.map(
    (measure) => new Map(measuredOfGate(scene, gate, measure).map((one) => [one.member, one])),
  );
  const { layer, gate: own, name } = gate;
  const marks = [...open.values()].flatMap((one): Mark[] => {
    const { member } = one;
    const [mean, below] = [means.get(member), closed.get(member)];
    if (member === undefined || !mean || !below) return [];
    const constant = constants.get(member);
    const unit = t('{0}, unit {1}', name, member + 1);
    const mark = measuredMark(
      scene,
      one,
      below.value,
      t('{0}: {1} of values are below 0.1; above 0.9', unit, percent(below.value)),
      [layer, own, member + 1, mean.value, mean.spread, constant?.value, below.value],
      constant ? [t('time constant: {0} steps', formatValue(constant.value))] : [],
    );
    const { layer: _, ...plain } = mark;
    return [{ ...plain, xInterval: ordered(below.value, below.low, below.high), xBound: 'none', apart: true }];
  });
  return { name, role: 'estimate', colour, apart: true, marks };
}

/** 'memory, forget: 12 % of values are nearly closed, 30 % nearly open.' */
function saysOf(scene: Scene, gates: readonly NamedGate[]): string {
  return gates
    .flatMap((gate) => {
      const [, closed, open] = ofAll(scene, gate);
      return closed && open
        ? [
            t(
              '{0}: {1} of values are nearly closed, {2} nearly open.',
              gate.name,
              percent(closed.value),
              percent(open.value),
            ),
          ]
        : [];
    })
    .join(' ');
}
