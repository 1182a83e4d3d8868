import type { Records } from '../records';

/**
 * The doubt about a class, in the config's unit: `total`, the entropy of the mean prediction of networks that are drawn
 * by dropout; `data`, the mean of their own entropies; `model`, what is left: what they disagree about.
 */
export interface DoubtParts {
  total: number;
  data: number;
  model: number;
}

/** What the doubt of one trained network about the held-out targets is made of, and what it is good for. */
export interface Uncertainty {
  /** From 1. */
  repetition: number;
  /** Of the mean prediction. */
  accuracy: number;
  loss: number;
  /** Means over the held-out sequences. */
  parts: (DoubtParts & { time: number })[];
  /** Answers of about the same confidence; those without any are left out. */
  bins: { confidence: number; accuracy: number; count: number }[];
  /** The expected calibration error: the mean distance of accuracy from confidence, over the bins. */
  calibrationError: number;
  /** What logits are best divided by, fitted to one half of the held-out sequences. */
  temperature: number;
  /** The calibration error of the other half, without and with that temperature. */
  errorBefore: number;
  errorAfter: number;
  /** The probability that a wrong answer has more doubt than a right one; absent where no answer is wrong. */
  area?: number;
  /** The accuracy of what is left after a share of the answers, those with the most doubt, was rejected. */
  rejections: { rejected: number; accuracy: number }[];
  /** The answers with the most doubt, the most first. */
  most: (DoubtParts & { sequence: number; time: number; target: string; predicted: string; confidence: number })[];
}

/** The doubt of predictions, one entry a repetition. */
export interface UncertaintyLists {
  uncertainty: Uncertainty;
}

export const uncertaintyRecords = {
  uncertainty: { key: ['repetition'], form: { repetition: 'number', accuracy: 'number', calibrationError: 'number' } },
} as const satisfies Records<UncertaintyLists>;
