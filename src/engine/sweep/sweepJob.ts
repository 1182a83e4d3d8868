import { basename } from 'node:path';
import * as z from 'zod';
import { productVersion } from '../../base/productVersion';
import type { Sentence } from '../../base/sentence';
import type { SweepPoint } from '../../analysis/sweep/sweepPoint';
import type { ChainRequest } from '../../analysis/sweep/chainRequest';
import { buildId, stageKey } from '../../analysis/cache/key';

/**
 * Queue of the sweeps. Its name changes with the format of its jobs, so that different versions of the program never
 * share a queue.
 */
export const sweepQueueName = 'rnn-infoflow-sweep-4';

const fileSchema = z.object({
  /** As the config names it. */
  name: z.string(),
  /** SHA-256 of its content, in hexadecimal. */
  hash: z.string(),
  bytes: z.number(),
});
/** A file that a config reads. */
export type SweptFile = z.output<typeof fileSchema>;

/** Data that a worker needs for a chain. Its files travel beside it, by the hashes of their contents. */
const chainJobSchema = z.object({
  configName: z.string(),
  configText: z.string(),
  files: z.array(fileSchema),
  /** Of the program that queued the chain: another one may compute other numbers. */
  build: z.string(),
  version: z.string(),
  betas: z.array(z.number().positive()).min(1),
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
const reportSchema = z.object({ points: z.array(z.object({ point: pointSchema, reused: z.boolean() })) });
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

export interface ChainReport {
  readonly points: readonly { readonly point: SweepPoint; readonly reused: boolean }[];
}
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
  const { configText, betas, conditions } = job;
  return `chain-${stageKey('sweep chain', { configText, betas, conditions, run })}`;
}

export function chainJob({ input, betas, conditions }: ChainRequest, files: readonly SweptFile[]): ChainJob {
  return {
    configName: basename(input.configPath),
    configText: input.configText,
    files: [...files],
    build: buildId,
    version: productVersion ?? '',
    betas: [...betas],
    conditions: { ...conditions },
  };
}
