import type { StackDense, StackLayer, Stack } from '../kernels/stack';
import type { NamedLayerConfig } from '../../config/schema/layers';
import type { Layer } from '../layers/layer';
import type { NetworkPlan } from './plan';
import { sizeOf } from './parameters';

/** Whether all layers are of types that a stack may contain. */
export function isPlainStack(configs: readonly NamedLayerConfig[]): boolean {
  return (
    configs.at(-1)?.type === 'dense' && configs.every((config, index) => isPlain(config, index === configs.length - 1))
  );
}

/** The network as a stack; undefined if it is none. */
export function stackOf(
  configs: readonly NamedLayerConfig[],
  layers: readonly Layer[],
  plan: NetworkPlan,
  inputs: number,
): Stack | undefined {
  const [head] = plan.heads;
  if (plan.heads.length !== 1 || head.layer !== configs.length - 1 || !isPlainStack(configs)) return undefined;
  let offset = 0;
  let width = inputs;
  const stack: StackLayer[] = [];
  for (const [index, config] of configs.entries()) {
    const { units, weights } = layers[index];
    const place = { inputs: width, units, offset };
    const atEnd = index === configs.length - 1 && head.at === 'end';
    if (isCell(config)) {
      stack.push({
        ...place,
        type: config.type === 'gru' && config.resetAfter ? 'resetAfterGRU' : config.type,
        activation: config.type === 'simpleRNN' ? config.activation : 'tanh',
        bias: config.useBias !== false,
      });
    } else {
      stack.push({
        ...place,
        type: 'dense',
        activation: activationOf(config),
        bias: config.type === 'dense' && config.useBias !== false,
        reads: plan.padded || (plan.sequences[index] && !atEnd) ? 'every' : 'last',
      });
    }
    offset += weights.reduce((sum, { shape }) => sum + sizeOf(shape), 0);
    width = units;
  }
  return { layers: stack, inputs, outputs: width };
}

type CellConfig = Extract<NamedLayerConfig, { type: 'simpleRNN' | 'lstm' | 'gru' }>;

function isCell(config: NamedLayerConfig): config is CellConfig {
  return config.type === 'simpleRNN' || config.type === 'lstm' || config.type === 'gru';
}

function isPlain(config: NamedLayerConfig, last: boolean): boolean {
  if (config.type === 'embedding') return true;
  if ('input' in config && config.input !== undefined) return false;
  if ('residual' in config && config.residual) return false;
  if (config.type === 'dense' && config.head?.variance === 'learned') return false;
  if (config.type === 'dense') return !config.skip && (last || (config.activation !== 'softmax' && !config.head));
  return (
    isCell(config) &&
    !config.skip &&
    !config.noise &&
    !config.bottleneck &&
    !(config.type === 'lstm' && (config.peepholes || config.layerNormalization))
  );
}

/** The activation of a dense layer, without a softmax, which the loss computes. */
function activationOf(config: NamedLayerConfig): StackDense['activation'] {
  return config.type !== 'dense' || config.activation === 'softmax' ? 'linear' : config.activation;
}
