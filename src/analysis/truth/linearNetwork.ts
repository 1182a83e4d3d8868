import { sentence } from '../../base/sentence';
import { innerBottleneck, isResidual, stepNoise } from '../../config/layers/layerTraits';
import type { AnalysisConfig } from '../../config/schema/config';
import type { ExactValue } from '../../data/dataset';
import { autocorrelations, stationaryProcess } from '../../information/exact/processes/autoregressive';
import { linearGaussianInformation, type LinearGaussianNetwork } from '../../information/exact/gaussian/linearGaussian';
import type { NamedWeights } from '../../models/model';
import { leakyRows, rows } from './linearRecurrence';

/** A quantity of one layer of a linear-Gaussian network, exact, in nats. */
export type TruthLine = ExactValue;

/** Beyond this product of units and steps the exact covariances cost more than the estimates that they replace. */
const largestNetwork = 20_000;

/**
 * The exact information of a network whose first layer is a linear simpleRNN, leakyRNN or echoState on Gaussian input:
 * state and input are jointly Gaussian, so that every quantity follows from the weights. Empty for any other network.
 * The noise is the layer's own, or the analysis's read-out noise.
 */
export function linearTruth(config: AnalysisConfig, weights: NamedWeights): TruthLine[] {
  const layer = config.model.layers.at(0);
  const { data } = config;
  if (
    (layer?.type !== 'simpleRNN' && layer?.type !== 'leakyRNN' && layer?.type !== 'echoState') ||
    layer.activation !== 'linear' ||
    isResidual(layer) ||
    innerBottleneck(layer) ||
    (data.task !== 'gaussianNoise' && data.task !== 'gaussianProcess')
  )
    return [];
  if (layer.units * data.length > largestNetwork) return [];
  const given = rows(weights, `${layer.name}/kernel`);
  const recurrent = rows(weights, `${layer.name}/recurrentKernel`);
  if (!given || !recurrent) return [];
  const { kernel, recurrentKernel } =
    layer.type === 'simpleRNN' ? { kernel: given, recurrentKernel: recurrent } : leakyRows(layer, given, recurrent);
  const information = linearGaussianInformation({
    kernel,
    recurrentKernel,
    length: data.length,
    noiseVariance: stepNoise(layer) ?? layer.noise?.variance ?? config.analysis.noise.variance,
    placement: layer.noise?.placement ?? 'readout',
    ...inputLaw(data),
  });
  const { name } = layer;
  const line = (
    quantity: string,
    source: string,
    target: string,
    time: number,
    nats: number,
    more: Partial<TruthLine> = {},
  ): TruthLine => ({ quantity, source, target, time, nats, name: sentence('exact, linear network'), ...more });
  return [
    ...information.inputInformation.map((nats, i) => line('inputInformation', 'X', name, i + 1, nats)),
    ...information.historyInformation.slice(1).map((nats, i) => line('historyInformation', name, name, i + 2, nats)),
    ...information.memory.map((nats, lag) => line('memory', 'X', name, data.length, nats, { lag })),
    ...(information.outputInformation ?? []).flatMap((nats, i) =>
      nats === undefined ? [] : [line('outputInformation', name, 'Y', i + 1, nats)],
    ),
  ];
}

function inputLaw(
  data: Extract<AnalysisConfig['data'], { task: 'gaussianNoise' | 'gaussianProcess' }>,
): Partial<LinearGaussianNetwork> {
  if (data.task === 'gaussianNoise') return {};
  const stationary = stationaryProcess(data);
  if (!stationary) return {};
  const { variance } = stationary;
  return {
    inputAutocovariance: autocorrelations(data, stationary, data.length + 2).map((correlation) => [
      [correlation * variance],
    ]),
    target: { lag: -1 },
  };
}
