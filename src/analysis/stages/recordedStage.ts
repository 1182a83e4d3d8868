import { hashFiles, stateFiles } from '../../data/dataFiles';
import type { Dataset } from '../../data/dataset';
import {
  type ActivationsConfig,
  recordedEpochs,
  type RecordedLayerSetting,
  recordedLayers,
} from '../../data/recorded/recordedPaths';
import { readPackedStates, readStates } from '../../data/recorded/recordedStates';
import type { LayerActivations } from '../../models/activations';
import { allStates, type HeldStates, mostHeld } from '../../models/heldStates';
import { packedLayers } from '../recorded/packedLayers';
import type { AnalysisConfig } from '../../config/schema/config';
import { withConfigLocation } from '../run/failures';
import type { Recorder } from '../run/recorder';
import type { LayerSummary, StageRecord } from '../../result/result';
import type { RunProgress } from '../run/runProgress';
import type { FileContext } from '../cache/dataKey';
import { stageKey } from '../cache/key';
import type { SnapshotSink } from './snapshotSink';

/**
 * Replaces training for a network that was trained elsewhere: passes the recorded states of every epoch to the
 * estimates.
 */
export class RecordedStage {
  readonly activationsKey: string;
  private seconds = 0;
  private read = 0;
  private last: { readonly epoch: number; readonly states: WeakRef<HeldStates> } | undefined;

  constructor(
    private readonly config: AnalysisConfig,
    private readonly data: ActivationsConfig,
    private readonly dataset: Dataset,
    datasetKey: string,
    private readonly context: {
      readonly input: { readonly configPath: string; readonly configText: string };
      readonly files: FileContext;
    },
  ) {
    this.activationsKey = stageKey('recorded activations', { datasetKey, samples: config.analysis.samples });
  }

  async run(sink: SnapshotSink, recorder: Recorder, progress: RunProgress, signal: AbortSignal): Promise<void> {
    progress.report('activations');
    const epochs = recordedEpochs(this.data);
    const first = await this.states(epochs[0], 1, signal);
    const isLarge = numbersOf(first, this.dataset, this.config.analysis.samples) > mostHeld;
    recorder.append({ layers: first.map(recordedSummary) });
    const shares = new Map<number, number>();
    const readTo = (epoch: number, share: number): void => {
      shares.set(epoch, Math.max(share, shares.get(epoch) ?? 0));
      progress.read([...shares.values()].reduce((sum, done) => sum + done, 0) / epochs.length);
    };
    for (const epoch of epochs) {
      const isKept = await sink.take({
        epoch,
        weights: {},
        states: async () => {
          const { samples } = this.config.analysis;
          const readPart = (share: number): void => readTo(epoch, share);
          return isLarge
            ? await this.packed(epoch, samples, signal, readPart)
            : allStates(await this.states(epoch, samples, signal, readPart));
        },
        statesKey: await this.fileKey(epoch, signal),
      });
      if (isKept) readTo(epoch, 1);
    }
  }

  /** What reading the states of all epochs took. */
  get activations(): StageRecord {
    return { name: 'activations', seconds: this.seconds, reused: this.read === 0 };
  }

  /** Names the states of an epoch of a recording; the files of other states are a part of the dataset's key. */
  private async fileKey(epoch: number, signal: AbortSignal): Promise<string | undefined> {
    if (this.data.recording === undefined) return undefined;
    return await withConfigLocation(this.context.input, ['data', 'recording'], () =>
      hashFiles(stateFiles(this.data, epoch), this.context.files, signal),
    );
  }

  /** The states of an epoch in half precision: the same memory again while it is in use, or is not collected yet. */
  private async packed(
    epoch: number,
    samples: number,
    signal: AbortSignal,
    share: (done: number) => void,
  ): Promise<HeldStates> {
    const there = this.last?.epoch === epoch ? this.last.states.deref() : undefined;
    if (there) return there;
    const states = packedLayers(await this.timed(epoch, samples, signal, readPackedStates, share));
    this.last = { epoch, states: new WeakRef(states) };
    return states;
  }

  private states(
    epoch: number,
    most: number,
    signal: AbortSignal,
    share?: (done: number) => void,
  ): Promise<LayerActivations[]> {
    return this.timed<LayerActivations>(epoch, most, signal, readStates, share);
  }

  private async timed<States>(
    epoch: number,
    most: number,
    signal: AbortSignal,
    reader: (...reading: Parameters<typeof readStates>) => Promise<States>,
    share?: (done: number) => void,
  ): Promise<States[]> {
    const start = performance.now();
    const { input, files } = this.context;
    const states = await layersOfEpoch(reader, this.data, epoch, this.dataset, most, {
      input,
      files,
      signal,
      ...(share && { share }),
    });
    this.read++;
    this.seconds += (performance.now() - start) / 1000;
    return states;
  }
}

/** What the states of the analysed sequences are in all, by those of the first. */
const numbersOf = (first: readonly LayerActivations[], { heldOut: { inputs } }: Dataset, samples: number): number =>
  first.reduce((sum, { length, units }) => sum + Math.min(samples, inputs.samples) * length * units, 0);

interface EpochReading {
  readonly input: { readonly configPath: string; readonly configText: string };
  readonly files: FileContext;
  readonly signal: AbortSignal;
  /** Is told the part that is read, 0 ... 1. */
  readonly share?: (done: number) => void;
}

/**
 * The recorded states of an epoch for the first `most` sequences: of all layers, or of those that are named.
 * @throws ConfigError where a file does not fit; CancelledError
 */
export const statesOfEpoch = (
  data: ActivationsConfig,
  epoch: number,
  dataset: Dataset,
  most: number,
  reading: EpochReading,
  layers?: readonly RecordedLayerSetting[],
): Promise<LayerActivations[]> =>
  layersOfEpoch<LayerActivations>(readStates, data, epoch, dataset, most, reading, layers);

async function layersOfEpoch<States>(
  reader: (...reading: Parameters<typeof readStates>) => Promise<States>,
  data: ActivationsConfig,
  epoch: number,
  { heldOut, recorded }: Dataset,
  most: number,
  { input, files, signal, share }: EpochReading,
  layers: readonly RecordedLayerSetting[] = recordedLayers(data),
): Promise<States[]> {
  if (!recorded) throw new Error('The data are not recorded.');
  const { length, lengths } = heldOut.inputs;
  const starts = recorded.starts?.subarray(0, most);
  const inputs = { samples: recorded.samples, length, lengths, fileLength: recorded.length, starts };
  const rows = recorded.rows.subarray(0, most);
  const states: States[] = [];
  for (const [place, layer] of layers.entries()) {
    states.push(
      await withConfigLocation(input, ['data', 'layers', layer.name], () =>
        reader(layer, epoch, inputs, rows, files, signal, (done) => share?.((place + done) / layers.length)),
      ),
    );
  }
  return states;
}

export const recordedSummary = ({ layer, type, units, recurrent }: LayerActivations): LayerSummary => ({
  name: layer,
  type,
  units,
  recurrent,
  analysed: true,
  parameters: 0,
});
