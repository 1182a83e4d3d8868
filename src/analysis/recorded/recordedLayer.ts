import { backwardIndex, type Stepped } from '../../data/realSteps';
import type { LayerActivations } from '../../models/activations';

/**
 * The recorded states that those of a layer may be, by its name; none where it was not recorded. Where its directions
 * were recorded apart, both side by side, in two orders: a layer that returns every step has both of one position, and
 * one that returns its last step alone has both after as many steps of their own.
 */
export function recordedLayer(name: string, recorded: readonly LayerActivations[]): LayerActivations[] {
  const named = (own: string): LayerActivations | undefined => recorded.find(({ layer }) => layer === own);
  const whole = named(name);
  if (whole) return [whole];
  const [forward, backward] = [named(`${name}/forward`), named(`${name}/backward`)];
  if (!forward || !backward || forward.length !== backward.length) return [];
  return [
    sideBySide(name, forward, backward, (_, step) => step),
    sideBySide(name, forward, backward, (row, step) => backwardIndex(backward, row, step + 1)),
  ];
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

const stateOf = ({ values, length, units }: LayerActivations, row: number, step: number): Float32Array =>
  values.subarray((row * length + step) * units, (row * length + step + 1) * units);
