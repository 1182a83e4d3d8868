import { runAnalysis } from '../../src/analysis/run/runAnalysis';
import type { KeptBytes } from '../../src/analysis/cache/keptBytes';
import { noCache, type StageCache } from '../../src/analysis/cache/stageCache';
import { runEstimationJob } from '../../src/information/runJob';
import { chooseRecurrentKernel } from '../../src/models/kernels/chooseRecurrentKernel';
import type { AnalysisResult } from '../../src/result/result';
import { selectBackend } from '../../src/runtime/selectBackend';

/** The whole analysis of a config in this process, by the backend that needs no binaries. */
export function analysisOf(
  config: object,
  folder = '.',
  keptStates?: KeptBytes,
  cache: StageCache = noCache,
): Promise<AnalysisResult> {
  return runAnalysis(
    { configPath: `${folder}/any.rnn.json`, configText: JSON.stringify(config) },
    {
      startBackend: async () => {
        const selected = await selectBackend('cpu');
        return { ...selected, kernel: await chooseRecurrentKernel(selected.backend) };
      },
      runJob: runEstimationJob,
      cache,
      ...(keptStates && { keptStates }),
    },
    { started: () => undefined, progress: () => undefined, delta: () => undefined },
    new AbortController().signal,
  );
}
