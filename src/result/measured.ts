import type { BoundDirection } from '../information/types/estimate';
import type { ComputedFrom } from './computedFrom';
import type { Unit } from './estimate';
import type { Warning } from './warnings';

/** Quantities beside information, each of one layer's state at the last step, or of its gates. */
export const measuredQuantities = [
  /** Share of the variance of the input `lag` steps back that a linear read-out gives, summed over its functions. */
  'lagCapacity',
  /** The same, summed over all functions of the past inputs of one degree, or of all measured degrees. */
  'degreeCapacity',
  'totalCapacity',
  /** Information of all units, of one unit alone, and of all but one, about a head's target. */
  'stateInformation',
  'unitInformation',
  'withoutUnit',
  /** Sums over the units, as parts of the information of all: alone, and of what each adds to the others. */
  'redundancy',
  'vulnerability',
  /** Accuracy of a head that is lost when one unit is held at its mean. */
  'knockOut',
  /** Information about the input `lag` steps back: by a linear decoder, by a perceptron, and in the head's answer. */
  'linearProbe',
  'perceptronProbe',
  'usedInformation',
  /** A gate at a step, averaged over units and sequences: its value, and the shares of values near 0 and near 1. */
  'gateValue',
  'gateClosed',
  'gateOpen',
  /** The same over all steps, of one unit or of all. */
  'gateValueOverSteps',
  'gateClosedOverSteps',
  'gateOpenOverSteps',
  /** Steps after which a gate that keeps the state has left e^-1 of it. */
  'gateTimeConstant',
  /** Information of all units of a gate about the input of its step, and about a head's target. */
  'gateInputInformation',
  'gateTargetInformation',
  /** Fisher information of the state about the input `lag` steps back, and the sum over all steps. */
  'fisherMemory',
  'fisherTotal',
  /** Share of the variance of the belief state of a hidden Markov model that a linear map finds in the state. */
  'beliefs',
  /** Floats of the state that carry anything on after a step: by the entropy of their directions, and their rank. */
  'stateSize',
  'stateRank',
  /** Information about the input `lag` steps back where it was one symbol, `member`. */
  'symbolInformation',
] as const;

export type MeasuredQuantity = (typeof measuredQuantities)[number];

/** A quantity that `analysis.measures` asks for, with all that makes it a number to trust. */
export interface Measured {
  measure: MeasuredQuantity;
  layer: string;
  epoch: number;
  /** The step of the state, counted from 1. */
  time: number;
  /** Steps back from it; for a layer that reads backward, from the first step on. */
  lag?: number;
  from?: 'start';
  /** The degree of the functions of the input. */
  degree?: number;
  /** The unit of the layer, or the symbol of the input, counted from 0. */
  member?: number;
  /** The target of the head. */
  target?: string;
  /** The gate by the name that the cell's equations have for it; of a layer that runs both ways 'backward/forget'. */
  gate?: string;
  value: number;
  /** 95 % interval. */
  low: number;
  high: number;
  /**
   * `functions`: 1 is one function of the input in full; `share`: of the sequences, or of values; `ratio`: of a whole;
   * `gate`: the value of a gate, which has no unit; `steps`: of a sequence.
   */
  unit: Unit | 'functions' | 'share' | 'ratio' | 'gate' | 'steps' | 'floats';
  /**
   * `heldAtEveryStep`: the network was run again from the start; `heldAtLastStep`: from the last state on; `mean`: over
   * sequences.
   */
  estimator:
    'leastSquares' | 'probe' | 'counts' | 'heldAtEveryStep' | 'heldAtLastStep' | 'mean' | 'closedForm' | 'ridge';
  bound: BoundDirection;
  /** 0: of the weights alone. */
  samples: number;
  /** The variable that it is of. */
  of?: ComputedFrom;
  /** Of the value of a gate: the standard deviation of single values, over sequences and units. */
  spread?: number;
  /** Of a capacity: functions read, those distinguishable from zero, and the value above which one is. */
  functions?: number;
  counted?: number;
  threshold?: number;
  /** Directions of the state that vary, which no sum of capacities exceeds; of Fisher memory and state size, units. */
  rank?: number;
  /** Steps back whose inputs are in the functions, where these are not all. */
  steps?: number;
  /** Of three hidden states: the beliefs of the first sequences, and what the linear map reads of them. */
  beliefs?: ReadBeliefs;
  /** The same by a closed form, where there is one. */
  exact?: number;
  warnings?: Warning[];
}

/** Belief states, one a sequence with the probabilities of all hidden states, and the same as they are read. */
export interface ReadBeliefs {
  known: number[][];
  read: number[][];
}

/** What names a measured quantity in a document. */
export const keyOfMeasured = ({ measure, layer, epoch, time, lag, degree, member, target, gate }: Measured) => ({
  measure,
  layer,
  epoch,
  time,
  ...(lag !== undefined && { lag }),
  ...(degree !== undefined && { degree }),
  ...(member !== undefined && { member }),
  ...(target !== undefined && { target }),
  ...(gate !== undefined && { gate }),
});

const placeOf = ({ lag, degree, member, gate, time }: Measured): number =>
  lag ?? degree ?? member ?? (gate === undefined ? 0 : time);

/** The measured quantities of one kind of a layer, in the order of their lag, degree, unit or step. */
export const measuredOf = (
  measured: readonly Measured[] | undefined,
  measure: MeasuredQuantity,
  layer: string,
): Measured[] =>
  (measured ?? [])
    .filter((one) => one.measure === measure && one.layer === layer)
    .sort((a, b) => placeOf(a) - placeOf(b));
