import type { Sentence } from '../../../base/sentence';
import type { Finding } from '../../text/problem';
import type { AnalysisConfig } from '../config';

/** What a study needs of the data, the network and the training. */
export interface StudyNeeds {
  /** Whether it judges networks by the target, so that a head must predict it. */
  readonly judgedByTarget: boolean;
  /** Whether it analyzes whatever the config describes, trained here or not. */
  readonly analysesAny?: true;
  /** Why it cannot be done; undefined where it can. */
  readonly problem: (config: AnalysisConfig) => Sentence | undefined;
  /** What is wrong with single settings, where it can be done. */
  readonly findings?: (config: AnalysisConfig) => readonly Finding[];
}
