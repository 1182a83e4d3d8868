import { sentence, type Sentence } from '../../../base/sentence';
import { analysedTimes } from '../../plan/times';
import type { Breather } from '../../../information/numerics/breather';
import { fisherMemory } from '../../../information/readout/fisherMemory';
import type { Measured } from '../../../result/measured';
import { linearRecurrence } from '../../truth/linearRecurrence';
import type { AskedContext, AskedFound } from './asked';
import { rememberingLayers } from './layersAtEnd';

/** Units and steps at most: each step multiplies a matrix of as many units. */
const mostUnits = 512;

/**
 * The Fisher memory curve of every layer with a linear recurrence, from its weights (Ganguli, Huh and Sompolinsky
 * 2008): what noise that every step adds to the state leaves of each past input.
 * @throws CancelledError
 */
export async function layerFisherMemory(context: AskedContext, breather: Breather): Promise<AskedFound> {
  const { config, dataset, states, epoch, weights } = context;
  const { length } = dataset.heldOut.inputs;
  const measured: Measured[] = [];
  const notes: Sentence[] = [];
  for (const { layer: name, units } of rememberingLayers(states, length)) {
    const layer = config.model.layers.find((one) => one.name === name);
    const recurrence = layer && linearRecurrence(layer, weights);
    if (!recurrence || units > mostUnits) {
      notes.push(
        sentence(
          'The Fisher memory of {0} is not computed: it has a closed form only for a linear recurrence of up to {1} ' +
            'units whose weights are here.',
          ...[name, mostUnits],
        ),
      );
      continue;
    }
    const found = await fisherMemory(recurrence, length, breather);
    if (!found) {
      notes.push(
        sentence(
          'The Fisher memory of {0} is not computed: it reads nothing, or amplifies noise so much in {1} steps that ' +
            'no digits would be left.',
          ...[name, length],
        ),
      );
      continue;
    }
    const common = {
      ...{ layer: name, epoch, time: length, unit: 'ratio' as const, estimator: 'closedForm' as const },
      ...{ bound: 'none' as const, samples: 0, of: { kind: 'noiseInEveryStep' as const } },
    };
    const known = (value: number) => ({ value, low: value, high: value });
    for (const time of analysedTimes(length).reverse()) {
      const lag = length - time;
      measured.push({ measure: 'fisherMemory', ...common, lag, ...known(found.curve[lag]) });
    }
    measured.push({ measure: 'fisherTotal', ...common, rank: units, ...known(found.total) });
  }
  return { measured, notes };
}
