import type { InputError } from '../../base/userError';
import type { AnalysisConfig } from '../../config/schema/config';
import type { StudyName } from '../../config/schema/studies/studyNames';
import type { Dataset } from '../../data/dataset';
import type { RunEstimationJob } from '../../information/job/job';
import type { Advice, AnalysisResult, Sentence } from '../../result/result';
import type { Studies } from '../../result/studies';
import type { StageCache } from '../cache/stageCache';
import type { GivenWeights } from '../run/givenWeights';
import type { RunningBackend } from '../run/runningBackend';
import type { KeptNetwork } from './keptNetwork';
import type { Ranked } from './ranking/rank';

/** Analyses of configs that a study writes, which read files as the study's own config does. */
export interface OtherConfigs {
  /** The study's own config as it is written. */
  readonly text: string;
  /** Names what an analysis of a config reads beside its text: the contents of its files. */
  readonly filesOf: (text: string) => Promise<string>;
  /** @throws ConfigError, with places in that text; CancelledError */
  readonly analyse: (text: string) => Promise<AnalysisResult>;
}

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
  /** Whole analyses of other configs. */
  readonly others: OtherConfigs;
}

/** Some trials of one repetition. Plain data. */
export interface PlannedJob<Trial extends object = object> {
  /** From 1. */
  readonly repetition: number;
  readonly trials: readonly Trial[];
  /** Its name on a queue. Only outcomes that JSON keeps as they are may come from other machines. */
  readonly queuedAs?: string;
}

/** The same, for a process that has only the config. */
export interface StudyJob extends PlannedJob {
  readonly study: StudyName;
}

/** A finished trial and its repetition. Plain data. */
export interface Finished<Trial extends object = object, Outcome extends object = object> {
  readonly repetition: number;
  readonly trial: Trial;
  readonly outcome: Outcome;
}

export interface StudyReport extends Finished {
  readonly study: StudyName;
}

interface StudyPlan<Trial extends object = object> {
  /** They may run in any order and anywhere. */
  readonly jobs: readonly PlannedJob<Trial>[];
  /** Where members are ranked before any network is trained. */
  readonly ranking?: readonly Ranked[];
}

/** What a study says of its numbers. */
export interface StudySayings {
  readonly findings: (result: AnalysisResult) => Sentence[];
  readonly advice: (result: AnalysisResult) => Advice[];
}

/** A study as its folder describes it: what it trains, what comes of it, and what it says. */
export interface StudyParts<Trial extends object, Outcome extends object> {
  /** The settings that its numbers depend on, beside the data, the model and the training. */
  readonly settings: (config: AnalysisConfig) => unknown;
  /** Why it cannot be done with these data; absent where any data do. */
  readonly problem?: (dataset: Dataset, config: AnalysisConfig) => InputError | undefined;
  readonly plan: (context: StudyContext) => Promise<StudyPlan<Trial>>;
  readonly isTrial: (planned: object) => planned is Trial;
  /** Whether the cache, which may hold anything, has an outcome of this study. */
  readonly isOutcome: (kept: object) => kept is Outcome;
  readonly run: (trial: Trial, repetition: number, context: StudyContext) => Promise<Outcome>;
  /** Its part of the document: of the trials that are done, in whatever order they come. */
  readonly document: (
    finished: readonly Finished<Trial, Outcome>[],
    context: StudyContext,
    ranking: readonly Ranked[] | undefined,
  ) => Partial<Studies>;
  readonly sayings: StudySayings;
  /** A trained network that someone may want to keep. */
  readonly networkOf?: (finished: Finished<Trial, Outcome>) => KeptNetwork | undefined;
}

/** A study as those see it that run them all: its trials and outcomes are plain data that it alone reads. */
export interface Study extends Pick<
  StudyParts<object, object>,
  'settings' | 'problem' | 'plan' | 'run' | 'document' | 'sayings'
> {
  readonly isOutcome: (kept: object) => boolean;
  readonly networkOf: (finished: Finished) => KeptNetwork | undefined;
}

export function study<Trial extends object, Outcome extends object>(parts: StudyParts<Trial, Outcome>): Study {
  const { settings, problem, plan, isTrial, isOutcome, run, document, sayings, networkOf } = parts;
  const isOwn = (finished: Finished): finished is Finished<Trial, Outcome> =>
    isTrial(finished.trial) && isOutcome(finished.outcome);
  return {
    settings,
    ...(problem && { problem }),
    plan: async (context) => {
      const wrong = problem?.(context.dataset, context.config);
      if (wrong) throw wrong;
      return plan(context);
    },
    isOutcome,
    run: (trial, repetition, context) => {
      if (!isTrial(trial)) throw new Error('A study runs only trials that it planned.');
      return run(trial, repetition, context);
    },
    document: (finished, context, ranking) => document(finished.filter(isOwn), context, ranking),
    sayings,
    networkOf: (finished) => (isOwn(finished) ? networkOf?.(finished) : undefined),
  };
}
