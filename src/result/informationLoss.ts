import type { Warning } from './warnings';
import type { Grounds } from '../information/types/assumption';
import type { Unit } from './estimate';

/** A loss of information from one place to the next, where the intervals of the two do not overlap. */
export interface InformationLoss extends Grounds {
  /** `inputInformation` and `outputInformation` are lost along depth, `memory` along time. */
  quantity: 'inputInformation' | 'outputInformation' | 'memory';
  /** The last place that still holds it: 'X' or a layer. */
  from: string;
  /** The layer that does not hold it any more; along time the same layer. */
  to: string;
  time?: number;
  /** Along time, where one input is followed: the step at which it was held; absent where both are of one step. */
  timeBefore?: number;
  /** Along time: the lag at which it is lost, and the measured lag before it, at which it was held. */
  lag?: number;
  lagBefore?: number;
  before: number;
  after: number;
  /** The side's estimate is a bound; absent: it is none. */
  beforeBound?: 'lower' | 'upper';
  afterBound?: 'lower' | 'upper';
  /**
   * Both sides are estimates of one kind, neither has a direction, and their intervals leave at least half of their
   * difference for certain, so that the difference can be given; absent: only "at least `low`" can.
   */
  comparable?: true;
  /** `before` less `after`; the interval is interval arithmetic, which holds for any correlation of the two. */
  lost: number;
  low: number;
  high: number | null;
  unit: Unit;
  /** The largest loss of this quantity between states (of memory: of this layer). */
  narrowest?: true;
  warnings?: readonly Warning[];
}

/** The number that a sentence or a chart may tell of a loss: the difference, or the least that it can be. */
export const toldLoss = ({ comparable, lost, low }: InformationLoss): number => (comparable ? lost : low);

/**
 * On which side of `lost` the truth lies: what is left of a lower bound makes it an upper one, and the reverse;
 * `open` where the two sides pull apart, as two lower bounds do.
 */
export function boundOfLoss({ beforeBound, afterBound }: InformationLoss): 'none' | 'lower' | 'upper' | 'open' {
  const isUpper = beforeBound === 'upper' || afterBound === 'lower';
  const isLower = beforeBound === 'lower' || afterBound === 'upper';
  return isUpper ? (isLower ? 'open' : 'upper') : isLower ? 'lower' : 'none';
}
