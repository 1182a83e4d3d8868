import type { AnalysisConfig } from '../../config/schema/config';
import type { Cores } from '../../base/cores';
import type { Dataset } from '../../data/dataset';
import { hasOwnStates } from '../../config/layers/layerTraits';
import type { LayerActivations } from '../../models/activations';
import type { StageRecord } from '../../result/result';
import { buildModel } from '../../models/buildModel';
import { kernelNameFor } from '../../models/training/fusedTraining';
import { allStates, type HeldStates, mostHeld } from '../../models/heldStates';
import type { EpochRecord, Model, ModelLayer, NamedWeights, TrainingListener, ViewsOf } from '../../models/model';
import type { RecurrentKernel } from '../../models/kernels/recurrentKernel';
import { withConfigLocation } from '../run/failures';
import { snapshotEpochs } from '../plan/snapshots';
import type { Recorder } from '../run/recorder';
import type { RunProgress } from '../run/runProgress';
import type { StageCache } from '../cache/stageCache';
import type { GivenWeights } from '../run/givenWeights';
import { stageKey } from '../cache/key';
import { ShownModel } from './shownModel';
import { snapshotRuns } from './snapshotRuns';
import type { SnapshotSink } from './snapshotSink';

/** More numbers than this are made again sooner than read; and a copy of them is made to write them. */
const mostKept = 2 ** 22;

/** The output of training: enough to analyse every snapshot again without training. */
interface TrainedNetwork {
  readonly layers: readonly ModelLayer[];
  readonly records: readonly EpochRecord[];
  readonly snapshots: readonly { readonly epoch: number; readonly weights: NamedWeights }[];
}

interface TrainingContext {
  readonly backend: string;
  readonly version: string;
  readonly kernel: RecurrentKernel;
  readonly cache: StageCache;
  readonly input: Parameters<typeof withConfigLocation>[0];
  readonly given: GivenWeights | undefined;
  /** Cores that training holds before estimates; absent: they are not shared out. */
  readonly cores?: Cores | undefined;
}

/** Trains the network, or loads it from the cache, and passes every snapshot to the estimates meanwhile. */
export class TrainingStage {
  readonly key: string;
  private readonly shown = new ShownModel(() => this.build());
  private activationSeconds = 0;
  private activationsComputed = 0;

  constructor(
    private readonly config: AnalysisConfig,
    private readonly dataset: Dataset,
    datasetKey: string,
    private readonly context: TrainingContext,
  ) {
    const {
      model: { name, ...model },
      training,
      seed,
      analysis,
    } = config;
    const { backend, version, kernel, given } = context;
    this.key = stageKey('training', {
      datasetKey,
      model,
      givenWeights: given?.hash,
      training,
      seed,
      snapshots: analysis.snapshots,
      backend,
      version,
      kernel: kernelNameFor(model.layers, kernel, training.batchSize),
    });
  }

  /** The cache key of the activations, which do not depend on the estimator. */
  get activationsKey(): string {
    return stageKey('activations', {
      training: this.key,
      samples: this.config.analysis.samples,
      ...(this.config.analysis.of === 'state' && { of: 'state' }),
    });
  }

  /** Whether the trained network is in the cache. */
  async isKept(): Promise<boolean> {
    return isTrained(await this.context.cache.read(this.key));
  }

  async run(sink: SnapshotSink, recorder: Recorder, progress: RunProgress, signal: AbortSignal): Promise<void> {
    const kept = await this.context.cache.read(this.key);
    await recorder.stage('training', async () => {
      if (isTrained(kept)) {
        recorder.append({ layers: kept.layers.map(summary), training: kept.records.map(record) });
        progress.steps(1, 1);
        for (const { epoch, weights } of kept.snapshots) await this.handOver(sink, epoch, weights, signal);
        return { output: undefined, reused: true };
      }
      await this.train(sink, recorder, progress, signal);
      return { output: undefined, reused: false };
    });
  }

  /** What making the states of all snapshots took. */
  get activations(): StageRecord {
    return { name: 'activations', seconds: this.activationSeconds, reused: this.activationsComputed === 0 };
  }

  private async train(
    sink: SnapshotSink,
    recorder: Recorder,
    progress: RunProgress,
    signal: AbortSignal,
  ): Promise<void> {
    const { config, dataset } = this;
    const model = await this.build();
    recorder.append({ layers: model.layers.map(summary) });
    const epochs = snapshotEpochs(config.training.epochs, config.analysis.snapshots);
    const records: EpochRecord[] = [];
    const snapshots: { epoch: number; weights: NamedWeights }[] = [];
    let release: (() => void) | undefined;
    const listener: TrainingListener = {
      onThreads: (count) => {
        release = this.context.cores?.hold(count);
      },
      onStep: (done, total) => progress.steps(done, total),
      onEpoch: (epochRecord) => {
        records.push(epochRecord);
        progress.epochDone(epochRecord.epoch);
        recorder.append({ training: [record(epochRecord)] });
      },
      onSnapshot: async (epoch) => {
        if (!epochs.includes(epoch)) return;
        const weights = model.weights();
        snapshots.push({ epoch, weights });
        await this.handOver(sink, epoch, weights, signal);
      },
    };
    try {
      await model.train(dataset, config.training, epochs, listener, signal);
    } finally {
      release?.();
    }
    progress.steps(1, 1);
    const trained: TrainedNetwork = { layers: model.layers.map(plainLayer), records, snapshots };
    await this.context.cache.write(this.key, trained);
  }

  private async handOver(sink: SnapshotSink, epoch: number, weights: NamedWeights, signal: AbortSignal): Promise<void> {
    await sink.take({
      epoch,
      weights,
      states: (set) => this.statesOf(set, epoch, weights, signal),
      runs: snapshotRuns((work) => this.shown.use(weights, work), this.config, signal),
    });
  }

  private async build(): Promise<Model> {
    const { config, dataset, context } = this;
    const model = await withConfigLocation(context.input, ['model', 'layers'], () =>
      buildModel(config, dataset, context.kernel),
    );
    const { given } = context;
    if (given) await withConfigLocation(context.input, ['model', 'weights'], () => model.setWeights(given.weights));
    return model;
  }

  /** All states at once, or those of some steps at a time, by a forward pass each, where all are too many. */
  private async statesOf(
    set: 'heldOut' | 'training',
    epoch: number,
    weights: NamedWeights,
    signal: AbortSignal,
  ): Promise<HeldStates> {
    const { inputs } = this.dataset[set];
    const { of, samples: asked } = this.config.analysis;
    const samples = Math.min(asked, inputs.samples);
    const units = await this.shown.use(weights, ({ layers }) =>
      Promise.resolve(
        layers.reduce((sum, { units, stateSize = 0 }) => sum + units + (of === 'state' ? stateSize : 0), 0),
      ),
    );
    if (samples * inputs.length * units <= mostHeld) return allStates(await this.kept(set, epoch, weights, signal));
    const made = (views: ViewsOf): Promise<LayerActivations[]> => this.made(set, weights, signal, views);
    return { layers: await made(() => []), with: made };
  }

  /** From the cache, or by a forward pass with that snapshot's weights. */
  private async kept(
    set: 'heldOut' | 'training',
    epoch: number,
    weights: NamedWeights,
    signal: AbortSignal,
  ): Promise<LayerActivations[]> {
    const key = stageKey('activations of an epoch', {
      activations: this.activationsKey,
      epoch,
      ...(set === 'training' && { set }),
    });
    const kept = await this.context.cache.read(key);
    if (isActivations(kept)) return kept;
    const activations = await this.made(set, weights, signal);
    if (activations.reduce((sum, { values }) => sum + values.length, 0) <= mostKept)
      await this.context.cache.write(key, activations);
    return activations;
  }

  private async made(
    set: 'heldOut' | 'training',
    weights: NamedWeights,
    signal: AbortSignal,
    views?: ViewsOf,
  ): Promise<LayerActivations[]> {
    const { seed, analysis } = this.config;
    const sequences = this.dataset[set];
    const samples = Math.min(analysis.samples, sequences.inputs.samples);
    return await this.shown.use(weights, async (model) => {
      const start = performance.now();
      const activations = await model.activations(sequences, samples, seed, signal, views, analysis.of);
      this.activationsComputed++;
      this.activationSeconds += (performance.now() - start) / 1000;
      return activations;
    });
  }
}

const plainLayer = ({ name, type, units, recurrent, parameters, stateSize }: ModelLayer): ModelLayer => ({
  name,
  type,
  units,
  recurrent,
  parameters,
  ...(stateSize !== undefined && { stateSize }),
});

/** Collins, Sohl-Dickstein and Sussillo 2017, figure 1. */
const bitsAParameter = 5;

export const summary = (layer: ModelLayer) => ({
  ...plainLayer(layer),
  analysed: hasOwnStates(layer.type),
  parameterBits: bitsAParameter * layer.parameters,
});

const record = ({ epoch, loss, validationLoss, accuracy, validationAccuracy, heads, keptFrom }: EpochRecord) => ({
  epoch,
  loss,
  validationLoss,
  ...(accuracy !== undefined && { accuracy }),
  ...(validationAccuracy !== undefined && { validationAccuracy }),
  ...(heads && { heads: heads.map((head) => ({ ...head })) }),
  ...(keptFrom !== undefined && { keptFrom }),
});

const isTrained = (value: unknown): value is TrainedNetwork =>
  typeof value === 'object' && value !== null && 'records' in value && 'snapshots' in value;

const isActivations = (value: unknown): value is LayerActivations[] =>
  Array.isArray(value) && value.every((item: unknown) => typeof item === 'object' && item !== null && 'units' in item);
