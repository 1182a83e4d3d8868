import { CancelledError } from '../../base/cancellation';
import type { AnalysisConfig } from '../../config/schema/config';
import type { Dataset } from '../../data/dataset';
import type { LayerActivations } from '../../models/activations';
import type { NamedWeights } from '../../models/model';
import { consistentEstimates } from '../consistency/consistentEstimates';
import { Source } from '../consistency/source';
import { attentionMaps } from '../measures/attentionMaps';
import { memoryFits } from '../measures/memory/memoryFits';
import { withNulls } from '../measures/memory/shuffledNull';
import { planSnapshot, planTrainingSet } from '../plan/planSnapshot';
import { runPlan } from '../plan/runPlan';
import { analysedEpochs } from '../plan/snapshots';
import type { Recorder } from '../run/recorder';
import type { AttentionMap, Coding, Prediction } from '../../result/result';
import type { RunProgress } from '../run/runProgress';
import type { AnalysisServices } from '../run/services';
import { statedLines } from '../truth/exactLines';
import { linearTruth, type TruthLine } from '../truth/linearNetwork';
import { codings } from '../measures/codeLengths';
import { onCountedSource } from '../measures/countedSource';
import { criticEstimates } from '../measures/criticEstimates';
import { decoderRelevance } from '../measures/decoderRelevance';
import { sourceEntropies } from '../measures/entropies';
import { type NatsEstimate } from '../measures/natsEstimate';
import { assemble, type Failure, inUnit, knownLines } from '../measures/estimateRecords';
import { type HeadFloor, headFloors, withHeadFloors } from '../measures/headFloors';
import { firstHistories } from '../measures/histories/firstHistories';
import type { NetworkHistories, NetworkRuns } from '../measures/histories/networkRuns';
import { sharpen } from '../measures/histories/sharpened';
import { sharpenedTogether } from '../measures/histories/sharpenedTogether';
import { canBeDecoded, decodedMemory, inputsDepend } from '../measures/decoded/decodedMemory';
import type { SteppedSnapshot } from '../measures/stepped/steppedLayers';
import { memoryByStep, steppedEstimates, type SteppedEstimates } from '../measures/stepped/steppedEstimates';
import { isSameThing } from '../../result/delta';
import { analysisWarning } from '../../result/warnings';
import { failureWarnings } from '../measures/failureWarnings';
import { stageKey } from '../cache/key';
import { predictions } from '../measures/predictions';
import { withoutOtherStates } from '../measures/statesOfInput';
import { rateBounds } from '../measures/rateBounds';
import { stateCapacities } from '../measures/capacities';
import { layerRates } from '../measures/rates';
import type { ActivationsOf, SnapshotSink } from './trainingStage';

interface SnapshotEstimates {
  readonly estimates: readonly NatsEstimate[];
  readonly failures: readonly Failure[];
  /** Exact values of this snapshot's network. */
  readonly exact: readonly TruthLine[];
  readonly attention: readonly AttentionMap[];
  readonly coding: readonly Coding[];
  readonly predictions: readonly Prediction[];
}

/** The network of the last snapshot, where it is here. */
interface LastNetwork {
  readonly weights: NamedWeights;
  readonly activations: ActivationsOf;
  readonly runs: NetworkRuns;
}

/**
 * At most this many snapshots wait for their estimates: training is faster than estimating, and each holds its
 * activations.
 */
const mostWaiting = 3;

interface RunningSteps {
  readonly snapshot: SteppedSnapshot;
  readonly memory: Promise<readonly NatsEstimate[]>;
}
/** Single steps of the last snapshot: as they were kept, or begun. */
type StepsUnderWay = { readonly key: string } & ({ readonly kept: SteppedEstimates } | RunningSteps);

/** Estimates snapshots during training as they arrive, and records them in the order of their epochs. */
export class EstimatesStage implements SnapshotSink {
  readonly key: string;
  private readonly waiting = new Set<Promise<void>>();
  private recorded: Promise<void> = Promise.resolve();
  private computed = 0;
  private failure: unknown;
  private lastExact: readonly TruthLine[] = [];
  private lastEstimates: readonly NatsEstimate[] = [];
  /** The network of the last snapshot, where it is here. */
  private last: LastNetwork | undefined;
  /** The states of the last snapshot, wherever its network was run. */
  private lastStates: { readonly activations: ActivationsOf; readonly statesKey: string | undefined } | undefined;
  private readonly finalEpoch: number | undefined;
  private readonly failures: Failure[] = [];
  private readonly abort = new AbortController();
  private readonly signal: AbortSignal;
  private readonly source: Source;

  constructor(
    private readonly config: AnalysisConfig,
    private readonly dataset: Dataset,
    activationsKey: string,
    private readonly services: AnalysisServices,
    private readonly recorder: Recorder,
    private readonly progress: RunProgress,
    signal: AbortSignal,
  ) {
    const { unit, snapshots, budget, ...analysis } = config.analysis;
    const source = 'source' in config.data ? config.data.source : undefined;
    this.key = stageKey('estimates', { activationsKey, analysis, seed: config.seed, ...(source && { source }) });
    this.finalEpoch = analysedEpochs(config).at(-1);
    this.source = new Source(config, dataset);
    this.signal = AbortSignal.any([signal, this.abort.signal]);
  }

  async take(
    epoch: number,
    weights: NamedWeights,
    activations: ActivationsOf,
    runs?: NetworkRuns,
    statesKey?: string,
  ): Promise<void> {
    this.rethrow();
    if (epoch === this.finalEpoch) {
      this.lastStates = { activations, statesKey };
      if (runs) this.last = { weights, activations, runs };
    }
    // More is estimated of the last epoch, and which one that is changes while a training is followed.
    const followed = statesKey === undefined ? {} : { statesKey, isFinal: epoch === this.finalEpoch };
    const key = stageKey('estimates of an epoch', { estimates: this.key, epoch, ...followed });
    const kept = await this.services.cache.read(key);
    if (isEstimates(kept)) {
      this.progress.snapshotTaken();
      this.record(Promise.resolve(kept));
      this.progress.trainingGoesOn();
      return;
    }
    const states = await activations('heldOut');
    const trained =
      this.config.analysis.sets?.includes('training') === true ? await activations('training') : undefined;
    const { heldOut } = this.dataset;
    const histories =
      runs &&
      (await firstHistories(
        this.config,
        states,
        Math.min(this.config.analysis.samples, heldOut.inputs.samples),
        epoch === this.finalEpoch,
        runs,
        this.signal,
      ));
    const wantsTarget = this.config.analysis.quantities?.includes('outputInformation') ?? true;
    const floors =
      runs && wantsTarget && this.config.analysis.estimator === 'auto'
        ? await headFloors(this.config, heldOut, states, epoch === this.finalEpoch, runs)
        : [];
    this.computed++;
    this.progress.snapshotTaken();
    const truth = linearTruth(this.config, weights);
    const work = this.estimate(epoch, states, trained, truth, floors, histories).then(async (output) => {
      await this.services.cache.write(key, output);
      return output;
    });
    this.record(work);
    if (this.waiting.size >= mostWaiting) await Promise.race(this.waiting);
    this.progress.trainingGoesOn();
  }

  /** Resolves when every snapshot is estimated and recorded. */
  async finish(): Promise<void> {
    const start = performance.now();
    await this.recorded;
    this.rethrow();
    const beside = await this.startSteps();
    await this.sharpen();
    await this.sharpenByStep(beside);
    await this.decodeMemory();

    this.recorder.append({
      warnings: failureWarnings(this.failures),
      exact: statedLines(this.config, this.lastExact),
      stages: [{ name: 'estimates', seconds: (performance.now() - start) / 1000, reused: this.computed === 0 }],
    });
  }

  /** Stops what still runs, after the run has failed or was cancelled. */
  async stop(): Promise<void> {
    this.abort.abort();
    await this.recorded;
  }

  /** The last snapshot's numbers for their last step once more, with all that the budget allows. */
  private async sharpen(): Promise<void> {
    const { last, finalEpoch } = this;
    if (!last || finalEpoch === undefined) return;
    const { budget } = this.config.analysis;
    const key = stageKey('sharpened estimates', { estimates: this.key, epoch: finalEpoch, budget });
    const kept = await this.services.cache.read(key);
    if (isSharpened(kept)) {
      this.showSharpened(kept);
      this.lastEstimates = replacedBy(this.lastEstimates, kept);
      return;
    }
    const better: NatsEstimate[] = [];
    await sharpen(
      {
        config: this.config,
        estimates: this.lastEstimates,
        states: await last.activations('heldOut'),
        set: this.dataset.heldOut,
        weights: Object.values(last.weights).reduce((sum, { values }) => sum + values.length, 0),
        arrays: last.weights,
        runs: last.runs,
        ...(this.services.sumEndings && { sumEndings: this.services.sumEndings }),
      },
      (found) => {
        better.push(...onCountedSource(this.config, found));
        this.showSharpened(better);
      },
      this.signal,
    );
    this.computed++;
    await this.services.cache.write(key, better);
    this.lastEstimates = replacedBy(this.lastEstimates, better);
  }

  private showSharpened(better: readonly NatsEstimate[]): void {
    const changed = sharpenedTogether(this.lastEstimates, better, (estimates) =>
      consistentEstimates(estimates, this.source, this.config),
    );
    this.recorder.append({ sharpened: changed.map((estimate) => inUnit(estimate, this.config.analysis.unit)) });
    if (!changed.some(({ quantity }) => quantity === 'memory')) return;
    const { estimates } = this.recorder.result;
    this.recorder.append({ fits: memoryFits(estimates.filter(({ epoch }) => epoch === this.finalEpoch)) });
  }

  /**
   * What the last snapshot's network gives when it is run on from any state, as it is kept. Else the part that asks for
   * nothing sharpened starts here, while other threads sharpen.
   */
  private async startSteps(): Promise<StepsUnderWay | undefined> {
    const { last, finalEpoch } = this;
    if (!last || finalEpoch === undefined) return undefined;
    const { budget } = this.config.analysis;
    const key = stageKey('estimates by single steps', { estimates: this.key, epoch: finalEpoch, budget });
    const kept = await this.services.cache.read(key);
    if (isStepped(kept)) return { key, kept };
    const snapshot = {
      config: this.config,
      estimates: this.lastEstimates,
      states: await last.activations('heldOut'),
      weights: last.weights,
      runs: last.runs,
      set: this.dataset.heldOut,
    };
    const memory = memoryByStep(snapshot, this.signal);
    // It is waited for later, and fails then.
    memory.catch(() => undefined);
    return { key, snapshot, memory };
  }

  private async sharpenByStep(beside: StepsUnderWay | undefined): Promise<void> {
    if (!beside) return;
    const { key } = beside;
    const found = 'kept' in beside ? beside.kept : await this.stepped(beside);
    if (!('kept' in beside)) {
      this.computed++;
      await this.services.cache.write(key, found);
    }
    this.showBeside(found.better, found.more);
  }

  private async stepped(beside: RunningSteps): Promise<SteppedEstimates> {
    const { config, lastEstimates: estimates } = this;
    const { better, more } = await steppedEstimates({ ...beside.snapshot, estimates }, beside.memory, this.signal);
    return { better: onCountedSource(config, better), more: onCountedSource(config, more) };
  }

  /** Better numbers in place of the last snapshot's, and others beside them. */
  private showBeside(better: readonly NatsEstimate[], more: readonly NatsEstimate[]): void {
    const hold = (estimates: readonly NatsEstimate[]): NatsEstimate[] =>
      consistentEstimates(estimates, this.source, this.config);
    const { unit } = this.config.analysis;
    const changed = sharpenedTogether(this.lastEstimates, better, hold, more);
    const replaced = replacedBy(this.lastEstimates, better);
    this.lastEstimates = [...replaced, ...more];
    this.recorder.append({
      sharpened: changed.map((estimate) => inUnit(estimate, unit)),
      estimates: hold(this.lastEstimates)
        .slice(replaced.length)
        .map((estimate) => inUnit(estimate, unit)),
    });
  }

  /** Memory given all later inputs by decoders, where the last snapshot's network could not be run on. */
  private async decodeMemory(): Promise<void> {
    const { finalEpoch: epoch, config, dataset } = this;
    const { heldOut } = dataset;
    const samples = Math.min(config.analysis.samples, heldOut.inputs.samples);
    if (!this.lastStates || epoch === undefined || !canBeDecoded(config, heldOut, samples)) return;
    const { budget } = config.analysis;
    const { statesKey } = this.lastStates;
    const key = stageKey('decoded memory', { estimates: this.key, epoch, budget, statesKey });
    const kept = await this.services.cache.read(key);
    const curves = this.recorder.result.estimates.filter(({ quantity }) => quantity === 'conditionalMemory');
    const known = new Set(curves.map(({ target }) => target));
    if (inputsDepend(config, heldOut, samples)) {
      const open = this.recorder.result.layers.filter(
        ({ name, recurrent, analysed, type }) => recurrent && analysed && type !== 'bidirectional' && !known.has(name),
      );
      const names = open.map(({ name }) => name).join(', ');
      if (names !== '') this.recorder.append({ warnings: [analysisWarning('dependentInputs', names)] });
      return;
    }
    const found = isSharpened(kept)
      ? kept
      : await decodedMemory(
          {
            config,
            set: heldOut,
            states: (await this.lastStates.activations('heldOut')).filter(({ critic }) => critic === undefined),
            samples,
            epoch,
            known,
          },
          this.services.runJob,
          this.signal,
        );
    if (!isSharpened(kept)) {
      if (found.length > 0) this.computed++;
      await this.services.cache.write(key, found);
    }
    this.showBeside([], found);
  }

  private async estimate(
    epoch: number,
    shown: readonly LayerActivations[],
    trained: readonly LayerActivations[] | undefined,
    truth: readonly TruthLine[],
    floors: readonly HeadFloor[],
    histories?: NetworkHistories,
  ): Promise<SnapshotEstimates> {
    const { heldOut } = this.dataset;
    const samples = Math.min(this.config.analysis.samples, heldOut.inputs.samples);
    const states = shown.filter(({ critic }) => critic === undefined);
    const plan = planSnapshot(this.config, heldOut, states, samples, epoch === this.finalEpoch, histories);
    const known = knownLines(plan, truth, this.config);
    const asked = plan.planned.flatMap((_, place) => (known.has(place) ? [] : [place]));
    const outcomes = await runPlan(plan, asked, this.services.runJob, this.signal);
    const answered = assemble(epoch, plan.planned, known, outcomes, samples);
    const assembled =
      this.config.data.task === 'activations'
        ? withoutOtherStates(answered, heldOut, states, samples, this.config.model.layers)
        : answered;
    const entropies =
      (this.config.analysis.quantities?.includes('entropy') ?? true)
        ? await sourceEntropies(epoch, heldOut, samples, this.config, this.comparesSteps(), this.signal)
        : [];
    const last = heldOut.inputs.length;
    const capacities =
      (this.config.analysis.quantities?.includes('inputInformation') ?? true)
        ? stateCapacities(epoch, states, last, this.config)
        : [];
    const rates =
      (this.config.analysis.quantities?.includes('rate') ?? true)
        ? [...layerRates(epoch, states, last), ...(await rateBounds(epoch, states, last, this.signal))]
        : [];
    const relevance =
      (this.config.analysis.quantities?.includes('relevance') ?? true)
        ? await decoderRelevance(epoch, this.config, this.dataset, states, this.signal)
        : [];
    const critics =
      (this.config.analysis.quantities?.includes('infomax') ?? true) ? criticEstimates(epoch, shown, last) : [];
    const onTraining = trained
      ? await this.estimateTrainingSet(
          epoch,
          trained.filter(({ critic }) => critic === undefined),
        )
      : { estimates: [], failures: [] };
    return {
      estimates: [
        ...entropies,
        ...withHeadFloors(withNulls(onCountedSource(this.config, assembled.estimates, false)), floors),
        ...rates,
        ...capacities,
        ...relevance,
        ...critics,
        ...onTraining.estimates,
      ],
      failures: [...assembled.failures, ...onTraining.failures],
      exact: truth,
      attention: attentionMaps(epoch, states),
      coding: await codings(epoch, states, this.signal),
      predictions: [
        ...predictions(epoch, this.config, heldOut, states, samples),
        ...(trained ? this.predictionsOnTraining(epoch, trained) : []),
      ],
    };
  }

  private predictionsOnTraining(epoch: number, states: readonly LayerActivations[]): Prediction[] {
    const { training } = this.dataset;
    const samples = Math.min(this.config.analysis.samples, training.inputs.samples);
    return predictions(epoch, this.config, training, states, samples, 'training');
  }

  /** Memory is compared with the entropy of the very step; where the task states one for all steps, that is it. */
  private comparesSteps(): boolean {
    const stated = this.dataset.exact.some(
      ({ quantity, source, time }) => quantity === 'entropy' && source === 'X' && time === undefined,
    );
    return !stated && (this.config.analysis.quantities?.includes('memory') ?? true);
  }

  private async estimateTrainingSet(
    epoch: number,
    states: readonly LayerActivations[],
  ): Promise<{ estimates: NatsEstimate[]; failures: Failure[] }> {
    const { training } = this.dataset;
    const samples = Math.min(this.config.analysis.samples, training.inputs.samples);
    const { job, planned } = planTrainingSet(this.config, training, states, samples);
    return assemble(epoch, planned, new Map(), await this.services.runJob(job, this.signal), samples);
  }

  /** Chains the recording, so that the document's order does not depend on which estimate was ready first. */
  private record(work: Promise<SnapshotEstimates>): void {
    const before = this.recorded;
    const done = (async () => {
      const [outcome] = await Promise.allSettled([work, before]);
      if (outcome.status === 'rejected') {
        this.failure ??= outcome.reason;
        this.abort.abort();
        return;
      }
      if (this.failure !== undefined) return;
      const { estimates, exact, failures, attention, coding, predictions } = outcome.value;
      this.failures.push(...failures);
      const held = consistentEstimates(estimates, this.source, this.config);
      const shown = held.map((estimate) => inUnit(estimate, this.config.analysis.unit));
      this.recorder.append({
        estimates: shown,
        fits: memoryFits(shown),
        ...(attention.length > 0 && { attention: [...attention] }),
        ...(coding.length > 0 && { coding: [...coding] }),
        ...(predictions.length > 0 && { predictions: [...predictions] }),
      });
      this.lastExact = exact;
      this.lastEstimates = estimates;
      this.progress.snapshotDone();
    })();
    this.recorded = done;
    this.waiting.add(done);
    void done.finally(() => this.waiting.delete(done));
  }

  private rethrow(): void {
    if (this.failure !== undefined) throw this.failure instanceof Error ? this.failure : new CancelledError();
  }
}

const isEstimates = (value: unknown): value is SnapshotEstimates =>
  typeof value === 'object' &&
  value !== null &&
  'estimates' in value &&
  'failures' in value &&
  'attention' in value &&
  'coding' in value &&
  'predictions' in value;

const isSharpened = (value: unknown): value is readonly NatsEstimate[] => Array.isArray(value);

const isStepped = (value: unknown): value is SteppedEstimates =>
  typeof value === 'object' && value !== null && 'better' in value && 'more' in value;

const replacedBy = (estimates: readonly NatsEstimate[], better: readonly NatsEstimate[]): readonly NatsEstimate[] =>
  estimates.map((estimate) => better.find((other) => isSameThing(other, estimate)) ?? estimate);
