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
  /** Along time: the lag at which it is lost, and the measured lag before it, at which it was held. */
  lag?: number;
  lagBefore?: number;
  before: number;
  after: number;
  /**
   * Both sides are estimates of one kind, and their intervals leave at least half of their difference for certain, so
   * that the difference can be given; absent: only "at least `low`" can.
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
