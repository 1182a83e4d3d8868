import type { Assumption } from '../information/types/assumption';
import type { BoundDirection } from '../information/types/bound';
import type { StudyName } from '../config/schema/studies/studyNames';
import type { Unit } from './estimate';
import type { Warning } from './warnings';

/** The studies of a run: each network that they trained, and how they ranked what they chose from. */
export interface Studies {
  points: StudyPoint[];
  ranks: StudyRank[];
  /** Networks on spoiled sequences; absent without that study. */
  robustness?: RobustnessPoint[];
  /** The doubt of predictions, one entry a repetition; absent without that study. */
  uncertainty?: Uncertainty[];
  /** Networks that give clean values back; absent without that study. */
  enhance?: EnhancePoint[];
  /** Networks with and without a bottleneck on sequences that they were not trained on; absent without that study. */
  generalisation?: GeneralisationPoint[];
  /** How much sources tell about translations; absent without that study. */
  translation?: TranslationPoint[];
  /** Where the information is that answers rest on, one entry a repetition; absent without that study. */
  attribution?: Attribution[];
  /** The same of every single sentence that was not spoiled, over all repetitions, the least told first. */
  translatedSentences?: TranslatedSentence[];
}

/** What keeps a network from learning its training sequences by heart. */
export type GeneralisationWay = 'plain' | 'bottleneck' | 'dropout';

/** One network at the epoch that is best on one half of the held-out sequences. Losses are in the config's unit. */
export interface GeneralisationPoint {
  way: GeneralisationWay;
  /** The beta of the bottleneck, or the rate of dropout; absent for neither. */
  setting?: number;
  /** The repetition, from 1. */
  repetition: number;
  /** Cross-entropy a target on the training sequences, as the network predicts: without dropout, a mean over codes. */
  training: number;
  /** On the half of the held-out sequences that chooses the epoch and the setting. */
  choosing: number;
  /** On the other half, which chooses nothing. */
  reported: number;
  /** An upper bound on I(X;Z) at the last step, of a bottleneck. */
  rate?: number;
  /** The epoch that was kept. */
  epoch: number;
}

/** An amount a word of the reference, with its 95 % interval over the sentences, by drawing them anew (bootstrap). */
export interface TranslationAmount {
  value: number;
  low: number;
  high: number;
  /** Of the information of the true laws; the interval is of what the networks read. */
  bound: BoundDirection;
}

/** Held-out translations by one system, judged by the two networks of one repetition. */
export interface TranslationPoint {
  /** The column of the translations. */
  name: string;
  /** The probability with which their words were spoiled; absent where they were not. */
  level?: number;
  /** The repetition, from 1. */
  repetition: number;
  sentences: number;
  /** Words of the references of these sentences. */
  words: number;
  unit: Unit;
  /** Both entropies are cross-entropies of networks' own heads. */
  estimator: 'decoder';
  /** H(T) less H(T given S): an estimate without a direction, because both are bounded from above. */
  information: TranslationAmount;
  /** H(T), by the network that reads no source. */
  without: TranslationAmount;
  /** H(T given S), by the network that reads the source. */
  given: TranslationAmount;
  /** Of all sentences together, 0 to 100 (Popović 2015; Papineni et al. 2002). */
  chrf: number;
  bleu: number;
  warnings?: readonly Warning[];
}

/** One translation of a held-out sentence, means over the repetitions. */
export interface TranslatedSentence {
  name: string;
  /** The number of the held-out pair, from 0. */
  sentence: number;
  words: number;
  unit: Unit;
  /** A word of the reference: an estimate without a direction, below 0 where the source misleads. */
  information: number;
  chrf: number;
  source: string;
  reference: string;
  translation: string;
}

/** One held-out sequence, [steps][columns], in the data's own units. */
export interface EnhancedPicture {
  spoiled: number[][];
  enhanced: number[][];
  clean: number[][];
}

/** How near a network brings held-out values to clean ones. */
export interface EnhancePoint {
  name: string;
  /** The repetition, from 1. */
  repetition: number;
  /** Mean squared errors, in the data's own units. */
  errorBefore: number;
  errorAfter: number;
  /** Peak signal-to-noise ratios, and their difference, dB. */
  psnrBefore: number;
  psnrAfter: number;
  gain: number;
  /** The PSNR of the best line through each spoiled value alone, one line a column: what needs no network. */
  psnrLine: number;
  /** Of each value about its clean one, in the config's unit, if both are Gaussian: by their correlation. */
  informationBefore: number;
  informationAfter: number;
  /** Structural similarity (Wang et al. 2004) of sequences that are pictures. */
  ssimBefore?: number;
  ssimAfter?: number;
  /** Visual information fidelity (Sheikh and Bovik 2006), at one scale. */
  vifBefore?: number;
  vifAfter?: number;
  /** Of the first repetition, where it is small. */
  picture?: EnhancedPicture;
}

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

/** What says which steps are removed first. */
export type RemovedBy = 'information' | 'attention' | 'gradient' | 'random';

/** Where the information is that the answers of one trained network rest on. Amounts are in the config's unit. */
export interface Attribution {
  /** From 1. */
  repetition: number;
  /** What shares one amount of noise: a step, or one value of a step. */
  by: 'steps' | 'values';
  /** Held-out sequences that were looked into. */
  sequences: number;
  /**
   * The mean over sequences of KL(p(z|r) || q(z)) of the noisy input z: on average over sequences at least I(R;Z), with
   * q of the mean and the variance of the training inputs.
   */
  information: number;
  bound: 'upper';
  /** The share of the network's answers that it still gives with the noise. */
  kept: number;
  /** The same amount for noise that is the same everywhere and leaves as many answers; absent where none does. */
  even?: number;
  /** Share of right answers, without noise and with it. */
  accuracy: number;
  accuracyKept: number;
  /**
   * The mean over sequences, [steps][columns], one column by steps; the last step is each sequence's own end.
   */
  map: number[][];
  /** The network as steps are replaced by the mean, those with most of something first. */
  removals: {
    by: RemovedBy;
    /** The mean probability over the curve: the lower, the sooner the answers are lost. */
    area: number;
    /** The share of the steps, the mean probability of the network's answers, and the share of right ones. */
    curve: { removed: number; probability: number; accuracy: number }[];
  }[];
  /** Single sequences of the first repetition, [steps][columns] of each. */
  maps?: { sequence: number; target: string; predicted: string; map: number[][] }[];
}

/** A network on the held-out sequences, spoiled at a level. Amounts of information are in the config's unit. */
export interface RobustnessPoint {
  /** The network's name. */
  name: string;
  /** In the unit of `data.corrupt.by`; absent for the clean sequences. */
  level?: number;
  /** The repetition, from 1. */
  repetition: number;
  /** Share of held-out targets that are right; absent where values are predicted. */
  accuracy?: number;
  /** The held-out loss: information a target for classes, squared error for values. */
  loss: number;
  /** H(Y) less the held-out loss, a lower bound on what the network tells about the target; classes only. */
  information?: number;
  /**
   * A lower bound on I(Z;N|X): what the last state before the head at the last step holds of the noise N of a known
   * sequence X, with the declared noise where the state draws none. It is never above the log of the draws. Absent for
   * clean sequences, and where the state has no known density.
   */
  noise?: number;
}

/**
 * How the members were chosen: by their information, at random, by the size of their weights, as principal components;
 * or all of them.
 */
export type StudyMethod = 'information' | 'random' | 'magnitude' | 'principal' | 'all';

/** The table of an embedding, a row a token. */
export interface TableSize {
  /** Size in 32-bit numbers, and coded: rounded to an eighth of its root mean square, by an adaptive code. */
  kibibytes: number;
  codedKibibytes: number;
  /** Bits of the code, whatever the config's unit, a token. */
  codedBits: number;
  /** The held-out loss with the table as its code gives it back. */
  codedLoss: number;
}

/** One network that a study trained. Amounts of information are in the config's unit. */
export interface StudyPoint {
  study: StudyName;
  method: StudyMethod;
  /** Number of members: columns of the input, units of a layer. */
  size: number;
  /** The repetition, from 1. */
  repetition: number;
  /** Share of held-out targets that are right; absent where values are predicted. */
  accuracy?: number;
  /** The held-out loss: information a target for classes, squared error for values. */
  loss: number;
  /** H(Y) less the held-out loss, a lower bound on what the network tells about the target; classes only. */
  information?: number;
  /** Number of weights of the network. */
  parameters: number;
  /** Of a compressed embedding. */
  table?: TableSize;
}

/** One member, in the order in which it was chosen. Amounts of information are in the config's unit. */
export interface StudyRank {
  study: StudyName;
  /** From 1, the best. */
  place: number;
  /** The member's name: a column of the input, the number of a unit. */
  name: string;
  /** Its number among all, from 0. */
  member: number;
  /** Information about the target. */
  relevance: number;
  /** Mean information about the members that were chosen before it. */
  redundancy: number;
  /** What it was chosen by: the score of the ranking method. */
  score: number;
  /** The model that the amounts rest on. */
  assumes?: Assumption;
}
