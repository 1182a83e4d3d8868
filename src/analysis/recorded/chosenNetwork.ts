import { sentence, type Sentence } from '../../base/sentence';
import { InputError } from '../../base/userError';
import type { AnalysisConfig } from '../../config/schema/config';
import type { Dataset } from '../../data/dataset';
import type { FileContext } from '../cache/dataKey';
import { withConfigLocation } from '../run/failures';
import type { RunningBackend } from '../run/runningBackend';
import { type Compared, RecordedNetworkStage } from '../stages/recordedNetworkStage';
import { saidOfEnds, saidOfOtherEnd, withOtherEnd } from './otherEnd';
import { notRun, type RecordedNetwork, recordedNetwork } from './recordedNetwork';

interface ChosenNetwork {
  /** With the layers of the recorded network where it is run here, and without any where it is not. */
  readonly config: AnalysisConfig;
  /** Runs the recorded network. */
  readonly stage?: RecordedNetworkStage;
  readonly notes: readonly Sentence[];
}

type Run = Required<Pick<ChosenNetwork, 'config' | 'stage'>>;

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
  const runOf = (layers: RecordedNetwork['layers']): Run => {
    const own = { ...config, model: { ...config.model, layers: [...layers] } };
    return { config: own, stage: new RecordedNetworkStage(own, data, { ...network, layers }, context) };
  };
  // The recorder kept the weights beside the states, so that an epoch that differs is no fault of the config.
  const atEveryEpoch = async (run: Run, notes: readonly Sentence[]): Promise<ChosenNetwork> => {
    const other = network.written ? undefined : await run.stage.otherEpoch(signal);
    return other ? { config: alone, notes: [notRun(other)] } : { ...run, notes };
  };
  const tries: (Run & { readonly layers: RecordedNetwork['layers']; readonly compared: Compared })[] = [];
  for (const layers of [network.layers, ...withOtherEnd(network.layers)]) {
    const run = runOf(layers);
    tries.push({ ...run, layers, compared: await run.stage.compared(signal) });
    const { states, output, known } = tries[tries.length - 1].compared;
    // A head that the config names is taken at its word where nothing recorded speaks against it.
    const isCompared = known === layers.length && (output === 'unknown' || layers.at(-1)?.type !== 'dense');
    const isWhole = output === 'same' || isCompared || (output === 'unknown' && network.written);
    if (!states && isWhole) return await atEveryEpoch(run, layers === network.layers ? [] : [saidOfOtherEnd(layers)]);
  }
  const [first] = tries;
  const fits = tries.find(({ compared }) => !compared.states);
  const refused = fits ? outputDiffers : first.compared.states;
  if (network.written)
    return await withConfigLocation(input, ['model'], () => {
      throw new InputError(
        sentence(
          'This network is not the one whose states were recorded. {0} Mend it, or remove "model".',
          refused ?? '',
        ),
      );
    });
  if (!fits) return { config: alone, notes: first.compared.states ? [notRun(first.compared.states)] : [] };
  const { layers, compared } = fits;
  // A head whose states were recorded is none either, where more comes after it.
  const end = Math.min(compared.known, layers.length - 1);
  const known = layers.slice(0, end);
  const head = layers.slice(end).map(({ name }) => `"${name}"`);
  if (end === 0) return { config: alone, notes: [headNotRun(head.join(', '), compared)] };
  return await atEveryEpoch(runOf(known), [headNotRun(head.join(', '), compared), ...saidOfEnds(known)]);
}

const outputDiffers = sentence('Run here, its output is not what the network gave where it was recorded.');

/** Says why the layers behind the last recorded one are not run. */
function headNotRun(names: string, { output }: Compared): Sentence {
  return output === 'other'
    ? sentence(
        'What comes after the recorded states is not run here ({0}), and predictions are not judged: by the weights ' +
          'alone the output is not what the network gave. It does more than its layers tell, such as a mean over ' +
          'time or an activation of its own.',
        names,
      )
    : sentence(
        'What comes after the recorded states is not run here ({0}), and predictions are not judged: the recording ' +
          'does not hold the output of the network to compare with. Record again with the present recorder.',
        names,
      );
}
