import { readFileSync } from 'node:fs';
import { readConfig } from '../../src/config/readConfig';
import { inputSource } from '../../src/data/inputSource';
import { loadDataset } from '../../src/data/loadDataset';
import { kernelSteps } from '../../src/information/estimators/known/beginnings/kernelSteps';
import { runHere } from '../../src/information/estimators/known/beginnings/sharedInformation';
import { sumsOver } from '../../src/information/estimators/known/beginnings/sharedSums';
import { betweenBounds } from '../../src/information/estimators/known/fromRatios';
import { withLikelihoodKernel } from '../../src/information/numerics/kernels/likelihoodKernel';
import { buildModel } from '../../src/models/buildModel';
import { chooseRecurrentKernel } from '../../src/models/kernels/chooseRecurrentKernel';
import { recurrenceOf } from '../../src/models/network/stepped/recurrence';
import { selectBackend } from '../../src/runtime/selectBackend';
import { Random } from '../../src/base/random';

/**
 * I(X;H) in bits of the first layer at the last step, of the network that a config trains by WebAssembly: p(h) is the
 * sum over every history of equally likely independent symbols. The limits are those of the spread of the states.
 * @param each states of every beginning of half a history
 */
export async function enumerated(path: string, each: number): Promise<{ value: number; low: number; high: number }> {
  const { config } = readConfig(readFileSync(path, 'utf8'));
  if (!config) throw new Error(`${path} is no config.`);
  const source = inputSource(config.data);
  if (!source?.independent) throw new Error(`${path} has no independent symbols.`);
  await selectBackend('wasm');
  const dataset = await loadDataset(config.data, { seed: config.seed, configFolder: '.' });
  const model = buildModel(config, dataset, await chooseRecurrentKernel('wasm'));
  await model.train(dataset, config.training, [], {});
  const [first] = config.model.layers;
  const recurrence = recurrenceOf(config.model.layers, model.weights(), source.alphabet, first.name);
  if (!recurrence) throw new Error(`${first.type} is not run step by step.`);
  const { alphabet, length } = source;
  const ending = Math.floor(length / 2);
  const beginnings = alphabet ** (length - ending);
  const symbols = new Int32Array(beginnings * length);
  for (let j = 0; j < beginnings; j++)
    for (let t = 0, left = j; t < length - ending; t++, left = Math.floor(left / alphabet))
      symbols[j * length + t] = left % alphabet;
  const deviation = Math.sqrt(config.analysis.noise.variance);
  const { input } = await withLikelihoodKernel((kernel) => {
    const network = kernelSteps(recurrence, kernel, beginnings);
    const problem = { network, source, deviation, ending };
    const run = runHere((own, most) => kernelSteps(recurrence, own, most));
    return sumsOver(problem, symbols, { each }, run, new Random(1));
  });
  const { nats, low, high } = betweenBounds({ ...input, exact: true });
  return { value: nats / Math.LN2, low: low / Math.LN2, high: high / Math.LN2 };
}
