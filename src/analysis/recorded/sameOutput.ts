import type { Stepped } from '../../data/realSteps';
import type { RecordedStates } from '../../data/recorded/recordedStates';
import type { LayerActivations } from '../../models/activations';

/**
 * How far outputs of the same network may be apart, of the largest or 1. States agree to less, and a read-out of many
 * of them adds their differences up.
 */
const tolerance = 1e-3;

/**
 * Whether the last layer run here gives what the whole network gave: the same numbers, or those that follow from them
 * by a softmax (or its logarithm) or a sigmoid, with which a network may end. Where one of the two has a single step,
 * the last real step of the other counts.
 */
export function isSameOutput(here: LayerActivations, recorded: RecordedStates, { lengths, length }: Stepped): boolean {
  const { units, samples } = here;
  const own = here.conditional?.means ?? here.values;
  const isFlat = here.length * units === recorded.length * recorded.units;
  const end = (row: number): number => (lengths?.[row] ?? length) - 1;
  if (!isFlat && (units !== recorded.units || (here.length > 1 && recorded.length > 1))) return false;
  const scale = recorded.values.reduce((most, value) => Math.max(most, Math.abs(value)), 1);
  return endings.some((ending) => {
    for (let row = 0; row < samples; row++) {
      const steps = isFlat && here.length > 1 ? end(row) + 1 : 1;
      for (let step = 0; step < steps; step++) {
        const at = row * here.length + (!isFlat && here.length > 1 ? end(row) : step);
        const other =
          row * recorded.length * recorded.units + (!isFlat && recorded.length > 1 ? end(row) : step) * units;
        const given = ending(own.subarray(at * units, (at + 1) * units));
        for (let unit = 0; unit < units; unit++)
          if (!(Math.abs(given[unit] - recorded.values[other + unit]) <= tolerance * scale)) return false;
      }
    }
    return true;
  });
}

const softmax = (values: Float32Array): Float32Array => {
  const most = values.reduce((found, value) => Math.max(found, value), -Infinity);
  const shares = values.map((value) => Math.exp(value - most));
  const sum = shares.reduce((total, share) => total + share, 0);
  return shares.map((share) => share / sum);
};

const endings: readonly ((values: Float32Array) => Float32Array)[] = [
  (values) => values,
  softmax,
  (values) => softmax(values).map(Math.log),
  (values) => values.map((value) => 1 / (1 + Math.exp(-value))),
];
