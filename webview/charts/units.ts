import { formatValue, percent } from '../../src/result/format';
import { type Measured, measuredOf } from '../../src/result/measured';
import type { ChartData, Mark, Series } from '../model/chartData';
import { axisFromZero, ofWhat, ordered } from '../model/estimateMarks';
import { unitName } from '../model/labels';
import { measuredColumns, measuredMark, shownOf } from '../model/measuredMarks';
import type { Scene } from '../model/scene';
import { t } from '../ui/l10n';

/** The accuracy that is lost without each unit, over what it tells alone. Absent where no unit was measured. */
export function unitsChartData(scene: Scene): ChartData | undefined {
  const layers = scene.layers.flatMap(({ name }) => {
    const alone = measuredOf(scene.result.measured, 'unitInformation', name);
    return [...new Set(alone.map(({ target = '' }) => target))].map((target) => ({ name, target }));
  });
  if (layers.length === 0) return undefined;
  const several = new Set(layers.map(({ target }) => target)).size > 1;
  const series = layers.map(({ name, target }): Series => ({
    name: several ? t('{0} about {1}', name, target) : name,
    layer: name,
    role: 'estimate',
    apart: true,
    marks: marksOfLayer(scene, name, target),
  }));
  const marks = series.flatMap((one) => one.marks);
  const losses = marks.flatMap(({ y, interval }) => [y, interval?.low ?? y, interval?.high ?? y]);
  return {
    says: layers.map(({ name, target }) => saysOf(scene, name, target)).join(' '),
    of: ofWhat((scene.result.measured ?? []).filter(({ measure }) => measure === 'unitInformation')),
    x: axisFromZero(
      t('information of the unit alone ({0})', unitName(scene.unit)),
      marks.map(({ x }) => x),
    ),
    y: axisFromZero(t('accuracy lost (share)'), losses),
    series,
    limits: [],
    bands: [],
    columns: [
      { label: t('layer'), numeric: false },
      { label: t('target'), numeric: false },
      { label: t('unit'), numeric: true },
      { label: t('alone ({0})', unitName(scene.unit)), numeric: true },
      { label: t('all others ({0})', unitName(scene.unit)), numeric: true },
      ...measuredColumns(t('accuracy lost')),
    ],
  };
}

const find = (scene: Scene, measure: Measured['measure'], layer: string, target: string): Measured[] =>
  measuredOf(scene.result.measured, measure, layer).filter((one) => one.target === target);

function marksOfLayer(scene: Scene, name: string, target: string): Mark[] {
  const others = new Map(find(scene, 'withoutUnit', name, target).map((one) => [one.member, one]));
  const lost = new Map(find(scene, 'knockOut', name, target).map((one) => [one.member, one]));
  return find(scene, 'unitInformation', name, target).map((alone): Mark => {
    const { member = 0 } = alone;
    const [value, low, high] = [alone.value, alone.low, alone.high].map((number) => shownOf(scene, alone, number));
    const other = others.get(member);
    const rest = other && shownOf(scene, other, other.value);
    const unit = t('{0}, unit {1}', name, member + 1);
    const about = t('{0} alone tells at least {1} {2}', unit, formatValue(low), unitName(scene.unit));
    const lead = [name, target, member + 1, value, rest];
    const knocked = lost.get(member);
    // A network that is not here cannot be run again.
    const mark: Mark = knocked
      ? measuredMark(scene, knocked, value, t('{0}; accuracy lost', about), lead)
      : { x: value, y: 0, bound: 'none', warnings: [], layer: name, read: about, details: [], cells: lead };
    return { ...mark, x: value, xInterval: ordered(value, low, high), xBound: alone.bound, apart: true };
  });
}

/** 'memory: unit 3 is missed most: 12 % of accuracy. The units tell the target 1.8 times over; ...' */
function saysOf(scene: Scene, name: string, target: string): string {
  const lost = find(scene, 'knockOut', name, target);
  const worst = lost.reduce<Measured | undefined>(
    (most, one) => (one.value > (most?.value ?? -1) ? one : most),
    undefined,
  );
  const [redundancy, vulnerability] = (['redundancy', 'vulnerability'] as const).map((measure) =>
    find(scene, measure, name, target).at(0),
  );
  const parts = [
    worst
      ? t(
          '{0}: unit {1} is missed most; without it {2} of accuracy is lost.',
          name,
          (worst.member ?? 0) + 1,
          percent(worst.value),
        )
      : t('{0}: the network is not here, so that no unit can be held at its mean.', name),
    ...(redundancy && vulnerability
      ? [
          t(
            'On average a bit about the target stands in {0} single units (degree of redundancy), and is lost ' +
              'without any one of {1} units (degree of vulnerability).',
            formatValue(redundancy.value),
            formatValue(vulnerability.value),
          ),
        ]
      : []),
  ];
  return parts.join(' ');
}
