import { sentence, type Sentence } from '../../base/sentence';
import { InputError } from '../../base/userError';
import type { AnalysisConfig } from '../../config/schema/config';
import { hashFiles, stateFiles } from '../../data/dataFiles';
import type { Dataset } from '../../data/dataset';
import { type ActivationsConfig, recordedEpochs } from '../../data/recorded/recordedPaths';
import type { LayerActivations } from '../../models/activations';
import { allStates } from '../../models/heldStates';
import type { StageRecord } from '../../result/result';
import { buildModel } from '../../models/buildModel';
import type { Model, NamedWeights } from '../../models/model';
import type { FileContext } from '../cache/dataKey';
import { stageKey } from '../cache/key';
import { type RecordedNetwork, weightsOfEpoch } from '../recorded/recordedNetwork';
import { isSameOutput } from '../recorded/sameOutput';
import { differenceOf, lastCompared, refuseOthers, toleranceOfEpochs } from '../recorded/sameStates';
import { withConfigLocation } from '../run/failures';
import type { Recorder } from '../run/recorder';
import type { RunningBackend } from '../run/runningBackend';
import type { RunProgress } from '../run/runProgress';
import { recordedSummary, statesOfEpoch } from './recordedStage';
import { ShownModel } from './shownModel';
import { snapshotRuns } from './snapshotRuns';
import type { SnapshotSink } from './snapshotSink';
import { summary } from './trainingStage';

/** Sequences on which the network is tried before it is used. */
const tried = 32;

/** Epochs of this process whose states were found to agree: a recording that is followed is read again and again. */
const agreeing = new Set<string>();

/** How a network run here compares with the recorded one. */
export interface Compared {
  /** Why it cannot stand for the recorded one: it does not fit the data, or has other states. Absent where it can. */
  readonly states?: Sentence;
  /** Its first layers that recorded states speak for; what comes after is known by the output alone. */
  readonly known: number;
  readonly output: 'same' | 'other' | 'unknown';
}

interface RecordedNetworkContext {
  readonly dataset: Dataset;
  readonly datasetKey: string;
  readonly backend: RunningBackend;
  readonly input: { readonly configPath: string; readonly configText: string };
  readonly files: FileContext;
}

/**
 * Runs a network that was trained elsewhere, with the weights of each recorded epoch: its states are those that were
 * recorded, and their densities given any input are known. Other recorded states, such as the cell of an LSTM, are
 * analysed beside them as they were recorded.
 */
export class RecordedNetworkStage {
  readonly activationsKey: string;
  private readonly shown = new ShownModel(() => this.build());
  private seconds = 0;
  private runs = 0;

  constructor(
    private readonly config: AnalysisConfig,
    private readonly data: ActivationsConfig,
    private readonly network: RecordedNetwork,
    private readonly context: RecordedNetworkContext,
  ) {
    const { backend, version, kernel } = context.backend;
    this.activationsKey = stageKey('activations of a recorded network', {
      datasetKey: context.datasetKey,
      samples: config.analysis.samples,
      layers: network.layers,
      backend,
      version,
      kernel: kernel.name,
    });
  }

  /** How it compares with the recorded network, at the last epoch. @throws CancelledError */
  async compared(signal: AbortSignal): Promise<Compared> {
    const epoch = recordedEpochs(this.data).at(-1) ?? 0;
    const { layers } = this.network;
    const none: Omit<Compared, 'states'> = { known: layers.length, output: 'unknown' };
    try {
      const { weights } = await this.weightsAt(epoch);
      const recorded = await this.recorded(epoch, tried, signal);
      const here = await this.statesHere(weights, tried, signal);
      const states = differenceOf(here, recorded);
      if (states) return { ...none, states };
      const known = lastCompared(
        layers.map(({ name }) => name),
        recorded,
      );
      return { known: known + 1, output: await this.comparedOutput(epoch, here.at(-1), signal) };
    } catch (failure) {
      if (failure instanceof InputError) return { ...none, states: failure.sentence };
      throw failure;
    }
  }

  /**
   * Says at which epoch a network that the recorder kept has other states than those that were recorded, in all
   * sequences that are analysed: undefined where all agree.
   * @throws CancelledError
   */
  async otherEpoch(signal: AbortSignal): Promise<Sentence | undefined> {
    const { data, context, config } = this;
    for (const epoch of recordedEpochs(data)) {
      const { weights, hash } = await this.weightsAt(epoch);
      const files = await hashFiles(stateFiles(data, epoch), context.files, signal);
      const { samples } = config.analysis;
      const key = stageKey('recorded states that agree', { own: this.activationsKey, epoch, files, hash, samples });
      if (agreeing.has(key)) continue;
      const recorded = await this.recorded(epoch, samples, signal);
      const other = this.difference(await this.statesHere(weights, samples, signal), recorded);
      if (other) return sentence('At epoch {0}: {1}', epoch, other);
      agreeing.add(key);
    }
    return undefined;
  }

  private difference(here: readonly LayerActivations[], recorded: readonly LayerActivations[]): Sentence | undefined {
    return this.network.written ? differenceOf(here, recorded) : differenceOf(here, recorded, toleranceOfEpochs);
  }

  private async comparedOutput(
    epoch: number,
    here: LayerActivations | undefined,
    signal: AbortSignal,
  ): Promise<Compared['output']> {
    const { output: file } = this.network;
    if (file === undefined || !here) return 'unknown';
    const { dataset, input, files } = this.context;
    const layer = { name: 'output', path: file, type: 'dense', stochastic: false };
    try {
      const [recorded] = await statesOfEpoch(this.data, epoch, dataset, tried, { input, files, signal }, [layer]);
      return isSameOutput(here, recorded, dataset.heldOut.inputs) ? 'same' : 'other';
    } catch (failure) {
      // It has axes of its own: it is no layer's.
      if (failure instanceof InputError) return 'other';
      throw failure;
    }
  }

  async run(sink: SnapshotSink, recorder: Recorder, progress: RunProgress, signal: AbortSignal): Promise<void> {
    const { context, config, data } = this;
    progress.report('activations');
    const epochs = recordedEpochs(data);
    const { weights } = await this.weightsAt(epochs[0]);
    const others = this.others(await this.recorded(epochs[0], 1, signal));
    const layers = await this.shown.use(weights, (model) => Promise.resolve(model.layers));
    recorder.append({ layers: [...layers.map(summary), ...others.map(recordedSummary)] });
    const read = new Set<number>();
    const readTo = (epoch: number): void => progress.read(read.add(epoch).size / epochs.length);
    for (const epoch of epochs) {
      const { weights: own, hash } = await this.weightsAt(epoch);
      const files = await hashFiles(stateFiles(data, epoch), context.files, signal);
      const isKept = await sink.take({
        epoch,
        weights: own,
        states: async () => {
          const states = await this.states(epoch, own, signal);
          readTo(epoch);
          return allStates(states);
        },
        runs: snapshotRuns((work) => this.shown.use(own, work), config, signal),
        statesKey: stageKey('states of a recorded network', { files, weights: hash }),
      });
      if (isKept) readTo(epoch);
    }
  }

  /** What reading and making the states of all epochs took. */
  get activations(): StageRecord {
    return { name: 'activations', seconds: this.seconds, reused: this.runs === 0 };
  }

  /** The network's states, and the recorded ones that it has not. @throws ConfigError where they differ */
  private async states(epoch: number, weights: NamedWeights, signal: AbortSignal): Promise<LayerActivations[]> {
    const { samples } = this.config.analysis;
    const start = performance.now();
    const recorded = await this.recorded(epoch, samples, signal);
    const here = await this.statesHere(weights, samples, signal);
    await withConfigLocation(this.context.input, ['data'], () => {
      refuseOthers(this.difference(here, recorded), epoch);
    });
    this.runs++;
    this.seconds += (performance.now() - start) / 1000;
    return [...here, ...this.others(recorded)];
  }

  private others(recorded: readonly LayerActivations[]): LayerActivations[] {
    const own = new Set(this.network.layers.map(({ name }) => name));
    return recorded.filter(({ layer }) => !own.has(layer));
  }

  private async recorded(epoch: number, most: number, signal: AbortSignal): Promise<LayerActivations[]> {
    const { dataset, input, files } = this.context;
    return await statesOfEpoch(this.data, epoch, dataset, most, { input, files, signal });
  }

  private async statesHere(weights: NamedWeights, most: number, signal: AbortSignal): Promise<LayerActivations[]> {
    const { heldOut } = this.context.dataset;
    const samples = Math.min(most, heldOut.inputs.samples);
    return await this.shown.use(weights, (model) =>
      model.activations(heldOut, samples, this.config.seed, signal, undefined, this.config.analysis.of),
    );
  }

  private async weightsAt(epoch: number): Promise<{ readonly weights: NamedWeights; readonly hash: string }> {
    const { features } = this.context.dataset.heldOut.inputs;
    return await withConfigLocation(this.context.input, ['model', 'weights'], () =>
      weightsOfEpoch(this.network, epoch, features, this.context.files),
    );
  }

  private async build(): Promise<Model> {
    const { config, context } = this;
    return await withConfigLocation(context.input, ['model', 'layers'], () =>
      buildModel({ ...config, model: { layers: [...this.network.layers] } }, context.dataset, context.backend.kernel),
    );
  }
}
