import { wholeStateName } from '../../src/config/layers/wholeState';
import { formatValue } from '../../src/result/format';
import type { Estimate } from '../../src/result/result';
import { type KeptInput, keptInputs, type Limited } from '../../src/result/stateBits';
import { convert } from '../../src/result/units';
import { t } from '../ui/l10n';
import type { ChartData, Mark, Series } from '../model/chartData';
import { axisFromZero, estimateColumns, estimateMark, lagAxis, ofWhat, ordered } from '../model/estimateMarks';
import { epochFor, type Scene } from '../model/scene';
import { unitName } from '../model/labels';

/**
 * I(X_{t-s};S_t) - I(X_{t-s};H_t) over the lag s at the last step, beside the two. Absent where no whole state was
 * estimated.
 */
export function keptStateChartData(scene: Scene): ChartData | undefined {
  const layers = scene.layers.flatMap(({ name }) => {
    const epoch = epochFor(scene, 'memory', wholeStateName(name));
    const inputs = epoch === undefined ? [] : keptInputs(scene.index, name, epoch);
    return inputs.length > 0 ? [{ name, inputs }] : [];
  });
  if (layers.length === 0) return undefined;
  const hidden = layers.map(({ name, inputs }): Series => ({
    name: t('{0}: kept but not shown', name),
    layer: name,
    role: 'estimate',
    marks: inputs.map((input) => differenceMark(scene, name, input)),
  }));
  const both = layers.flatMap(({ name, inputs }) => [
    lineOf(scene, wholeStateName(name), inputs, ({ state }) => state),
    lineOf(scene, name, inputs, ({ output }) => output),
  ]);
  const series = [...hidden, ...both];
  const marks = series.flatMap((line) => line.marks);
  return {
    says: layers.map(({ name, inputs }) => saysOf(scene, name, inputs)).join(' '),
    of: ofWhat(layers.flatMap(({ inputs }) => inputs.flatMap(({ state, output }) => [state, output]))),
    x: lagAxis(marks),
    y: axisFromZero(
      unitName(scene.unit),
      marks.map(({ y }) => y),
    ),
    series,
    limits: [],
    bands: [],
    columns: [
      { label: t('of'), numeric: false },
      { label: t('lag'), numeric: true },
      { label: t('step'), numeric: true },
      ...estimateColumns(scene),
    ],
  };
}

function lineOf(
  scene: Scene,
  name: string,
  inputs: readonly KeptInput[],
  which: (input: KeptInput) => Estimate,
): Series {
  return {
    name,
    layer: name,
    role: 'estimate',
    dashed: true,
    marks: inputs.map((input) => {
      const estimate = which(input);
      const { lag } = input;
      return estimateMark(scene, estimate, lag, t('{0}, lag {1}', name, lag), [name, lag, estimate.time], name);
    }),
  };
}

function differenceMark(scene: Scene, layer: string, { lag, state, hidden }: KeptInput): Mark {
  const { value, low, high } = shown(scene, hidden, state);
  const name = t('{0}: kept but not shown', layer);
  return {
    x: lag,
    y: value,
    interval: ordered(value, low, high),
    bound: 'none',
    warnings: [],
    layer,
    epoch: state.epoch,
    read: t(
      '{0}, lag {1}: {2} {3} ({4})',
      name,
      lag,
      formatValue(value),
      unitName(scene.unit),
      endsInWords({ low, high }),
    ),
    details: [t('the whole state less the output; as wide as the two intervals together')],
    cells: [name, lag, state.time, value, ...[low, high].map(finite), undefined, state.epoch],
  };
}

const finite = (end: number): number | undefined => (Number.isFinite(end) ? end : undefined);

/** '1.9 to 2.1', or the one end that something is known to bound. */
export function endsInWords({ low, high }: Pick<Limited, 'low' | 'high'>): string {
  if (!Number.isFinite(low)) return Number.isFinite(high) ? t('≤ {0}', formatValue(high)) : '–';
  return Number.isFinite(high) ? t('{0} to {1}', formatValue(low), formatValue(high)) : t('≥ {0}', formatValue(low));
}

const shown = ({ unit }: Scene, { value, low, high }: Limited, of: Estimate): Limited => ({
  value: convert(value, of.unit, unit),
  low: convert(low, of.unit, unit),
  high: convert(high, of.unit, unit),
});

/** The input of which most is surely kept and not shown. */
function saysOf(scene: Scene, layer: string, inputs: readonly KeptInput[]): string {
  const most = inputs.reduce((held, one) => (one.hidden.low > held.hidden.low ? one : held), inputs[0]);
  const { low } = shown(scene, most.hidden, most.state);
  return low >= 0.005
    ? t(
        '{0} keeps at least {1} {2} of the input at lag {3} that its output does not show.',
        layer,
        formatValue(low),
        unitName(scene.unit),
        most.lag,
      )
    : t('{0}: of no single input is it sure that the state keeps more than the output shows.', layer);
}
