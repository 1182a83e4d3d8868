import { applyEdits, modify } from 'jsonc-parser';
import { parseSweep } from '../analysis/sweep/betas';
import { redisAddress } from '../engine/sweep/sweepRedis';
import { analyzeCommand, type AnalyzeOptions } from './analyzeCommand';

/** Quantities that a sweep measures on the config's own network: enough to compare it with the curve. */
const beyondTheCurve = ['entropy', 'outputInformation', 'rate', 'relevance'];

/**
 * `sweep CONFIG --beta FROM:TO:STEPS`: the analysis of the config with that grid; its result document has the
 * bottleneck curve.
 */
export async function sweepCommand(
  config: string,
  options: AnalyzeOptions & { readonly beta: string },
  signal: AbortSignal,
): Promise<void> {
  const { beta, ...rest } = options;
  const grid = parseSweep(beta);
  if (rest.redis !== undefined) redisAddress(rest.redis);
  await analyzeCommand(
    config,
    {
      ...rest,
      edit: (text) => {
        const changes: { path: string[]; value: unknown }[] = [
          { path: ['sweep'], value: grid },
          { path: ['analysis', 'quantities'], value: beyondTheCurve },
          { path: ['analysis', 'snapshots'], value: 1 },
        ];
        return changes.reduce((edited, { path, value }) => applyEdits(edited, modify(edited, path, value, {})), text);
      },
    },
    signal,
  );
}
