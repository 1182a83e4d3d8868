import type { AnalysisConfig } from '../../../config/schema/config';
import { buildModel } from '../../../models/buildModel';
import type { NamedWeights } from '../../../models/model';
import type { CodedSize, TableSize } from '../../../result/studies';
import { predicted, scoreOf } from '../predicted';
import type { StudyContext } from '../study';
import { codedTable } from './codedTable';
import { isEmbedding } from './smaller';

/** Bits of a kibibyte. */
const kibibyte = 8 * 1024;

/** Sizes of a network and of its code, losses in nats. */
export interface CodedSizes {
  readonly network?: CodedSize;
  /** Of the compressed embedding. */
  readonly table?: TableSize;
}

type Context = Pick<StudyContext, 'dataset' | 'backend' | 'signal'>;

/**
 * The size of all weights and of their code, and of an embedding's table alone, with the loss by the coded numbers;
 * nothing where the targets are no classes.
 * @throws CancelledError
 */
export async function codedSizes(config: AnalysisConfig, weights: NamedWeights, context: Context): Promise<CodedSizes> {
  if (context.dataset.heldOut.targets?.alphabet === undefined) return {};
  const network = await sizeOf(Object.keys(weights), config, weights, context);
  const name = Object.keys(weights).find((one) => one.startsWith(`${config.compress?.layer}/`));
  if (!isEmbedding(config) || name === undefined) return { network };
  const own = await sizeOf([name], config, weights, context);
  return { network, table: { ...own, codedBits: (own.codedKibibytes * kibibyte) / weights[name].shape[0] } };
}

/** The size of some arrays, and the loss where these are coded. */
async function sizeOf(
  names: readonly string[],
  config: AnalysisConfig,
  weights: NamedWeights,
  { dataset, backend, signal }: Context,
): Promise<CodedSize> {
  const { inputs, targets } = dataset.heldOut;
  if (targets?.alphabet === undefined) throw new Error('Only the loss of classes is asked.');
  const coded = names.map((name) => ({ name, ...codedTable(weights[name].values) }));
  const model = buildModel(config, dataset, backend.kernel);
  const given: NamedWeights = Object.fromEntries(
    coded.map(({ name, values }) => [name, { shape: weights[name].shape, values }] as const),
  );
  model.setWeights({ ...weights, ...given });
  const prediction = await predicted(model, inputs, targets.alphabet, false, config.seed, signal);
  return {
    kibibytes: (32 * coded.reduce((sum, { values }) => sum + values.length, 0)) / kibibyte,
    codedKibibytes: coded.reduce((sum, { bits }) => sum + bits, 0) / kibibyte,
    codedLoss: scoreOf(prediction, targets).loss,
  };
}
