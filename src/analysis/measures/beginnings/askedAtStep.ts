import type { EveryBeginning } from '../../../data/everyBeginning';
import type { Wanted } from '../../../information/estimators/known/freshMixture';
import { symbolsOf } from '../histories/blocks';
import type { NatsEstimate } from '../natsEstimate';
import type { BegunState, BegunStates } from './begunStates';

/** What estimates of one step are about; `wanted` names states and labels by their places. */
export interface AskedAtStep {
  readonly estimates: readonly NatsEstimate[];
  readonly wanted: readonly Unlabelled[];
  readonly states: readonly BegunState[];
  /** The symbols of every beginning. */
  readonly labels: readonly ArrayLike<number>[];
}

type ForClasses = Extract<Wanted, { kind: 'classes' }>;
/** A wanted information before the states that it is measured on are drawn. */
export type Unlabelled = Exclude<Wanted, ForClasses> | Omit<ForClasses, 'symbols'>;

/** The estimates of a step whose states and symbols are there after every beginning. */
export function askedAtStep(
  estimates: readonly NatsEstimate[],
  time: number,
  every: EveryBeginning,
  begun: BegunStates,
): AskedAtStep {
  const count = every.alphabet ** time;
  const states = new Map<string, { readonly place: number; readonly state: BegunState }>();
  const labels = new Map<string, { readonly place: number; readonly symbols: ArrayLike<number> }>();
  const stateOf = (layer: string, step: number): number | undefined => {
    const state = begun.at(layer, step);
    if (!state) return undefined;
    const known = states.get(`${layer}@${step}`) ?? { place: states.size, state: repeated(state, count) };
    states.set(`${layer}@${step}`, known);
    return known.place;
  };
  const labelOf = (target: string, step: number): number | undefined => {
    const key = `${target}@${step}`;
    const known = labels.get(key);
    if (known) return known.place;
    if (target !== 'X' && !every.set.targets) return undefined;
    const symbols = Array.from(symbolsOf(every.set, target, step)).slice(0, count);
    if (symbols.some((symbol) => symbol < 0)) return undefined;
    labels.set(key, { place: labels.size, symbols });
    return labels.size - 1;
  };
  const wantedOf = ({ quantity, source, target, lag, from }: NatsEstimate): Unlabelled | undefined => {
    if (from !== undefined) return undefined;
    switch (quantity) {
      case 'inputInformation': {
        const state = stateOf(target, time);
        return state === undefined ? undefined : { kind: 'input', state };
      }
      case 'historyInformation':
      case 'layerInformation': {
        const a = stateOf(source, quantity === 'historyInformation' ? time - 1 : time);
        const b = stateOf(target, time);
        return a === undefined || b === undefined ? undefined : { kind: 'pair', a, b };
      }
      case 'memory':
      case 'outputInformation': {
        const state = stateOf(quantity === 'memory' ? target : source, time);
        const labelling = quantity === 'memory' ? labelOf('X', time - (lag ?? 0)) : labelOf(target, time);
        return state === undefined || labelling === undefined ? undefined : { kind: 'classes', state, labelling };
      }
      default:
        return undefined;
    }
  };
  const found = estimates.flatMap((estimate) => {
    const wanted = wantedOf(estimate);
    return wanted ? [{ estimate, wanted }] : [];
  });
  return {
    estimates: found.map(({ estimate }) => estimate),
    wanted: found.map(({ wanted }) => wanted),
    states: [...states.values()].map(({ state }) => state),
    labels: [...labels.values()].map(({ symbols }) => symbols),
  };
}

/** A state of an earlier step after each of `count` longer beginnings, the first symbols the lowest digits. */
function repeated(state: BegunState, count: number): BegunState {
  const { means, variances, units } = state;
  if (means.length === count * units) return state;
  const again = (values: Float32Array): Float32Array =>
    Float32Array.from({ length: count * units }, (_, at) => values[at % values.length]);
  return { units, means: again(means), variances: variances.length === 1 ? variances : again(variances) };
}
