import type { Unit } from './estimate';

/** Weights of an attention layer at one epoch: means over held-out samples. Every row adds up to 1. */
export interface AttentionMap {
  layer: string;
  epoch: number;
  samples: number;
  /**
   * The last step, counted from 1, of each row and column: every step by itself, or blocks of steps where the sequence
   * is long.
   */
  steps: number[];
  /** [looking][looked at], a mean over heads. */
  weights: number[][];
  peak: AttentionPeak;
  /** What the layer's own bottleneck lets through; absent without one. */
  passed?: PassedSteps;
  /** Head by head, where there are several. */
  heads?: { weights: number[][]; peak: AttentionPeak }[];
}

/** Whether each row and column is one step, not a block of them. */
export const isEveryStep = ({ steps }: AttentionMap): boolean => steps.at(-1) === steps.length;

/**
 * The distance with the most weight: the number of steps back (ahead where negative), and its mean weight over all
 * steps that have a step at that distance.
 */
export interface AttentionPeak {
  back: number;
  weight: number;
}

/**
 * Information that passes the noise of an attention layer, means over samples of the KL of the noisy steps to their
 * prior: upper bounds.
 */
export interface PassedSteps {
  unit: Unit;
  /** Of each step, or of each block of steps together. */
  steps: number[];
  /** Of all steps together. */
  total: number;
  /** The share of the total that the step, or block, with the most has. */
  largestShare: number;
  /** The last step, counted from 1, of that step or block. */
  largestAt: number;
}
