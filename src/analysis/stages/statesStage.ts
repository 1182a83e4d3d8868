import type { AnalysisConfig } from '../../config/schema/config';
import type { Dataset } from '../../data/dataset';
import { statesFile } from '../../result/states/writeFile';
import type { KeptBytes } from '../cache/keptBytes';
import { stageKey } from '../cache/key';
import type { Recorder } from '../run/recorder';
import { makeStates } from '../states/makeStates';
import type { Snapshot } from './snapshotSink';

interface StatesContext {
  readonly config: AnalysisConfig;
  readonly dataset: Dataset;
  /** Names the states of all snapshots. */
  readonly activationsKey: string;
  readonly recorder: Recorder;
  readonly kept: KeptBytes;
}

/**
 * Keeps the states of the last snapshot in a file, to be looked at, and names it in the document. States that are there
 * already are not made again.
 * @throws CancelledError
 */
export async function keepStates(
  { config, dataset, activationsKey, recorder, kept }: StatesContext,
  { epoch, statesKey, states }: Snapshot,
  signal: AbortSignal,
): Promise<void> {
  const { heldOut } = dataset;
  const samples = Math.min(config.analysis.samples, heldOut.inputs.samples);
  const key = stageKey('kept states', { activations: activationsKey, epoch, statesKey });
  if (!(await kept.has(key))) {
    const parts = await makeStates(
      await states('heldOut'),
      { epoch, set: heldOut, samples, seed: config.seed },
      signal,
    );
    await kept.write(key, statesFile(parts));
    if (!(await kept.has(key))) return;
  }
  recorder.append({ states: { key, epoch } });
}
