import type { AnalysisConfig } from '../../config/schema/config';
import type { StudyName } from '../../config/schema/studies/studyNames';
import type { Dataset } from '../../data/dataset';
import type { RunEstimationJob } from '../../information/job/job';
import type { NamedWeights } from '../../models/model';
import type {
  EnhancedPicture,
  GeneralisationWay,
  RemovedBy,
  Studies,
  StudyMethod,
  TableSize,
} from '../../result/studies';
import type { StageCache } from '../cache/cache';
import type { GivenWeights } from '../run/givenWeights';
import type { RunningBackend } from '../run/runningBackend';
import type { NoiseBy } from './attribution/mask';
import type { Removed } from './attribution/removal';
import type { Nearness } from './enhance/measures';
import type { Ranked } from './ranking/rank';
import type { ConfidenceBin } from './uncertainty/calibration';
import type { Rejection } from './uncertainty/rejection';

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

/** A network of some of the members to train; plain data. */
export interface Trial {
  readonly method: StudyMethod;
  readonly size: number;
  /** The members that it keeps, where the plan knows them. */
  readonly members?: readonly number[];
}

/** A network of the config to train, by its name; plain data. */
export interface NetworkTrial {
  readonly network: string;
}

/** The network with its bottleneck at a beta, with dropout of a rate in its place, or with neither; plain data. */
export interface KeptBackTrial {
  readonly way: GeneralisationWay;
  readonly setting?: number;
}

export type AnyTrial = Trial | NetworkTrial | KeptBackTrial;

/** Some trials of one repetition, for a process that has only the config. Plain data. */
export interface StudyJob {
  readonly study: StudyName;
  /** From 1. */
  readonly repetition: number;
  readonly trials: readonly AnyTrial[];
}

/** How a trained network does on the held-out sequences; nats. */
export interface Score {
  readonly accuracy?: number;
  readonly loss: number;
  readonly information?: number;
  readonly parameters: number;
  /** Of a compressed embedding; its loss in nats. */
  readonly table?: TableSize;
}

export interface TrialOutcome {
  readonly score: Score;
  /** The ranking, where it comes of this trial. */
  readonly ranking?: readonly Ranked[];
  /** The trained weights, where someone may want to keep the network. */
  readonly weights?: NamedWeights;
}

/** A trained network at every level of corruption. */
export interface RobustnessOutcome {
  readonly levels: readonly LevelScore[];
}

/** A network on held-out sequences that were spoiled at a level; absent: clean. Nats. */
export interface LevelScore extends Omit<Score, 'parameters' | 'table'> {
  readonly level?: number;
  /** At least this much of the noise is left in the last state before the head. */
  readonly noise?: number;
}

/** The mean doubt at a step, nats (see `uncertainty/doubt.ts`). */
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

/** How near a trained network brings spoiled values to clean ones. Nats. */
export interface EnhanceOutcome {
  readonly enhanced: { readonly before: Nearness; readonly after: Nearness; readonly picture?: EnhancedPicture };
}

/** Where the information is that the answers of a trained network rest on. Nats. */
export interface AttributionOutcome {
  readonly attributed: {
    readonly by: NoiseBy;
    readonly sequences: number;
    /** The mean over sequences of the divergence of noisy inputs from their marginal. */
    readonly nats: number;
    /** The share of answers that the noise leaves as they are. */
    readonly kept: number;
    /** The divergence of noise that is the same everywhere and leaves as many. */
    readonly even?: number;
    /** Of the network, without noise and with it. */
    readonly accuracy: number;
    readonly accuracyKept: number;
    /** The mean over sequences, [steps][columns]. */
    readonly map: number[][];
    readonly removals: readonly { readonly by: RemovedBy; readonly curve: readonly Removed[] }[];
    readonly maps?: readonly {
      readonly sequence: number;
      readonly target: number;
      readonly predicted: number;
      readonly map: number[][];
    }[];
  };
}

/** A network at its best epoch. Nats a target. */
export interface GeneralisationOutcome {
  readonly generalised: {
    readonly training: number;
    /** On the half of the held-out sequences that chooses, and on the other one. */
    readonly choosing: number;
    readonly reported: number;
    /** An upper bound on the information of the code about its past, at the last step. */
    readonly rate?: number;
    readonly epoch: number;
  };
}

/** What each held-out translation costs a network to tell. */
export interface TranslationOutcome {
  readonly translated: readonly TranslatedSet[];
}

/** The sentences of one system; of the references, spoiled at a level where there is one. */
export interface TranslatedSet {
  readonly name: string;
  readonly level?: number;
  /** -ln q of each whole sentence, its end with it, nats. */
  readonly nats: readonly number[];
}

export type AnyOutcome =
  | TrialOutcome
  | RobustnessOutcome
  | UncertaintyOutcome
  | EnhanceOutcome
  | GeneralisationOutcome
  | TranslationOutcome
  | AttributionOutcome;

/** A finished trial and its repetition. */
export interface StudyReport {
  readonly study: StudyName;
  readonly repetition: number;
  readonly trial: AnyTrial;
  readonly outcome: AnyOutcome;
}

interface StudyPlan {
  readonly jobs: StudyJob[];
  readonly ranking?: Ranked[];
}

/** A study that chooses among members: what it trains, and how. Its words are in `sayings.ts`. */
export interface Study {
  /** The settings that its numbers depend on. */
  readonly settings: (config: AnalysisConfig) => unknown;
  /** The jobs, which may run in any order and anywhere, and the ranking, where it comes before them. */
  readonly plan: (context: StudyContext) => Promise<StudyPlan>;
  readonly run: (trial: Trial, repetition: number, context: StudyContext) => Promise<TrialOutcome>;
  /** The name of a member, by its number. */
  readonly nameOf: (member: number, dataset: Dataset) => string;
}

/** Any study, as those see it that run them all. */
export interface AnyStudy extends Pick<Study, 'settings' | 'plan'> {
  readonly run: (trial: AnyTrial, repetition: number, context: StudyContext) => Promise<AnyOutcome>;
  /** What the document holds of the trials that are done, in whatever order they come. */
  readonly document: (
    reports: readonly StudyReport[],
    ranking: readonly Ranked[] | undefined,
    context: StudyContext,
  ) => Partial<Studies>;
}
