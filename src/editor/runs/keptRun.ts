import * as z from 'zod';

const change = z.object({ path: z.string(), before: z.string().exactOptional(), after: z.string().exactOptional() });

/** One number of a run in the list of runs; information in nats. */
const headline = z.object({ kind: z.enum(['target', 'accuracy', 'loss']), value: z.number() });

const keptRun = z.object({
  id: z.string().regex(/^[\w-]{1,64}$/),
  /** When the run ended, in ms since 1970. */
  time: z.number(),
  /** What the person called it; absent: its name is what changed. */
  name: z.string().exactOptional(),
  pinned: z.boolean(),
  /** The config's change against the run before; absent for the first run. */
  changes: z.array(change).exactOptional(),
  headlines: z.array(headline),
  unit: z.enum(['bits', 'nats']),
  bytes: z.number(),
  /** The config with its defaults filled in. */
  config: z.record(z.string(), z.unknown()),
});

/** A run in the list of a config's runs; its document is in a file of its own. */
export type KeptRun = z.infer<typeof keptRun>;

/** The runs in a list from disk; damaged entries are left out. */
export function keptRuns(value: unknown): KeptRun[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((entry: unknown) => {
    const read = keptRun.safeParse(entry);
    return read.success ? [read.data] : [];
  });
}
