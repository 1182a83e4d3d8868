import { sentence, type Sentence } from '../../base/sentence';
import { InputError } from '../../base/userError';
import type { AnalysisConfig } from '../../config/schema/config';
import type { Dataset } from '../../data/dataset';
import type { FileContext } from '../cache/dataKey';
import { withConfigLocation } from '../run/failures';
import type { RunningBackend } from '../run/runningBackend';
import { RecordedNetworkStage } from '../stages/recordedNetworkStage';
import { notRun, recordedNetwork } from './recordedNetwork';

interface ChosenNetwork {
  /** With the layers of the recorded network where it is run here, and without any where it is not. */
  readonly config: AnalysisConfig;
  /** Runs the recorded network. */
  readonly stage?: RecordedNetworkStage;
  readonly notes: readonly Sentence[];
}

interface ChosenContext {
  readonly dataset: Dataset;
  readonly datasetKey: string;
  readonly backend: RunningBackend;
  readonly input: { readonly configPath: string; readonly configText: string };
  readonly files: FileContext;
  readonly signal: AbortSignal;
}

/**
 * Whether a recorded network is run here: where its layers and weights are known, and it has the recorded states on
 * some sequences. One that the config names has to.
 * @throws ConfigError where the config names a network that has other states; CancelledError
 */
export async function chosenNetwork(config: AnalysisConfig, context: ChosenContext): Promise<ChosenNetwork> {
  const { data } = config;
  if (data.task !== 'activations') return { config, notes: [] };
  const { input, files, signal } = context;
  const { network, note } = await withConfigLocation(input, ['model', 'weights'], () => recordedNetwork(config, files));
  const alone = { ...config, model: { ...config.model, layers: [] } };
  if (!network) return { config: alone, notes: note ? [note] : [] };
  const own = { ...config, model: { ...config.model, layers: [...network.layers] } };
  const stage = new RecordedNetworkStage(own, data, network, context);
  const difference = await stage.unlike(signal);
  if (!difference) return { config: own, stage, notes: [] };
  if (!network.written) return { config: alone, notes: [notRun(difference)] };
  return await withConfigLocation(input, ['model'], () => {
    throw new InputError(
      sentence('This network is not the one whose states were recorded. {0} Mend it, or remove "model".', difference),
    );
  });
}
