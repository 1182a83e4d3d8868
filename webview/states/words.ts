import type { StatesSymbols } from '../../src/result/states/states';
import { formatValue } from '../../src/result/format';
import { valueOf } from '../../src/result/states/value';
import { convert } from '../../src/result/units';
import type { Unit } from '../../src/result/result';
import { unitName } from '../model/labels';
import { t } from '../ui/l10n';
import { byteAt, hasState, type Spot, type View } from './looked';
import type { KeptSymbols } from './kept';

/** The name of a symbol; its number where it has none. */
export const symbolName = ({ names }: StatesSymbols, symbol: number): string => names?.[symbol] ?? String(symbol);

/** The symbol that a sequence reads at a step; undefined where inputs are numbers or the step is not there. */
export function inputAt({ head }: Pick<View, 'head'>, sequence: number, step: number): number | undefined {
  const { inputs } = head.header;
  const symbol = inputs && head.inputs[sequence * inputs.steps + step];
  return symbol !== undefined && symbol >= 0 ? symbol : undefined;
}

/** The class of a sequence at a step, or at its end where there is one a sequence. */
export function targetAt({ head }: Pick<View, 'head'>, sequence: number, step: number): number | undefined {
  const { targets } = head.header;
  const symbol = targets && head.targets[sequence * targets.steps + (targets.steps === 1 ? 0 : step)];
  return symbol !== undefined && symbol >= 0 ? symbol : undefined;
}

/** All that is known of what is looked at. */
export function fullWords(view: View, kept: KeptSymbols, unit: Unit): string {
  const { spot, onSymbol } = view.looked;
  const parts = onSymbol
    ? [keptWords(view, kept, spot.step, unit)]
    : [unitWords(view, spot), tellsWords(view, spot.unit, unit), lagWords(kept, spot.step, unit)];
  return [placeWords(view, spot), ...parts].filter((part) => part !== '').join('; ');
}

/** What is read out where the keyboard moves: no more than what changes with each step. */
export function spokenWords(view: View, kept: KeptSymbols, unit: Unit, onMap: boolean): string {
  const { spot, onSymbol } = view.looked;
  const more = onSymbol ? [keptWords(view, kept, spot.step, unit)] : onMap ? [unitWords(view, spot)] : [];
  return [placeWords(view, spot), ...more].join('; ');
}

/** Sequence, step, symbol and target of a spot. */
function placeWords(view: View, { sequence, step }: Spot): string {
  const { header, rows } = view.head;
  const input = inputAt(view, sequence, step);
  const target = targetAt(view, sequence, step);
  return [
    t('sequence {0}', rows[sequence] + 1),
    t('step {0} of {1}', step + 1, header.length),
    ...(header.inputs && input !== undefined ? [t('symbol {0}', symbolName(header.inputs, input))] : []),
    ...(header.targets && target !== undefined ? [t('target {0}', symbolName(header.targets, target))] : []),
  ].join(', ');
}

/** A unit's value. */
function unitWords(view: View, spot: Spot): string {
  const { shape, loaded } = view;
  const value = hasState(view, spot.sequence, spot.step)
    ? formatValue(valueOf(shape, spot.unit, loaded.bytes[byteAt(view, spot)]))
    : t('no state');
  return t('unit {0}: {1}', spot.unit + 1, value);
}

/** What a unit tells at the last step, with the estimator. */
function tellsWords({ shape: { information } }: View, index: number, unit: Unit): string {
  if (!information) return '';
  const amount = formatValue(convert(information.nats[index], 'nats', unit));
  const { bins, samples } = information;
  return information.about === 'target'
    ? t(
        'it tells about {0} {1} about the target at the last step ({2} bins of equal counts, Miller–Madow, {3} ' +
          'sequences)',
        amount,
        unitName(unit),
        bins,
        samples,
      )
    : t(
        'it tells about {0} {1} about the input at the last step ({2} bins of equal counts, Miller–Madow, {3} ' +
          'sequences)',
        amount,
        unitName(unit),
        bins,
        samples,
      );
}

/** What the state of a step holds of the inputs, where that was estimated. */
function lagWords(kept: KeptSymbols, step: number, unit: Unit): string {
  const near = kept.nearest(step);
  if (near === undefined) return '';
  const most = [...kept.ofState(near)].reduce<readonly [number, { value: number; told: string }] | undefined>(
    (held, entry) => (held && held[1].value >= entry[1].value ? held : entry),
    undefined,
  );
  if (!most) return '';
  return near === step
    ? t('the layer holds most of the input at lag {0}: {1} {2}', near - most[0], most[1].told, unitName(unit))
    : t(
        'the nearest step with numbers of memory is {3}: the layer holds most of the input at lag {0} there, {1} {2}',
        near - most[0],
        most[1].told,
        unitName(unit),
        near + 1,
      );
}

/** Where the input of a step is kept. */
function keptWords(view: View, kept: KeptSymbols, step: number, unit: Unit): string {
  const states = kept.ofInput(step);
  const last = Math.max(-1, ...states.keys());
  const at = states.get(last);
  const layer = at
    ? t('step {0} still holds {1} {2} of the input here', last + 1, at.told, unitName(unit))
    : t('no number of memory is about the input of this step');
  const best = bestKeeper(view, step);
  return best === undefined
    ? layer
    : `${layer}; ${t(
        'of the units, {0} holds most of it at the last step: about {1} {2} ({3} bins of equal counts, Miller–Madow)',
        best.unit + 1,
        formatValue(convert(best.nats, 'nats', unit)),
        unitName(unit),
        view.shape.bins ?? 0,
      )}`;
}

/** The unit whose last state tells most about the input of a step. */
export function bestKeeper(view: View, step: number): { readonly unit: number; readonly nats: number } | undefined {
  const { shape, order } = view;
  let best: { unit: number; nats: number } | undefined;
  for (let unit = 0; unit < shape.units; unit++) {
    const nats = keptBy(view, unit, step);
    if (nats !== undefined && nats > (best?.nats ?? 0)) best = { unit, nats };
  }
  return best ?? (keptBy(view, order[0], step) === undefined ? undefined : { unit: order[0], nats: 0 });
}

/** What a unit's last state tells about the input of a step, nats. */
export function keptBy({ head, shape, looked }: View, unit: number, step: number): number | undefined {
  const { lags = 0 } = shape;
  const lag = head.header.length - 1 - step;
  const nats = lag < lags ? head.kept[looked.array].at(unit * lags + lag) : undefined;
  return nats !== undefined && Number.isFinite(nats) ? nats : undefined;
}
