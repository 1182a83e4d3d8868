import type { AnalysisConfig } from '../../config/schema/config';
import type { Dataset } from '../../data/dataset';
import { buildModel } from '../../models/buildModel';
import type { EpochRecord, Model, NamedWeights } from '../../models/model';
import type { Score } from './score';
import type { StudyContext } from './study';

/**
 * Trains the config's network and scores it on the held-out sequences after the last epoch.
 * `epoch` is the one whose weights it has.
 * @param start weights to start from; absent: drawn from the config's seed
 * @throws InputError where the network does not fit the data; CancelledError
 */
export async function trained(
  config: AnalysisConfig,
  dataset: Dataset,
  { backend, signal }: Pick<StudyContext, 'backend' | 'signal'>,
  start?: NamedWeights,
): Promise<{ score: Score; weights: NamedWeights; model: Model; epoch: number }> {
  const model = buildModel(config, dataset, backend.kernel);
  if (start) model.setWeights(start);
  let last: EpochRecord | undefined;
  await model.train(dataset, config.training, [], { onEpoch: (record) => (last = record) }, signal);
  if (!last) throw new Error('A study trains at least one epoch; the config check lets none through without.');
  const parameters = model.layers.reduce((sum, layer) => sum + layer.parameters, 0);
  return {
    score: { ...scoreOf(last, dataset), parameters },
    weights: model.weights(),
    model,
    epoch: last.keptFrom ?? last.epoch,
  };
}

/**
 * The head of the target Y alone. Its cross-entropy on data that it was not trained on is at least H(Y|prediction), so
 * that H(Y) less it bounds the information of the prediction about Y from below.
 */
function scoreOf(record: EpochRecord, { heldOut: { targets } }: Dataset): Omit<Score, 'parameters'> {
  const { validationLoss: loss, validationAccuracy: accuracy } =
    record.heads?.find(({ target }) => target === 'Y') ?? record;
  if (accuracy === undefined || !targets?.symbols) return { loss };
  return { accuracy, loss, information: Math.max(0, entropyOf(targets.symbols) - loss) };
}

/** The entropy of the shares of the symbols, nats; -1 is no symbol. It is below H(Y) on average. */
export function entropyOf(symbols: Int32Array): number {
  const counts = new Map<number, number>();
  let total = 0;
  for (const symbol of symbols) {
    if (symbol < 0) continue;
    counts.set(symbol, (counts.get(symbol) ?? 0) + 1);
    total++;
  }
  return -[...counts.values()].reduce((sum, count) => sum + (count / total) * Math.log(count / total), 0);
}

/** The seed of a repetition: the config's own for the first. */
export const seedOf = ({ seed }: AnalysisConfig, repetition: number): number => (seed + repetition - 1) % 2 ** 31;
