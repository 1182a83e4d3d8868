import type { ConfidenceBin } from '../calibration';
import type { Rejection } from './rejection';

/** The mean doubt at a step, nats (see `doubt.ts`). */
export interface DoubtAtStep {
  readonly time: number;
  readonly total: number;
  readonly data: number;
  readonly model: number;
}

/** One of the answers with the most doubt. */
export interface MostDoubt extends DoubtAtStep {
  /** The number of the held-out sequence, from 0. */
  readonly sequence: number;
  readonly target: number;
  readonly predicted: number;
  readonly confidence: number;
}

/** What the doubt of a trained network is made of, and what it is good for. Nats. */
export interface UncertaintyOutcome {
  readonly uncertainty: {
    readonly accuracy: number;
    readonly loss: number;
    readonly parts: readonly DoubtAtStep[];
    readonly bins: readonly ConfidenceBin[];
    readonly calibrationError: number;
    readonly temperature: number;
    /** The calibration error of the sequences that did not set the temperature. */
    readonly errorBefore: number;
    readonly errorAfter: number;
    readonly area?: number;
    readonly rejections: readonly Rejection[];
    readonly most: readonly MostDoubt[];
  };
}

export const isUncertaintyOutcome = (kept: object): kept is UncertaintyOutcome => 'uncertainty' in kept;
