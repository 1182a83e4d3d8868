import type { AnalysisResult, Estimate, Quantity } from '../../../result/result';
import { networkView } from '../../../result/networks';
import { ResultIndex } from '../../../result/resultIndex';
import type { SweptEstimate, SweptNetwork } from '../../../result/studies';

type Unplaced<Record> = Omit<Record, 'first' | 'second' | 'repetition'>;

/** The numbers of the networks of one analysis. Plain data that JSON keeps as it is. */
export interface KeySweepOutcome {
  readonly swept: readonly Unplaced<SweptNetwork>[];
  readonly sweptEstimates: readonly (Estimate & Pick<SweptEstimate, 'networkName'>)[];
}

export const isKeySweepOutcome = (kept: object): kept is KeySweepOutcome => 'swept' in kept && 'sweptEstimates' in kept;

/** Those of each layer, at its last step. */
const ofLayers: readonly Quantity[] = [
  'inputInformation',
  'historyInformation',
  'outputInformation',
  'predictiveInformation',
  'rate',
  'relevance',
  'stateCapacity',
  'infomax',
];

/** What a sweep keeps of an analysis: the model's numbers, then those of each further network. */
export function outcomeOf(result: AnalysisResult): KeySweepOutcome {
  const seconds = result.stages.find(({ name, reused }) => name === 'training' && !reused)?.seconds;
  const others = (result.networks ?? []).map((network) => ({ name: network.name, view: networkView(result, network) }));
  return {
    swept: [
      { ...numbersOf(result), ...(seconds !== undefined && { seconds }) },
      ...others.map(({ name, view }) => ({ networkName: name, ...numbersOf(view) })),
    ],
    sweptEstimates: [
      ...estimatesOf(result),
      ...others.flatMap(({ name, view }) => estimatesOf(view).map((estimate) => ({ ...estimate, networkName: name }))),
    ],
  };
}

function numbersOf({ layers, training }: AnalysisResult): Unplaced<SweptNetwork> {
  const last = training.at(-1);
  const [loss, accuracy] = [last?.validationLoss, last?.validationAccuracy];
  return {
    parameters: layers.reduce((sum, layer) => sum + layer.parameters, 0),
    // JSON has no number for the loss of a network that diverged.
    ...(loss !== undefined && Number.isFinite(loss) && { loss }),
    ...(accuracy !== undefined && Number.isFinite(accuracy) && { accuracy }),
  };
}

function estimatesOf(result: AnalysisResult): Estimate[] {
  const index = new ResultIndex(result);
  const layers = result.layers.filter(({ analysed }) => analysed);
  return [
    ...layers.flatMap(({ name }) => ofLayers.flatMap((quantity) => index.atEnd(quantity, name) ?? [])),
    ...['X', 'Y'].flatMap((name) => index.atEnd('entropy', name) ?? []),
  ];
}
