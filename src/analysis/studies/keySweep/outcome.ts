import type { AnalysisResult, Estimate, Quantity } from '../../../result/result';
import { entropyAt } from '../../../result/ceiling';
import { exactValueAt } from '../../../result/exactValues';
import { networkView } from '../../../result/networks';
import { ResultIndex } from '../../../result/resultIndex';
import type { SweptEstimate, SweptNetwork } from '../../../result/studies';
import { upperEnd } from '../../../result/upperEnd';

type Unplaced<Record> = Omit<Record, 'first' | 'second' | 'repetition'>;

/** The numbers of the networks of one analysis. Plain data that JSON keeps as it is. */
export interface KeySweepOutcome {
  readonly swept: readonly Unplaced<SweptNetwork>[];
  readonly sweptEstimates: readonly (Estimate & Pick<SweptEstimate, 'networkName' | 'most'>)[];
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

function estimatesOf(result: AnalysisResult): (Estimate & Pick<SweptEstimate, 'most'>)[] {
  const index = new ResultIndex(result);
  const layers = result.layers.filter(({ analysed }) => analysed);
  return [
    ...layers
      .flatMap(({ name }) => ofLayers.flatMap((quantity) => index.atEnd(quantity, name) ?? []))
      .map((estimate) => {
        const most = mostOf(index, estimate);
        return { ...estimate, ...(most !== undefined && { most }) };
      }),
    ...['X', 'Y'].flatMap((name) => index.atEnd('entropy', name) ?? []),
  ];
}

/**
 * I(X;H) <= H(X_{1:t}) and I(H;Y) <= H(Y) (Cover and Thomas 2006, theorem 2.6.5), in the result's unit, where the task
 * states the entropy, or that of the target is estimated; undefined where nothing bounds it.
 */
function mostOf(index: ResultIndex, { quantity, target, time }: Estimate): number | undefined {
  if (quantity === 'inputInformation') return exactValueAt(index.result, 'entropy', 'X_{1:t}', 'X_{1:t}', time);
  if (quantity !== 'outputInformation' || target !== 'Y') return undefined;
  const entropy = entropyAt(index, 'Y', time);
  if (!entropy) return undefined;
  const most = 'exact' in entropy ? entropy.exact.value : upperEnd(entropy.estimate);
  return Number.isFinite(most) ? most : undefined;
}
