import { LayerGraph, namedSkips } from '../../config/layers/layerGraph';
import { headsOf } from '../../config/layers/heads';
import { hasRate, isStepwiseType } from '../../config/layers/layerTraits';
import type { AnalysisConfig } from '../../config/schema/config';
import type { Dataset, Targets } from '../../data/dataset';
import { stepIndex } from '../../data/realSteps';
import { entropy } from '../../information/entropy';
import { z95 } from '../../information/numerics/special';
import type { LayerActivations } from '../../models/activations';
import { stateRows } from '../../models/stateIndex';
import { rowsWithTarget } from '../plan/times';
import { stepVariable } from '../plan/variables';
import type { NatsEstimate } from './natsEstimate';
import { logSumExp } from '../../information/numerics/logSums';

/**
 * The decoder bound on I(Z;Y) at the last step, nats: H(Y) less the cross-entropy of the network's own head, which
 * reads Y from Z and from nothing else (Barber and Agakov 2003). It is given for each layer with a rate whose code
 * carries all of the head's input. For a continuous target h(Y) must be known exactly; its head is read as the mean of
 * a normal distribution with the mean squared error as variance.
 * @throws CancelledError
 */
export async function decoderRelevance(
  epoch: number,
  config: AnalysisConfig,
  dataset: Dataset,
  layers: readonly LayerActivations[],
  signal?: AbortSignal,
): Promise<NatsEstimate[]> {
  const head = headsOf(config.model.layers).find(({ target }) => target === 'Y');
  const { inputs, targets } = dataset.heldOut;
  const predicted = layers.find(({ layer }) => layer === head?.name);
  if (!head || !targets || !predicted) return [];
  const names = codesOnTheWay(config, head.index);
  if (names.length === 0) return [];
  const rows = rowsWithTarget(
    targets,
    inputs.length,
    Int32Array.from({ length: predicted.samples }, (_, i) => i),
  );
  const setting = config.model.layers[head.index];
  const probabilities = setting.type === 'dense' && setting.activation === 'softmax';
  const bound = targets.symbols
    ? await ofClasses(predicted, targets, rows, probabilities, config.seed, signal)
    : ofValues(predicted, targets, rows, dataset);
  if (!bound || rows.length < 2) return [];
  return names.map((source): NatsEstimate => ({
    quantity: 'relevance',
    source,
    target: 'Y',
    time: inputs.length,
    epoch,
    ...bound,
    estimator: 'decoder',
    bound: 'lower',
    samples: rows.length,
    of: { kind: 'headCrossEntropy', head: head.name, ...(!targets.symbols && { differential: true }) },
  }));
}

/**
 * Layers with a rate through which all information reaches the head: one step of the code reaches the head through no
 * other step and no other layer.
 */
function codesOnTheWay({ model: { layers } }: AnalysisConfig, head: number): string[] {
  const { reads } = new LayerGraph(layers);
  const names: string[] = [];
  for (let at = head; at >= 0; at = reads[at]) {
    const layer = layers[at];
    if (!isStepwiseType(layer.type)) break;
    if (at !== head && hasRate(layer)) names.push(layer.name);
    if (namedSkips(layer).length > 0) break;
  }
  return names;
}

type Bound = Pick<NatsEstimate, 'value' | 'low' | 'high'>;

async function ofClasses(
  predicted: LayerActivations,
  targets: Targets,
  rows: Int32Array,
  probabilities: boolean,
  seed: number,
  signal?: AbortSignal,
): Promise<Bound> {
  const step = targets.at === 'end' ? 1 : targets.length;
  const variable = stepVariable('Y', targets, step, rows);
  const { nats } = await entropy(variable, { estimator: 'auto', seed }, signal);
  const scores = Array.from(rows, (row, i) => logProbability(rowOf(predicted, row), variable.values[i], probabilities));
  return aboutMean(nats, scores);
}

function ofValues(
  predicted: LayerActivations,
  targets: Targets,
  rows: Int32Array,
  { exact }: Dataset,
): Bound | undefined {
  const known = exact.find(
    ({ quantity, source, target, differential }) =>
      quantity === 'entropy' && source === 'Y' && target === 'Y' && differential,
  );
  if (!known || targets.features !== 1) return undefined;
  const errors = Array.from(rows, (row) => {
    const step = stepIndex(targets, row, targets.length);
    return (rowOf(predicted, row)[0] - targets.values[row * targets.length + step]) ** 2;
  });
  const variance = errors.reduce((sum, error) => sum + error, 0) / errors.length;
  return aboutMean(
    known.nats,
    errors.map((error) => -(Math.log(2 * Math.PI * variance) + error / variance) / 2),
  );
}

/** `entropy` plus the mean log density, with the lower limit of that mean: a head may miss any amount. */
function aboutMean(entropyNats: number, scores: readonly number[]): Bound {
  const mean = scores.reduce((sum, score) => sum + score, 0) / scores.length;
  const variance = scores.reduce((sum, score) => sum + (score - mean) ** 2, 0) / Math.max(1, scores.length - 1);
  const half = z95 * Math.sqrt(variance / scores.length);
  const value = entropyNats + mean;
  // A head that predicts worse than the frequencies of Y gives no bound.
  return { value: Math.max(0, value), low: Math.max(0, value - half), high: Infinity };
}

/** The head's prediction at the last step of a sequence. */
function rowOf(layer: LayerActivations, row: number): Float32Array {
  const { values, length, units } = layer;
  const at = stateRows(layer, length, 'step')(row) * units;
  return values.subarray(at, at + units);
}

function logProbability(row: Float32Array, symbol: number, probabilities: boolean): number {
  if (probabilities) return Math.log(Math.max(row[symbol], 1e-38));
  return row[symbol] - logSumExp(row);
}
