import path from 'node:path';
import { sentence, type Sentence } from '../../base/sentence';
import { InputError } from '../../base/userError';
import type { AnalysisConfig } from '../../config/schema/config';
import { layerSchema, type NamedLayerConfig } from '../../config/schema/layers';
import { dataShapeOf } from '../../config/layers/dataShape';
import { layerNames } from '../../config/text/textPositions';
import { resolveDataPath } from '../../data/files/dataPath';
import { recordedEpochs, recordedLayers, recordedPath } from '../../data/recorded/recordedPaths';
import { readRecord } from '../../data/recorded/recording';
import { readWeights } from '../../data/weights/readWeights';
import type { WeightFile } from '../../data/weights/weightFile';
import type { FittedWeights } from '../../models/weights/fittedWeights';
import { importNetwork } from '../../models/weights/importNetwork';
import { StrangeLayersError } from '../../models/weights/strangeLayers';
import { weightsFor } from '../../models/weights/weightsFor';
import type { FileContext } from '../cache/dataKey';
import { namesOfLayers } from './namesOfLayers';

/** A network whose states were recorded, with the weights that it had: it can be run here. */
export interface RecordedNetwork {
  /** The path of the weights, with {epoch} for the number of an epoch. */
  readonly weights: string;
  readonly layers: readonly NamedLayerConfig[];
  /** The same layers by the names of the file. */
  readonly filed: readonly NamedLayerConfig[];
  /** From the file's names to those of the layers here. */
  readonly names: ReadonlyMap<string, string>;
  /** The array of what the whole network gave, with {epoch} for the number of an epoch, where it was recorded. */
  readonly output?: string;
  /** Whether the config names its layers, and not only the file of weights. */
  readonly written: boolean;
}

/**
 * The network of recorded states: the layers and weights that the config names, or those that the recorder kept, whose
 * layers take the names of the recorded ones. A `note` says why one that the recorder kept cannot be run here.
 * @throws InputError where a file that the config names is missing or holds other layers
 */
export async function recordedNetwork(
  { data, model }: AnalysisConfig,
  files: FileContext,
): Promise<{ readonly network?: RecordedNetwork; readonly note?: Sentence }> {
  if (data.task !== 'activations') return {};
  const record = data.recording === undefined ? undefined : await readRecord(data.recording, files);
  const kept = record?.weights;
  const output = record?.output ? { output: `${data.recording}/epoch-{epoch}.npz#${record.output}` } : {};
  const weights = model.weights ?? (kept && data.recording !== undefined ? path.join(data.recording, kept) : undefined);
  if (weights === undefined) return {};
  const place = recordedPath(weights, recordedEpochs(data).at(-1) ?? 0);
  const read = async (): Promise<WeightFile> => (await readWeights(await resolveDataPath(place, files))).file;
  const fitted = (file: WeightFile, layers: readonly NamedLayerConfig[]): NamedLayerConfig[] =>
    weightsFor(layers, file, dataShapeOf(data).input?.features).layers;
  if (model.layers.length > 0) {
    const filed = fitted(await read(), model.layers);
    return { network: { weights, layers: filed, filed, names: new Map(), written: true, ...output } };
  }
  try {
    const file = await read();
    const parsed = importNetwork(file, path.basename(place)).layers.map((layer) => layerSchema.parse(layer));
    const own = layerNames(parsed);
    const filed = fitted(
      file,
      parsed.map((layer, i) => ({ ...layer, name: own[i] })),
    );
    const names = namesOfLayers(filed, recordedLayers(data));
    const layers = filed.map((layer) => ({ ...layer, name: names.get(layer.name) ?? layer.name }));
    return { network: { weights, layers, filed, names, written: false, ...output } };
  } catch (failure) {
    if (!(failure instanceof InputError)) throw failure;
    // The states are recorded already, so that advice to record them is of no use.
    return { note: notRun(failure instanceof StrangeLayersError ? failure.held : failure.sentence) };
  }
}

/** Says why the network of a recording is not run here, so that its states are all that is known. */
export const notRun = (why: Sentence): Sentence =>
  sentence('The network of the recording is not run here, so that its recorded states are all that is known. {0}', why);

/**
 * The weights of its layers at an epoch, with the hash of their file.
 * @throws InputError where they are not those of the layers
 */
export async function weightsOfEpoch(
  { weights, layers, filed, names }: RecordedNetwork,
  epoch: number,
  features: number,
  files: FileContext,
): Promise<FittedWeights & { readonly hash: string }> {
  const place = recordedPath(weights, epoch);
  const { file, hash } = await readWeights(await resolveDataPath(place, files));
  const fitted = weightsFor(filed, file, features, path.basename(place));
  const run = new Set(layers.map(({ name }) => name));
  return {
    layers: fitted.layers.map((layer) => ({ ...layer, name: names.get(layer.name) ?? layer.name })),
    weights: Object.fromEntries(
      Object.entries(fitted.weights).flatMap(([key, array]) => {
        const owner = filed.find(({ name }) => key.startsWith(`${name}/`))?.name ?? '';
        const name = names.get(owner) ?? owner;
        // A head that is not the network's own is left out.
        return owner === '' || run.has(name) ? [[`${name}${key.slice(owner.length)}`, array]] : [];
      }),
    ),
    hash,
  };
}
