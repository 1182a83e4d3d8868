import { sentence, type Sentence } from '../../base/sentence';
import { InputError } from '../../base/userError';
import type { LayerActivations } from '../../models/activations';
import { recordedLayer } from './recordedLayer';

/** How far states of the same network may be apart, of the largest state or 1: single precision in another order. */
const tolerance = 1e-4;

/**
 * The same at the epochs of a recording whose last one agrees: the recorder wrote weights and states together, and
 * roundings grow from step to step where weights are large.
 */
export const toleranceOfEpochs = 1e-3;

/** A layer's states here without noise, [rows, length, units]. */
const meansOf = ({ conditional, values }: LayerActivations): Float32Array => conditional?.means ?? values;

/**
 * Says where states of a network run here are not those that were recorded, for the layers that are there by the same
 * name: undefined where all agree. A layer that draws its states is not compared, since its draws are its own.
 */
export function differenceOf(
  here: readonly LayerActivations[],
  recorded: readonly LayerActivations[],
  most = tolerance,
): Sentence | undefined {
  let compared = 0;
  for (const layer of here) {
    const others = recordedLayer(layer.layer, recorded, layer.type === 'bidirectional');
    if (others.length === 0 || others[0].stochastic || layer.transition) continue;
    const [other] = others;
    compared++;
    if (layer.units !== other.units || layer.length !== other.length)
      return sentence(
        '"{0}" has {1} units and {2} steps here, but {3} and {4} in the recording.',
        layer.layer,
        layer.units,
        layer.length,
        other.units,
        other.length,
      );
    const apart = Math.min(...others.map((one) => farthest(meansOf(layer), one)));
    const scale = other.values.reduce((most, value) => Math.max(most, Math.abs(value)), 1);
    if (!(apart <= most * scale))
      return sentence(
        'Run here, states of "{0}" differ from the recorded ones by up to {1}.',
        layer.layer,
        apart.toExponential(1),
      );
  }
  return compared > 0 ? undefined : sentence('No layer of it has the name of a recorded one, to compare with.');
}

/** The place of the last layer whose states were recorded too; negative where none were. */
export const lastCompared = (here: readonly string[], recorded: readonly LayerActivations[]): number =>
  here.findLastIndex((name) => recordedLayer(name, recorded, false).length > 0);

/** @throws InputError where there is a difference */
export function refuseOthers(difference: Sentence | undefined, epoch: number): void {
  if (!difference) return;
  throw new InputError(
    sentence(
      'The weights at epoch {0} are not those of the recorded states. {1} Record again, or remove the weights.',
      epoch,
      difference,
    ),
  );
}

/** The largest difference over real steps. */
function farthest(values: Float32Array, { values: others, samples, length, units, lengths }: LayerActivations): number {
  let most = 0;
  for (let i = 0; i < samples; i++) {
    const from = i * length * units;
    const to = from + (lengths?.[i] ?? length) * units;
    for (let at = from; at < to; at++) most = Math.max(most, Math.abs(values[at] - others[at]));
  }
  return most;
}
