import { sentence, type Sentence } from '../../../base/sentence';
import { Random } from '../../../base/random';
import { isPadded } from '../../../data/realSteps';
import { beliefStates, hiddenSource } from '../../../data/tasks/beliefs';
import type { Breather } from '../../../information/numerics/breather';
import { heldOutRegression } from '../../../information/readout/heldOutRegression';
import type { Measured, ReadBeliefs } from '../../../result/measured';
import { stateVariable } from '../../plan/variables';
import type { AskedContext, AskedFound } from './asked';
import { rememberingLayers } from './layersAtEnd';

/** Sequences that are regressed on, at most. */
const mostRows = 20_000;
/** Sequences whose beliefs are drawn, at most. */
const mostDrawn = 400;
/** Rows are wanted for each unit: with fewer, held-out rows are predicted badly whatever the state holds. */
const rowsPerUnit = 3;

/**
 * How much of the belief state of a hidden Markov model a linear map finds in the last state of each layer with a
 * memory (Shai et al. 2024): the state itself, without declared noise.
 * @throws CancelledError
 */
export async function layerBeliefs(context: AskedContext, breather: Breather): Promise<AskedFound> {
  const { config, dataset, states, epoch } = context;
  const { inputs } = dataset.heldOut;
  const { length, symbols } = inputs;
  const process = hiddenSource(config.data);
  if (!process || !symbols || isPadded(inputs))
    return {
      measured: [],
      notes: [
        sentence(
          'Belief states are known only of the task markov with hidden states, of one length and without "corrupt": ' +
            'name a process, or set "hidden" to true.',
        ),
      ],
    };
  const rows = Int32Array.from({ length: Math.min(mostRows, context.samples) }, (_, row) => row);
  const beliefs = beliefStates(process, symbols, length, length, rows);
  const hidden = process.initial.length;
  const order = Int32Array.from(new Random(config.seed).fork('beliefs').permutation(rows.length));
  const measured: Measured[] = [];
  const notes: Sentence[] = [];
  // What reads backward has not read the last symbols first: its state at its end is no function of the belief.
  const forward = rememberingLayers(states, length).filter(({ direction }) => direction !== 'backward');
  for (const layer of forward) {
    const { layer: name, units, stochastic } = layer;
    if (rows.length < rowsPerUnit * (units + 1)) {
      notes.push(
        sentence(
          'The belief states are not regressed on {0}: {1} sequences are too few for the {2} units. Raise "samples".',
          ...[name, rows.length, units],
        ),
      );
      continue;
    }
    const { values } = stateVariable(layer, length, rows, undefined);
    const found = await heldOutRegression(values, units, beliefs, hidden, order, breather);
    if (!found) continue;
    const { share, low, high, predicted } = found;
    measured.push({
      ...{ measure: 'beliefs', layer: name, epoch, time: length },
      ...{ value: share, low, high, unit: 'share', estimator: 'ridge', bound: 'lower', samples: rows.length },
      ...(stochastic && { of: { kind: 'ownNoise' } }),
      ...(hidden === 3 && { beliefs: drawn(beliefs, predicted, hidden, rows.length) }),
    });
  }
  return { measured, notes };
}

/** The first beliefs and their predictions, to four digits. */
function drawn(known: Float64Array, read: Float64Array, states: number, rows: number): ReadBeliefs {
  const firsts = (values: Float64Array): number[][] =>
    Array.from({ length: Math.min(mostDrawn, rows) }, (_, i) =>
      Array.from(values.subarray(i * states, (i + 1) * states), (p) => Number(p.toFixed(4))),
    );
  return { known: firsts(known), read: firsts(read) };
}
