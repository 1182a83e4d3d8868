import type { StudyName } from '../../../config/schema/studies/studyNames';
import type { Assumption } from '../../../information/types/assumption';

/**
 * How the members were chosen: by their information, at random, by the size of their weights, as principal components;
 * or all of them.
 */
export type StudyMethod = 'information' | 'random' | 'magnitude' | 'principal' | 'all';

/** Weights, and what they are as a code. */
export interface CodedSize {
  /** Size in 32-bit numbers; and coded: each array rounded to an eighth of its root mean square, an adaptive code. */
  kibibytes: number;
  codedKibibytes: number;
  /** The held-out loss with the weights as their code gives them back. */
  codedLoss: number;
}

/** The table of an embedding, a row a token. */
export interface TableSize extends CodedSize {
  /** Bits of the code, whatever the config's unit, a token. */
  codedBits: number;
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
  /** All weights of a compressed network; of classes alone. */
  network?: CodedSize;
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
