import type { Stepped } from '../../data/realSteps';
import type { LayerActivations } from '../../models/activations';

/**
 * The recorded states that those of a layer may be, by its name; none where it was not recorded. Both directions stand
 * side by side, in two orders, whether they were recorded apart or as the framework returns them: a layer that returns
 * every step has both of one position, and one that returns its last step alone has both after as many steps of their
 * own.
 * @param isBoth whether the layer reads in both directions
 */
export function recordedLayer(
  name: string,
  recorded: readonly LayerActivations[],
  isBoth: boolean,
): LayerActivations[] {
  const named = (own: string): LayerActivations | undefined => recorded.find(({ layer }) => layer === own);
  const whole = named(name);
  const pair = bothOrders(name, named(`${name}/forward`), named(`${name}/backward`));
  const { mergeMode } = whole ?? {};
  if (whole && mergeMode && pair.length > 0) return pair.map((both) => merged(both, mergeMode));
  if (whole?.direction === 'merged') return [whole];
  if (whole) return isBoth && whole.length > 1 && whole.units % 2 === 0 ? [whole, inOwnOrder(whole)] : [whole];
  return pair;
}

function bothOrders(
  name: string,
  forward: LayerActivations | undefined,
  backward: LayerActivations | undefined,
): LayerActivations[] {
  if (!forward || !backward || forward.length !== backward.length) return [];
  return [
    sideBySide(name, forward, backward, (_, step) => step),
    sideBySide(name, forward, backward, (row, step) => fromBehind(backward, row, step)),
  ];
}

/** The halves of the units joined as Keras's Bidirectional does: [samples, length, units / 2]. */
function merged(both: LayerActivations, mergeMode: NonNullable<LayerActivations['mergeMode']>): LayerActivations {
  const units = both.units / 2;
  const values = new Float32Array(both.values.length / 2);
  for (let i = 0; i < values.length; i++) {
    const at = Math.floor(i / units) * both.units + (i % units);
    const [forward, backward] = [both.values[at], both.values[at + units]];
    values[i] = join[mergeMode](forward, backward);
  }
  return { ...both, values, units };
}

const join = {
  sum: (a: number, b: number) => a + b,
  ave: (a: number, b: number) => (a + b) / 2,
  mul: (a: number, b: number) => a * b,
};

/** The second half of the units after as many steps of its own, in place of those of the same position. */
function inOwnOrder(whole: LayerActivations): LayerActivations {
  const { values, samples, length, units } = whole;
  const half = units / 2;
  const turned = values.slice();
  for (let row = 0; row < samples; row++) {
    const real = whole.lengths?.[row] ?? length;
    for (let step = 0; step < real; step++) {
      const from = (row * length + fromBehind(whole, row, step)) * units;
      turned.set(values.subarray(from + half, from + units), (row * length + step) * units + half);
    }
  }
  return { ...whole, values: turned };
}

/**
 * Forward units first, [samples, length, forward + backward units].
 * @param at the step of the backward state that stands at a step
 */
function sideBySide(
  layer: string,
  forward: LayerActivations,
  backward: LayerActivations & Stepped,
  at: (row: number, step: number) => number,
): LayerActivations {
  const units = forward.units + backward.units;
  const { samples, length } = forward;
  const values = new Float32Array(samples * length * units);
  for (let row = 0; row < samples; row++) {
    const real = backward.lengths?.[row] ?? length;
    for (let step = 0; step < real; step++) {
      const to = (row * length + step) * units;
      values.set(stateOf(forward, row, step), to);
      values.set(stateOf(backward, row, at(row, step)), to + forward.units);
    }
  }
  return { ...forward, layer, values, units, stochastic: forward.stochastic || backward.stochastic };
}

/** Where a backward state stands after as many steps of its own as a forward one at `step`, counted from 0. */
const fromBehind = ({ lengths, length }: Stepped, row: number, step: number): number =>
  (lengths?.[row] ?? length) - 1 - step;

const stateOf = ({ values, length, units }: LayerActivations, row: number, step: number): Float32Array =>
  values.subarray((row * length + step) * units, (row * length + step + 1) * units);
