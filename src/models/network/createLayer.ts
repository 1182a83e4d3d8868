import { isCell, isResidual } from '../../config/layers/layerTraits';
import type { NamedLayerConfig } from '../../config/schema/layers';
import type { RecurrentKernel } from '../kernels/recurrentKernel';
import { AttentionLayer } from '../layers/attention';
import { BottleneckLayer } from '../layers/bottleneck';
import { DenseLayer } from '../layers/dense';
import { DropoutLayer } from '../layers/dropout';
import { EmbeddingLayer } from '../layers/embedding';
import { EntropyBottleneckLayer } from '../layers/entropyBottleneck';
import { InfomaxLayer } from '../layers/infomax';
import type { Layer } from '../layers/layer';
import { NormalizationLayer } from '../layers/layerNormalization';
import { BidirectionalLayer } from '../layers/recurrent/bidirectional';
import { RecurrentLayer } from '../layers/recurrent/recurrent';
import { ResidualLayer } from '../layers/recurrent/residual';
import { RepeatVectorLayer } from '../layers/repeatVector';

/**
 * The layer of a config, with its sum where it is residual.
 * @param widths of what it reads, and of its critic's companion
 * @param sequences whether it returns every step
 * @param steps length of the sequences
 */
export function createLayer(
  config: NamedLayerConfig,
  widths: { inputs: number; about: number },
  sequences: boolean,
  kernel: RecurrentKernel,
  steps: number,
): Layer {
  const layer = plainLayer(config, widths, sequences, kernel, steps);
  return isResidual(config) ? new ResidualLayer(layer) : layer;
}

function plainLayer(
  config: NamedLayerConfig,
  { inputs, about }: { inputs: number; about: number },
  sequences: boolean,
  kernel: RecurrentKernel,
  steps: number,
): Layer {
  if (isCell(config)) return new RecurrentLayer(config, inputs, sequences, kernel);
  switch (config.type) {
    case 'bidirectional':
      return new BidirectionalLayer(config, inputs, sequences, kernel);
    case 'embedding':
      return new EmbeddingLayer(config.name, config.units, inputs);
    case 'dense':
      return new DenseLayer(config, inputs);
    case 'repeatVector':
      return new RepeatVectorLayer(config.name, inputs, steps);
    case 'dropout':
      return new DropoutLayer(config.name, inputs, config.rate, config.mask);
    case 'bottleneck':
      return new BottleneckLayer(config, inputs);
    case 'entropyBottleneck':
      return new EntropyBottleneckLayer(config, inputs);
    case 'infomax':
      return new InfomaxLayer(config, inputs, about);
    case 'attention':
      return new AttentionLayer(config, inputs, steps);
    case 'layerNormalization':
      return new NormalizationLayer(config.name, inputs, config.epsilon);
  }
}
