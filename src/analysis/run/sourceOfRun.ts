import { sentence, type Sentence } from '../../base/sentence';
import type { AnalysisConfig } from '../../config/schema/config';
import type { Dataset } from '../../data/dataset';
import { isPadded } from '../../data/realSteps';
import { exactOfSource, withCountedSource, withSource } from '../../data/source/resolvedSource';
import { isCounted } from '../../data/source/sourceOf';

interface SourceOfRun {
  /** With the law of inputs from files, where there is one, as everything that draws from it reads it. */
  readonly config: AnalysisConfig;
  /** With what that law tells exactly. */
  readonly dataset: Dataset;
  readonly notes: readonly Sentence[];
}

/**
 * The law of a run's inputs where they come from files: the one that the config names; or for recorded states of a
 * network that is run here, the frequencies of symbols that look independent.
 * @throws InputError at `data.source` where the inputs cannot be of the law; CancelledError
 */
export async function withSourceOf(
  config: AnalysisConfig,
  dataset: Dataset,
  isRecordedNetwork: boolean,
  signal?: AbortSignal,
): Promise<SourceOfRun> {
  const { seed } = config;
  const named = await withSource(config.data, dataset, seed, signal);
  const data = isRecordedNetwork ? withCountedSource(named, dataset, seed) : named;
  const exact = await exactOfSource(data, seed);
  return {
    config: { ...config, data },
    dataset: exact.length === 0 ? dataset : { ...dataset, exact: [...dataset.exact, ...exact] },
    notes: isRecordedNetwork ? [saidOfSource(data, dataset)].filter((said) => said !== undefined) : [],
  };
}

/** What numbers about the input of a recorded network rest on. */
function saidOfSource(data: AnalysisConfig['data'], { heldOut: { inputs } }: Dataset): Sentence | undefined {
  if (data.task !== 'activations') return undefined;
  if (isCounted(data))
    return sentence(
      'The law of the inputs is not named. Their symbols look independent of each other, so numbers beyond the ' +
        'recorded sequences take them as independent, as frequent as they are there. Name the law in the data, for ' +
        'example "source": "uniform", so that these numbers need not assume it.',
    );
  if (data.source !== undefined) return undefined;
  if (isPadded(inputs))
    return sentence(
      'Sequences have different lengths, so the network is run on the recorded ones alone: I(X;H) stays below the ' +
        'log of their number.',
    );
  return sentence(
    'The law of the inputs is not known, so the network is run on the recorded sequences alone: I(X;H) stays below ' +
      'the log of their number. Where you know the law, name it in the data, for example "source": ' +
      '{ "task": "markov", ... }.',
  );
}
