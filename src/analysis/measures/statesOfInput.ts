import { sentence } from '../../base/sentence';
import type { SequenceSet } from '../../data/dataset';
import { distinctRows } from '../../information/looks/distinctRows';
import { equalInputs, isNoFunction } from '../../information/looks/functionOfInput';
import { grounds } from '../../information/types/assumption';
import type { LayerActivations } from '../../models/activations';
import { prefixVariable, stateVariable } from '../plan/variables';
import type { Failure } from './estimateRecords';
import type { NatsEstimate } from './natsEstimate';

interface Assembled {
  readonly estimates: NatsEstimate[];
  readonly failures: Failure[];
}

/** What repeated inputs show of recorded states. */
export interface StatesOfInput {
  /** Layers whose states are no function of the input, each with the reason why its I(X;H) is refused. */
  readonly refused: ReadonlyMap<string, Failure>;
  /** Layers of which nothing shows whether their states are a function of the input. */
  readonly unproven: ReadonlySet<string>;
}

/** Nothing is in doubt: the states were made here. */
export const madeHere: StatesOfInput = { refused: new Map(), unproven: new Set() };

/**
 * Compares the states of equal inputs at the last step. Equal inputs are sequences that are equal in all steps, so that
 * layers that see ahead are not refused.
 * @param layers with their states at the last step
 * @param runHere layers that the config describes
 */
export function statesOfInput(
  set: SequenceSet,
  layers: readonly LayerActivations[],
  samples: number,
  runHere: readonly { readonly name: string }[] = [],
): StatesOfInput {
  const rows = Int32Array.from({ length: samples }, (_, i) => i);
  const inputs = distinctRows(prefixVariable('X', set.inputs, set.inputs.length, rows));
  const refused = new Map<string, Failure>();
  const unproven = new Set<string>();
  for (const layer of layers) {
    if (layer.stochastic || layer.density || layer.conditional) continue;
    const found = equalInputs(inputs, stateVariable(layer, layer.length, rows, undefined));
    if (found.repeated === 0 && !runHere.some(({ name }) => name === layer.layer)) unproven.add(layer.layer);
    if (!isNoFunction(found)) continue;
    refused.set(layer.layer, {
      quantity: 'inputInformation',
      source: 'X',
      target: layer.layer,
      cause: sentence(
        '{0} of {1} sequences that occurred before have another state of "{2}" than at first, so the state is no ' +
          'function of the input. Was dropout left on, or a state carried over between sequences?',
        found.unequal,
        found.repeated,
        layer.layer,
      ),
    });
  }
  return { refused, unproven };
}

/**
 * Refuses I(X;H) of recorded states that are no function of the input. Their density given the input is not that of the
 * declared noise: whatever else moves them would count as information about the input, up to the log of the number of
 * samples.
 *
 * Where no input is repeated, and the layer is not among those that were run here, nothing shows whether states are a
 * function of it: the value and its lower end then assume so. The upper end holds all the same: it is what the noisy
 * state tells of the state itself, and of the input it tells no more (Cover and Thomas 2006, theorem 2.8.1, for
 * X - H - H + noise). Of two states, both ends hold all the same, since the noises are independent given the two states
 * themselves; the value between them is close only where states come again, as those of a function do.
 */
export function withoutOtherStates(assembled: Assembled, { refused, unproven }: StatesOfInput): Assembled {
  const estimates = assembled.estimates.flatMap((estimate): NatsEstimate[] => {
    const { quantity, source, target } = estimate;
    switch (quantity) {
      case 'inputInformation':
        if (refused.has(target)) return [];
        return [unproven.has(target) ? assumingFunction(estimate) : estimate];
      case 'historyInformation':
      case 'layerInformation':
        return [unproven.has(source) || unproven.has(target) ? betweenStates(estimate) : estimate];
      default:
        return [estimate];
    }
  });
  return { estimates, failures: [...assembled.failures, ...refused.values()] };
}

/** An estimate by the declared noise alone, below the truth or not; one that rests on a model of its own keeps that. */
const assumingFunction = (estimate: NatsEstimate): NatsEstimate =>
  estimate.assumes === undefined ? { ...estimate, bound: 'none', ...grounds('functionOfInput', 'high') } : estimate;

/** An estimate of two states by the declared noise. */
const betweenStates = (estimate: NatsEstimate): NatsEstimate =>
  estimate.assumes === undefined && estimate.estimator === 'knownConditional'
    ? { ...estimate, bound: 'none', ...grounds('functionOfInput', 'both') }
    : estimate;
