import type { AnalysisConfig } from '../../config/schema/config';
import type { Dataset } from '../../data/dataset';
import type { PairOutcome } from '../../information/job/job';
import type { LayerActivations } from '../../models/activations';
import { type HeldStates, mostHeld, someLayers, statesAt } from '../../models/heldStates';
import type { Coding, Prediction, Quantity } from '../../result/result';
import { attentionMaps, type NatsAttentionMap } from '../measures/attentionMaps';
import { isOnParts, type NatsBiasPoint, onPartsOfRows } from '../measures/bias';
import { stateCapacities } from '../measures/capacities';
import { codings } from '../measures/codeLengths';
import { onCountedSource } from '../measures/countedSource';
import { criticEstimates } from '../measures/criticEstimates';
import { decoderRelevance } from '../measures/decoderRelevance';
import { sourceEntropies } from '../measures/entropies';
import { assemble, type Failure, knownLines } from '../measures/estimateRecords';
import { type HeadFloor, headFloors, withHeadFloors } from '../measures/headFloors';
import { firstHistories } from '../measures/histories/firstHistories';
import { withNulls } from '../measures/memory/shuffledNull';
import type { NatsEstimate } from '../measures/natsEstimate';
import { predictedTimes, predictions } from '../measures/predictions';
import { rateBounds } from '../measures/rateBounds';
import { layerRates } from '../measures/rates';
import { madeHere, statesOfInput, withoutOtherStates } from '../measures/statesOfInput';
import { planSnapshot, planTrainingSet } from '../plan/planSnapshot';
import { atHand, type PlanRunner, runPlan } from '../plan/runPlan';
import type { SharedBuffers } from '../plan/sharedBuffers';
import type { SnapshotPlan } from '../plan/snapshotPlan';
import type { AnalysisServices } from '../run/services';
import { linearTruth, type TruthLine } from '../truth/linearNetwork';
import type { Snapshot } from './snapshotSink';

/** All that is estimated of one snapshot before its numbers are sharpened. */
export interface SnapshotEstimates {
  readonly estimates: readonly NatsEstimate[];
  readonly failures: readonly Failure[];
  /** Exact values of this snapshot's network. */
  readonly exact: readonly TruthLine[];
  readonly attention: readonly NatsAttentionMap[];
  readonly coding: readonly Coding[];
  readonly predictions: readonly Prediction[];
  /** Of the last one, where the config asks for it. */
  readonly bias?: readonly NatsBiasPoint[];
}

/** What the snapshots of a run have in common. */
export interface SnapshotContext {
  readonly config: AnalysisConfig;
  readonly dataset: Dataset;
  readonly services: Pick<AnalysisServices, 'runJob' | 'sumEndings' | 'cores'>;
  /** Memory of the variables that are estimated. */
  readonly buffers: SharedBuffers;
  readonly signal: AbortSignal;
}

/**
 * Makes the states of a snapshot, and estimates from them.
 * @param final whether more is estimated, since it is the last one
 * @param made called with the count of numbers in the states
 * @throws CancelledError
 */
export async function estimateSnapshot(
  context: SnapshotContext,
  snapshot: Snapshot,
  final: boolean,
  made: (numbers: number) => void,
): Promise<SnapshotEstimates> {
  const { config, dataset, signal } = context;
  const runner = runnerOf(context);
  const { epoch, weights, runs } = snapshot;
  const { heldOut } = dataset;
  const { estimator, sets } = config.analysis;
  const wants = (quantity: Quantity): boolean => config.analysis.quantities?.some((one) => one === quantity) ?? true;
  const shown = await snapshot.states('heldOut');
  made(sizeOf(shown));
  const samples = Math.min(config.analysis.samples, heldOut.inputs.samples);
  const histories = runs && (await firstHistories(config, shown.layers, samples, final, runs, signal));
  const truth = linearTruth(config, weights);
  const analysed = someLayers(shown, ({ critic }) => critic === undefined);
  const last = heldOut.inputs.length;
  const found =
    config.data.task === 'activations'
      ? statesOfInput(heldOut, await statesAt(analysed, [last]), samples, config.model.layers)
      : madeHere;
  const plan = planSnapshot(config, heldOut, analysed.layers, samples, final, histories, found.refused);
  const known = knownLines(plan, truth, config);
  const asked = plan.planned.flatMap((_, place) => (known.has(place) ? [] : [place]));
  const floors: HeadFloor[] = [];
  const outcomes = await runPlan(plan, asked, analysed, runner, async (layers) => {
    if (!runs || !wants('outputInformation') || estimator !== 'auto') return;
    floors.push(...(await headFloors(config, heldOut, layers, final, runs)));
  });
  const states = await statesAt(analysed, [last, ...predictedTimes(config, heldOut, samples)]);
  const assembled = withoutOtherStates(assemble(epoch, plan.planned, known, outcomes, samples), found);
  const entropies = wants('entropy')
    ? await sourceEntropies(epoch, heldOut, samples, config, comparesSteps(context), signal)
    : [];
  const capacities = wants('inputInformation') ? stateCapacities(epoch, states, last, config) : [];
  const rates = wants('rate')
    ? [...layerRates(epoch, states, last), ...(await rateBounds(epoch, states, last, signal))]
    : [];
  const relevance = wants('relevance') ? await decoderRelevance(epoch, config, dataset, states, signal) : [];
  const critics = wants('infomax') ? criticEstimates(epoch, shown.layers, last) : [];
  const onTraining = sets?.includes('training') === true ? await ofTrainingSet(context, snapshot) : nothing;
  const bias =
    final && config.analysis.bias === true ? await ofParts(context, epoch, plan, asked, outcomes, states) : undefined;
  return {
    ...(bias && { bias }),
    estimates: [
      ...entropies,
      ...withHeadFloors(withNulls(onCountedSource(config, assembled.estimates, false)), floors),
      ...rates,
      ...capacities,
      ...relevance,
      ...critics,
      ...onTraining.estimates,
    ],
    failures: [...assembled.failures, ...onTraining.failures],
    exact: truth,
    attention: attentionMaps(epoch, states),
    coding: await codings(epoch, states, signal),
    predictions: [...predictions(epoch, config, heldOut, states, samples, dataset), ...onTraining.predictions],
  };
}

const runnerOf = ({ services: { runJob, cores }, buffers, signal }: SnapshotContext): PlanRunner => ({
  runJob,
  cores: cores?.total,
  buffers,
  signal,
});

/** The estimates at the last step on parts of the sequences; none of those that are known exactly. */
async function ofParts(
  { dataset, services: { runJob }, signal }: SnapshotContext,
  epoch: number,
  plan: SnapshotPlan,
  asked: readonly number[],
  outcomes: readonly PairOutcome[],
  states: readonly LayerActivations[],
): Promise<NatsBiasPoint[]> {
  const { length } = dataset.heldOut.inputs;
  const chosen = asked.flatMap((place, i) =>
    isOnParts(plan.planned[place], length) ? [{ place, planned: plan.planned[place], whole: outcomes[i] }] : [],
  );
  const places = chosen.map(({ place }) => place);
  return onPartsOfRows(plan.jobOf(places, atHand(states)), chosen, epoch, runJob, signal);
}

const nothing = { estimates: [], failures: [], predictions: [] };

/** The numbers that a snapshot's states are at once. */
const sizeOf = ({ layers }: HeldStates): number =>
  layers.some(({ views }) => views) ? mostHeld : layers.reduce((sum, { values }) => sum + values.length, 0);

/** The numbers of the sequences that the network was trained on. */
async function ofTrainingSet(
  context: SnapshotContext,
  { epoch, states: statesOf }: Snapshot,
): Promise<Pick<SnapshotEstimates, 'estimates' | 'failures' | 'predictions'>> {
  const { config, dataset } = context;
  const { training } = dataset;
  const states = someLayers(await statesOf('training'), ({ critic }) => critic === undefined);
  const samples = Math.min(config.analysis.samples, training.inputs.samples);
  const plan = planTrainingSet(config, training, states.layers, samples);
  const outcomes = await runPlan(plan, [...plan.planned.keys()], states, runnerOf(context));
  const ends = await statesAt(states, predictedTimes(config, training, samples));
  return {
    ...assemble(epoch, plan.planned, new Map(), outcomes, samples),
    predictions: predictions(epoch, config, training, ends, samples, dataset, 'training'),
  };
}

/** Memory is compared with the entropy of the very step; where the task states one for all steps, that is it. */
function comparesSteps({ config, dataset }: SnapshotContext): boolean {
  const stated = dataset.exact.some(
    ({ quantity, source, time }) => quantity === 'entropy' && source === 'X' && time === undefined,
  );
  return !stated && (config.analysis.quantities?.includes('memory') ?? true);
}
