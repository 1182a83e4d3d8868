import type { Warning } from './warnings';
import type { Unit } from './estimate';

/** Information that is there before a place and not behind it; only where the intervals of the two part. */
export interface InformationLoss {
  /** `inputInformation` and `outputInformation` are lost along depth, `memory` along time. */
  quantity: 'inputInformation' | 'outputInformation' | 'memory';
  /** Where it was still there: 'X' or a layer. */
  from: string;
  /** The layer that no longer has it; along time the same layer. */
  to: string;
  time?: number;
  /** Along time: the lag at which it is gone, one step more than the lag at which it was there. */
  lag?: number;
  before: number;
  after: number;
  /** `before` less `after`, its interval by interval arithmetic, which holds whatever the correlation of the two. */
  lost: number;
  low: number;
  high: number;
  unit: Unit;
  /** The largest loss of this quantity between states (of memory: of this layer). */
  narrowest?: true;
  warnings?: readonly Warning[];
}
