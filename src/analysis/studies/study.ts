import type { AnalysisConfig } from '../../config/schema/config';
import type { StudyName } from '../../config/schema/studies/studyNames';
import type { Dataset } from '../../data/dataset';
import type { RunEstimationJob } from '../../information/job/job';
import type { NamedWeights } from '../../models/model';
import type { StudyMethod } from '../../result/studies';
import type { StageCache } from '../cache/cache';
import type { GivenWeights } from '../run/givenWeights';
import type { RunningBackend } from '../run/runningBackend';
import type { Ranked } from './ranking/rank';

/** What a study has at hand. */
export interface StudyContext {
  readonly config: AnalysisConfig;
  readonly dataset: Dataset;
  /** Hash of the dataset. */
  readonly datasetKey: string;
  readonly given: GivenWeights | undefined;
  readonly backend: RunningBackend;
  readonly runJob: RunEstimationJob;
  readonly cache: StageCache;
  readonly signal: AbortSignal;
}

/** One network to train; plain data. */
export interface Trial {
  readonly method: StudyMethod;
  readonly size: number;
  /** The members that it keeps, where the plan knows them. */
  readonly members?: readonly number[];
}

/** The trials of one repetition, for a process that has only the config. Plain data. */
export interface StudyJob {
  readonly study: StudyName;
  /** From 1. */
  readonly repetition: number;
  readonly trials: readonly Trial[];
}

/** How a trained network does on the held-out sequences; nats. */
export interface Score {
  readonly accuracy?: number;
  readonly loss: number;
  readonly information?: number;
  readonly parameters: number;
}

export interface TrialOutcome {
  readonly score: Score;
  /** The ranking, where it comes of this trial. */
  readonly ranking?: readonly Ranked[];
  /** The trained weights, where someone may want to keep the network. */
  readonly weights?: NamedWeights;
}

/** A finished trial and its repetition. */
export interface StudyReport {
  readonly study: StudyName;
  readonly repetition: number;
  readonly trial: Trial;
  readonly outcome: TrialOutcome;
}

/** One study: what it trains, and how. Its words are in `sayings.ts`. */
export interface Study {
  /** The settings that its numbers depend on. */
  readonly settings: (config: AnalysisConfig) => unknown;
  /** The jobs, which may run in any order and anywhere, and the ranking, where it comes before them. */
  readonly plan: (context: StudyContext) => Promise<{ jobs: StudyJob[]; ranking?: Ranked[] }>;
  readonly run: (trial: Trial, repetition: number, context: StudyContext) => Promise<TrialOutcome>;
  /** The name of a member, by its number. */
  readonly nameOf: (member: number, dataset: Dataset) => string;
}
