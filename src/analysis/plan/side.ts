import type { Variable } from '../../information/types/variable';
import type { LayerActivations } from '../../models/activations';
import type { StateView } from '../../models/stateView';
import { freshShared, type TakeShared } from './sharedBuffers';

/** The layer whose states are at hand, in place of the one that a plan was made with. */
export type StatesAtHand = (layer: LayerActivations) => LayerActivations;

/**
 * One side of a pair, under the key by which a plan shares it. Its values are made when they are estimated, and of no
 * rows before that: what kind it is needs no state.
 */
export interface Side {
  readonly key: string;
  readonly rows: Int32Array;
  /** The state that it is made of; absent for what is no state. */
  readonly state?: StateView & { readonly layer: string };
  readonly make: (rows: Int32Array, at: StatesAtHand, take: TakeShared) => Variable;
  /** The same variable with its values at further inputs. */
  readonly further?: (variable: Variable, take: TakeShared) => Variable;
}

/** A side of a plan, with the variable that it is of no rows. */
export interface PlannedVariable extends Side {
  readonly outline: Variable;
}

const noRows = new Int32Array(0);
const asPlanned: StatesAtHand = (layer) => layer;

export const outlined = (side: Side): PlannedVariable => ({
  ...side,
  outline: side.make(noRows, asPlanned, freshShared),
});

export function made(
  { make, rows, further }: PlannedVariable,
  at: StatesAtHand = asPlanned,
  take: TakeShared = freshShared,
): Variable {
  const variable = make(rows, at, take);
  return further ? further(variable, take) : variable;
}

/** The bytes of a variable's values, and of its density where that is known. */
export function bytesOf({ outline: { dimensions, conditional }, rows }: PlannedVariable): number {
  const arrays = conditional ? (conditional.variances.length === 1 ? 2 : 3) : 1;
  return 8 * rows.length * dimensions * arrays;
}
