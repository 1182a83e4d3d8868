import type { Score } from '../score';

/** A trained network at every level of corruption. */
export interface RobustnessOutcome {
  readonly levels: readonly LevelScore[];
}

export const isRobustnessOutcome = (kept: object): kept is RobustnessOutcome => 'levels' in kept;

/** A network on held-out sequences that were spoiled at a level; absent: clean. Nats. */
export interface LevelScore extends Omit<Score, 'parameters' | 'table'> {
  readonly level?: number;
  /** At least this much of the noise is left in the last state before the head. */
  readonly noise?: number;
}
