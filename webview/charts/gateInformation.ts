import { formatValue } from '../../src/result/format';
import type { Measured } from '../../src/result/measured';
import type { ChartData, Series } from '../model/chartData';
import { axisFromZero, ofWhat } from '../model/estimateMarks';
import { unitName } from '../model/labels';
import { measuredColumns, measuredMark, shownOf } from '../model/measuredMarks';
import type { Scene } from '../model/scene';
import { t } from '../ui/l10n';
import { gatesWith, measuredOfGate, type NamedGate } from './gates';

const kinds = ['gateInputInformation', 'gateTargetInformation'] as const;

/** What a decoder reads in each gate about the input of its step and about the target. */
export function gateInformationChartData(scene: Scene): ChartData | undefined {
  const gates = [...gatesWith(scene, kinds[0]), ...gatesWith(scene, kinds[1])].filter(
    (gate, i, all) => all.findIndex(({ name }) => name === gate.name) === i,
  );
  if (gates.length === 0) return undefined;
  const series = gates.flatMap((gate, colour) => linesOf(scene, gate, colour));
  const marks = series.flatMap((line) => line.marks);
  const unit = unitName(scene.unit);
  return {
    says: gates.map((gate) => saysOf(scene, gate)).join(' '),
    of: ofWhat((scene.result.measured ?? []).filter(({ measure }) => measure === kinds[0] || measure === kinds[1])),
    x: { label: t('step t'), kind: 'time', low: 1, high: Math.max(2, ...marks.map(({ x }) => x)), whole: true },
    // A certain upper end says nothing of the decoder.
    y: axisFromZero(
      unit,
      marks.map(({ y }) => y),
    ),
    series,
    limits: [],
    bands: [],
    columns: [
      { label: t('layer'), numeric: false },
      { label: t('gate'), numeric: false },
      { label: t('step'), numeric: true },
      { label: t('about'), numeric: false },
      ...measuredColumns(unit),
    ],
  };
}

const aboutOf = ({ target = 'X' }: Measured): string => `${target}_t`;

function linesOf(scene: Scene, gate: NamedGate, colour: number): Series[] {
  const { layer, gate: own, name } = gate;
  return kinds.flatMap((kind) => {
    const found = measuredOfGate(scene, gate, kind);
    return [...new Set(found.map(aboutOf))].map((about): Series => {
      const title = t('{0} about {1}', name, about);
      return {
        name: title,
        role: 'estimate',
        colour,
        dashed: kind === 'gateTargetInformation',
        marks: found
          .filter((one) => aboutOf(one) === about)
          .map((one) => {
            const where = t('{0}, step {1}', title, one.time);
            const { layer: _, ...mark } = measuredMark(scene, one, one.time, where, [layer, own, one.time, about]);
            // Its certain upper end, the entropy of the symbols, is the same for all gates.
            return { ...mark, interval: { low: shownOf(scene, one, one.low), high: mark.y } };
          }),
      };
    });
  });
}

/** What a gate tells at the last step. */
function saysOf(scene: Scene, gate: NamedGate): string {
  const parts = kinds.flatMap((kind) => {
    const last = measuredOfGate(scene, gate, kind).at(-1);
    return last
      ? [
          t(
            'at least {0} {1} about {2}',
            formatValue(shownOf(scene, last, last.low)),
            unitName(scene.unit),
            aboutOf(last),
          ),
        ]
      : [];
  });
  return t('{0} at the last step: {1}.', gate.name, parts.join('; '));
}
