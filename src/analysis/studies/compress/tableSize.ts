import type { AnalysisConfig } from '../../../config/schema/config';
import { buildModel } from '../../../models/buildModel';
import type { NamedWeights } from '../../../models/model';
import type { TableSize } from '../../../result/studies';
import { predicted, scoreOf } from '../predicted';
import type { StudyContext } from '../study';
import { codedTable } from './codedTable';
import { isEmbedding } from './smaller';

/** Bits of a kibibyte. */
const kibibyte = 8 * 1024;

/** The size of an embedding's table and of its code, with the loss by the coded table, nats; of classes alone. */
export async function tableSize(
  config: AnalysisConfig,
  weights: NamedWeights,
  { dataset, backend, signal }: Pick<StudyContext, 'dataset' | 'backend' | 'signal'>,
): Promise<TableSize | undefined> {
  const { inputs, targets } = dataset.heldOut;
  const entry = Object.entries(weights).find(([name]) => name.startsWith(`${config.compress?.layer}/`));
  if (!isEmbedding(config) || !entry || targets?.alphabet === undefined) return undefined;
  const [name, { shape, values }] = entry;
  const coded = codedTable(values);
  const model = buildModel(config, dataset, backend.kernel);
  model.setWeights({ ...weights, [name]: { shape, values: coded.values } });
  const prediction = await predicted(model, inputs, targets.alphabet, false, config.seed, signal);
  return {
    kibibytes: (32 * values.length) / kibibyte,
    codedKibibytes: coded.bits / kibibyte,
    codedBits: coded.bits / shape[0],
    codedLoss: scoreOf(prediction, targets).loss,
  };
}
