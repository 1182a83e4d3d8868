import { cellOf } from '../config/layers/layerTraits';
import { stateKind, stateSize, wholeStateName } from '../config/layers/wholeState';
import { isSameComputedFrom } from './computedFrom';
import type { Estimate } from './estimate';
import { shownAmount } from './format';
import type { LayerSummary } from './layerSummary';
import type { ResultIndex } from './resultIndex';
import { upperEnd } from './upperEnd';

/** A number with its 95 % interval, whose upper end is infinite where nothing is known to bound it. */
export interface Limited {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** What a recurrent layer's whole state holds at the last step, beside its size. */
export interface StateBits {
  readonly layer: LayerSummary;
  /** Numbers that it carries from step to step. */
  readonly floats: number;
  /** Whether the state is the output itself, so that the numbers of the output are those of the state. */
  readonly isOutput: boolean;
  /** I(X;S), the bits held. */
  readonly held?: Estimate;
  /** I(X;H) of the output. */
  readonly shown?: Estimate;
  /** I(S;Y), the bits used: what of them is about the target. */
  readonly used?: Estimate;
  /** I(X;S) - I(X;H), where the two are computed from the same noise. */
  readonly hidden?: Limited;
  /** Bits held over the numbers that are carried, in the unit of `held`. */
  readonly perFloat?: Limited;
}

/**
 * Every recurrent layer of a document with what its state holds; none where no whole state was asked for. Layers whose
 * state is their output stand beside those whose state is more.
 */
export function stateBits(index: ResultIndex, epoch = index.lastEpoch): StateBits[] {
  const { config, layers } = index.result;
  if (config.analysis.of !== 'state') return [];
  return layers.flatMap((layer): StateBits[] => {
    const written = config.model.layers.find(({ name }) => name === layer.name);
    const floats = layer.stateSize ?? (written && stateSize(written));
    if (!written || floats === undefined || cellOf(written) === undefined) return [];
    const isOutput = stateKind(written) === 'output';
    const subject = isOutput ? layer.name : wholeStateName(layer.name);
    const held = index.atEnd('inputInformation', subject, epoch);
    const used = index.atEnd('outputInformation', subject, epoch);
    const shown = index.atEnd('inputInformation', layer.name, epoch);
    return [
      {
        layer,
        floats,
        isOutput,
        ...(held && { held, perFloat: over(held, floats) }),
        ...(shown && { shown }),
        ...(used && { used }),
        ...(held && shown && !isOutput && isSameNoise(held, shown) && { hidden: difference(held, shown) }),
      },
    ];
  });
}

/** No information is below zero, whatever the noise of its estimator. */
const limitsOf = (estimate: Estimate): Limited => ({
  value: shownAmount(estimate, estimate.value),
  low: shownAmount(estimate, estimate.low),
  high: shownAmount(estimate, upperEnd(estimate)),
});

function over(estimate: Estimate, floats: number): Limited {
  const { value, low, high } = limitsOf(estimate);
  return { value: value / floats, low: low / floats, high: high / floats };
}

/** What a state holds and its output does not, by the ends of both: as wide as the two intervals together. */
export function difference(held: Estimate, shown: Estimate): Limited {
  const [state, output] = [limitsOf(held), limitsOf(shown)];
  return { value: state.value - output.value, low: state.low - output.high, high: state.high - output.low };
}

/** Whether two numbers are of states with the same noise on each of their numbers, so that they can be compared. */
export const isSameNoise = ({ of: a }: Estimate, { of: b }: Estimate): boolean =>
  a?.kind === 'declaredNoise' && isSameComputedFrom(a, b);

/** I(X_{t-s};S) beside I(X_{t-s};H) of one input. */
export interface KeptInput {
  readonly lag: number;
  readonly state: Estimate;
  readonly output: Estimate;
  readonly hidden: Limited;
}

/** What the state of a layer at the last step keeps of each input, and what of it its output shows; by lag. */
export function keptInputs(index: ResultIndex, layer: string, epoch = index.lastEpoch): KeptInput[] {
  const shown = new Map(index.of('memory', layer, epoch).map((one) => [one.lag, one]));
  return index.of('memory', wholeStateName(layer), epoch).flatMap((state) => {
    const output = shown.get(state.lag);
    return output && isSameNoise(state, output)
      ? [{ lag: state.lag ?? 0, state, output, hidden: difference(state, output) }]
      : [];
  });
}
