import { editedConfig } from '../../../config/edits';
import type { NamedWeights } from '../../../models/model';
import type { AnalysisResult } from '../../../result/result';
import { StudyComparison } from '../comparison';
import type { KeptNetwork } from '../keptNetwork';
import { compressSayings } from './sayings';

/**
 * The smallest of the compressed networks that is enough, as a config that runs it as it is.
 * @param networks those that the study trained
 * @param weightsFile the path of the weights in the new config
 */
export function smallestNetwork(
  result: AnalysisResult,
  configText: string,
  networks: readonly KeptNetwork[],
  weightsFile: string,
): { readonly configText: string; readonly weights: NamedWeights } | undefined {
  const smallest = new StudyComparison(result, 'compress').smallest?.size;
  const network = networks.find(({ size }) => size === smallest);
  const [advice] = compressSayings.advice(result);
  if (!network || advice.edits === undefined) return undefined;
  const { data } = result.config;
  const edits = [
    ...advice.edits,
    { path: ['model', 'weights'], value: weightsFile },
    { path: ['training', 'epochs'], value: 0 },
    // The default is another one for a network with given weights.
    ...(data.task === 'file' ? [{ path: ['data', 'standardize'], value: data.standardize }] : []),
  ];
  return { configText: editedConfig(configText, edits), weights: network.weights };
}
