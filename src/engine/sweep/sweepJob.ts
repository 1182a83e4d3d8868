import * as z from 'zod';
import type { Sentence } from '../../base/sentence';
import type { SweepPoint } from '../../analysis/sweep/sweepPoint';
import type { ChainRequest } from '../../analysis/sweep/chainRequest';
import { stageKey } from '../../analysis/cache/key';

/**
 * The queue that sweeps are put on; its name changes whenever what its jobs carry does, so that old and new programs
 * never share one.
 */
export const sweepQueueName = 'rnn-infoflow-sweep-3';

/**
 * What a worker needs of a chain: it has none of the files that the config may name, only a folder where they might be.
 */
const chainJobSchema = z.object({
  configName: z.string(),
  configText: z.string(),
  betas: z.array(z.number().positive()).min(1),
  conditions: z.object({
    backend: z.enum(['tensorflow', 'wasm', 'cpu']),
    datasetKey: z.string(),
    weightsHash: z.string().optional(),
  }),
  /** Who asked has gone: stop. */
  cancelled: z.boolean().optional(),
});
export type ChainJob = z.output<typeof chainJobSchema>;

/** JSON has no infinity. */
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
const failureSchema = z.object({
  sentence: sentenceSchema,
  kind: z.enum(['input', 'work']),
  position: z.object({ line: z.number(), column: z.number() }).optional(),
});
const outcomeSchema = z.union([
  reportSchema,
  z.object({ failure: failureSchema }),
  z.object({ cancelled: z.literal(true) }),
]);

export interface ChainReport {
  readonly points: readonly { readonly point: SweepPoint; readonly reused: boolean }[];
}
/** What a job ends with; a failure is a result too, for it must not be tried again. */
export type ChainOutcome = z.output<typeof outcomeSchema>;

/** @throws Error where the job is not one of ours */
export const readChainJob = (data: unknown): ChainJob => chainJobSchema.parse(data);
export const readOutcome = (value: unknown): ChainOutcome => outcomeSchema.parse(value);

/** The points that a job under way has told of so far; none before the first. */
export function readReport(progress: unknown): ChainReport {
  const { data } = reportSchema.safeParse(progress);
  return data ?? { points: [] };
}

/**
 * The same chain of the same config and data has the same name, so that it is trained once, however often it is asked
 * for, lost or tried again.
 */
export function chainJobId(job: ChainJob, run = ''): string {
  const { configText, betas, conditions } = job;
  return `chain-${stageKey('sweep chain', { configText, betas, conditions, run })}`;
}

export function chainJob({ input, betas, conditions }: ChainRequest, configName: string): ChainJob {
  return { configName, configText: input.configText, betas: [...betas], conditions: { ...conditions } };
}
