import { basename } from 'node:path';
import * as z from 'zod';
import { productVersion } from '../../base/productVersion';
import type { Sentence } from '../../base/sentence';
import type { SweepPoint } from '../../analysis/sweep/sweepPoint';
import type { ChainRequest } from '../../analysis/sweep/chainRequest';
import type { AnalysisInput } from '../../analysis/run/analysisInput';
import type { StudyReport } from '../../analysis/studies/study';
import type { StudyRequest } from '../../analysis/studies/studyRequest';
import { studyNames } from '../../config/schema/studies/studyNames';
import { buildId, stageKey } from '../../analysis/cache/key';

/**
 * Queue of the sweeps. Its name changes with the format of its jobs, so that different versions of the program never
 * share a queue.
 */
export const sweepQueueName = 'rnn-infoflow-sweep-5';

const fileSchema = z.object({
  /** As the config names it. */
  name: z.string(),
  /** SHA-256 of its content, in hexadecimal. */
  hash: z.string(),
  bytes: z.number(),
});
/** A file that a config reads. */
export type SweptFile = z.output<typeof fileSchema>;

const plain = z.custom<object>((value) => typeof value === 'object' && value !== null);
const studyNameSchema = z.enum(studyNames);
const studyJobSchema = z.object({
  study: studyNameSchema,
  repetition: z.number(),
  trials: z.array(plain).min(1),
  queuedAs: z.string(),
});

/** Data that a worker needs for a chain. Its files travel beside it, by the hashes of their contents. */
const chainJobSchema = z.object({
  configName: z.string(),
  configText: z.string(),
  files: z.array(fileSchema),
  /** Of the program that queued the chain: another one may compute other numbers. */
  build: z.string(),
  version: z.string(),
  /** A chain of betas, or a job of a study. */
  work: z.union([z.object({ betas: z.array(z.number().positive()).min(1) }), z.object({ study: studyJobSchema })]),
  conditions: z.object({
    backend: z.enum(['tensorflow', 'native', 'wasm', 'cpu']),
    datasetKey: z.string(),
    weightsHash: z.string().optional(),
  }),
  /** The sweep was cancelled, so the worker must stop. */
  cancelled: z.boolean().optional(),
});
export type ChainJob = z.output<typeof chainJobSchema>;

/** JSON cannot represent infinity. */
const end = z
  .number()
  .nullable()
  .transform((value) => value ?? Infinity);
const pointSchema = z.object({
  beta: z.number(),
  rate: z.number(),
  rateLow: z.number(),
  rateHigh: end,
  rateEstimator: z.enum(['prior', 'leaveOneOut']),
  rateLower: z.number().optional(),
  relevance: z.number().optional(),
  relevanceLow: z.number().optional(),
  relevanceHigh: end.optional(),
  sequenceRate: z.object({ rate: z.number(), low: z.number(), high: end }).optional(),
  distortions: z
    .array(
      z.object({
        head: z.string(),
        target: z.string(),
        measure: z.enum(['squaredError', 'logLoss', 'hamming']),
        distortion: z.number(),
        low: z.number(),
        high: end,
      }),
    )
    .readonly()
    .optional(),
});
const trialSchema = z.object({ study: studyNameSchema, repetition: z.number(), trial: plain, outcome: plain });
const itemSchema = z.union([
  z.object({ point: pointSchema, reused: z.boolean() }),
  z.object({ trial: trialSchema, reused: z.boolean() }),
]);
const reportSchema = z.object({ points: z.array(itemSchema) });
const sentenceSchema: z.ZodType<Sentence> = z.object({
  message: z.string(),
  args: z.array(z.union([z.string(), z.number(), z.lazy(() => sentenceSchema)])),
});
export const failureSchema = z.object({
  sentence: sentenceSchema,
  kind: z.enum(['input', 'work']),
  position: z.object({ line: z.number(), column: z.number() }).optional(),
});
/** Why a worker hands a chain back. */
export type Refusal = z.output<typeof failureSchema>;
const outcomeSchema = z.union([
  reportSchema,
  z.object({ failure: failureSchema }),
  z.object({ cancelled: z.literal(true) }),
]);

/** A point of a chain or a trial of a study, once it is done. */
export type ChainItem =
  { readonly point: SweepPoint; readonly reused: boolean } | { readonly trial: StudyReport; readonly reused: boolean };

export interface ChainReport {
  readonly points: readonly ChainItem[];
}

/** What tells a point or a trial from the others of its sweep. */
export const itemId = (item: ChainItem): string =>
  'point' in item
    ? String(item.point.beta)
    : JSON.stringify([item.trial.study, item.trial.repetition, item.trial.trial]);

/** Outcome of a job. A failure is a normal outcome, because the queue would retry a failed job. */
export type ChainOutcome = z.output<typeof outcomeSchema>;

/** @throws Error if the job has another format */
export const readChainJob = (data: unknown): ChainJob => chainJobSchema.parse(data);
export const readOutcome = (value: unknown): ChainOutcome => outcomeSchema.parse(value);

/** The points that a running job has reported so far; none before the first. */
export function readReport(progress: unknown): ChainReport {
  const { data } = reportSchema.safeParse(progress);
  return data ?? { points: [] };
}

/**
 * The same chain of the same config and data has the same id, so that it is trained once, even if it is requested
 * again, lost or retried.
 */
export function chainJobId(job: ChainJob, run = ''): string {
  const { configText, work, conditions } = job;
  return `chain-${stageKey('sweep chain', { configText, work, conditions, run })}`;
}

/** A request of a sweep that goes through the queue. */
export type QueuedRequest = ChainRequest | StudyRequest;

export function chainJob(request: QueuedRequest, files: readonly SweptFile[]): ChainJob {
  const { input, conditions } = request;
  return {
    configName: basename(input.configPath),
    configText: input.configText,
    files: [...files],
    build: buildId,
    version: productVersion ?? '',
    work: 'betas' in request ? { betas: [...request.betas] } : { study: studyJobOf(request) },
    conditions: { ...conditions },
  };
}

function studyJobOf({ job: { study, repetition, trials, queuedAs = '' } }: StudyRequest) {
  return { study, repetition, trials: [...trials], queuedAs };
}

/** The request of a job, for the process that does it. */
export function requestOf(
  { work, conditions }: Pick<ChainJob, 'work' | 'conditions'>,
  input: AnalysisInput,
): QueuedRequest {
  return 'betas' in work ? { input, betas: work.betas, conditions } : { input, job: work.study, conditions };
}

/** The values of a job, for people: `beta 1.50, 2.73`. */
export const valuesOfWork = ({ work }: Pick<ChainJob, 'work'>): string =>
  'betas' in work ? `beta ${work.betas.map((beta) => beta.toPrecision(3)).join(', ')}` : work.study.queuedAs;
