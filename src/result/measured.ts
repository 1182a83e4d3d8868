import type { BoundDirection } from '../information/types/estimate';
import type { ComputedFrom } from './computedFrom';
import type { Unit } from './estimate';
import { convert } from './units';
import type { Warning } from './warnings';

/** Quantities beside information, each of one layer's state at the last step. */
export const measuredQuantities = [
  /** Share of the variance of the input `lag` steps back that a linear read-out gives, summed over its functions. */
  'lagCapacity',
  /** The same, summed over all functions of the past inputs of one degree, or of all measured degrees. */
  'degreeCapacity',
  'totalCapacity',
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
  value: number;
  /** 95 % interval. */
  low: number;
  high: number;
  /** `functions`: 1 is one function of the input in full. */
  unit: Unit | 'functions';
  estimator: 'leastSquares';
  bound: BoundDirection;
  samples: number;
  /** The variable that it is of. */
  of?: ComputedFrom;
  /** Of a capacity: functions read, those told apart from zero, and from which value on one is. */
  functions?: number;
  counted?: number;
  threshold?: number;
  /** Of a capacity: directions of the state that vary, which no sum of capacities exceeds. */
  rank?: number;
  /** Steps back whose inputs are in the functions, where these are not all. */
  steps?: number;
  /** The same by a closed form, where there is one. */
  exact?: number;
  warnings?: Warning[];
}

/** In the unit asked for, where it is an amount of information. */
export function measuredIn(measured: Measured, to: Unit): Measured {
  const { unit, value, low, high } = measured;
  if (unit !== 'bits' && unit !== 'nats') return measured;
  const shown = (amount: number): number => convert(amount, unit, to);
  return { ...measured, value: shown(value), low: shown(low), high: shown(high), unit: to };
}

/** What names a measured quantity in a document. */
export const keyOfMeasured = ({ measure, layer, epoch, time, lag, degree }: Measured) => ({
  measure,
  layer,
  epoch,
  time,
  ...(lag !== undefined && { lag }),
  ...(degree !== undefined && { degree }),
});

/** The measured quantities of one kind of a layer, in the order of their lag or degree. */
export const measuredOf = (
  measured: readonly Measured[] | undefined,
  measure: MeasuredQuantity,
  layer: string,
): Measured[] =>
  (measured ?? [])
    .filter((one) => one.measure === measure && one.layer === layer)
    .sort((a, b) => (a.lag ?? a.degree ?? 0) - (b.lag ?? b.degree ?? 0));
