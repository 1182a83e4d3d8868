import { sentence, type Sentence } from '../../../base/sentence';
import type { Breather } from '../../../information/numerics/breather';
import { effectiveStateSizes } from '../../../information/readout/effectiveStateSize';
import type { Measured } from '../../../result/measured';
import { memoryPositions } from '../../plan/times';
import { linearRecurrence } from '../../truth/linearRecurrence';
import type { AskedContext, AskedFound } from './asked';
import { rememberingLayers } from './layersAtEnd';

/** More units than this take minutes: each step decomposes two matrices of as many. */
const mostUnits = 128;

/**
 * The effective state size of every layer with a linear recurrence at each step, from its weights (Parnichkun et al.
 * 2025): how many floats of the state carry anything from the inputs so far to the states after.
 * @throws CancelledError
 */
export async function layerStateSizes(context: AskedContext, breather: Breather): Promise<AskedFound> {
  const { config, dataset, states, epoch, weights } = context;
  const { length } = dataset.heldOut.inputs;
  const measured: Measured[] = [];
  const notes: Sentence[] = [];
  // After the last step there is none that could read the state.
  const times = length > 1 ? memoryPositions(length - 1) : [];
  for (const { layer: name, units } of rememberingLayers(states, length)) {
    const layer = config.model.layers.find((one) => one.name === name);
    const recurrence = layer && linearRecurrence(layer, weights);
    const found =
      recurrence && units <= mostUnits ? await effectiveStateSizes(recurrence, length, times, breather) : undefined;
    if (!found) {
      notes.push(
        sentence(
          'The effective state size of {0} is not computed: it is defined by the weights of a linear recurrence, of ' +
            'up to {1} units and without values beyond all bounds.',
          ...[name, mostUnits],
        ),
      );
      continue;
    }
    for (const { time, entropy, rank } of found) {
      const common = {
        ...{ layer: name, epoch, time, unit: 'floats' as const, estimator: 'closedForm' as const },
        ...{ bound: 'none' as const, samples: 0, rank: units },
      };
      measured.push(
        { measure: 'stateSize', ...common, value: entropy, low: entropy, high: entropy },
        { measure: 'stateRank', ...common, value: rank, low: rank, high: rank },
      );
    }
  }
  return { measured, notes };
}
