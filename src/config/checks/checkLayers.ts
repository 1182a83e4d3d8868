import { sentence } from '../../base/sentence';
import { type FlowHead, flowOf, inputProblem } from '../layers/layerGraph';
import { headsOf } from '../layers/heads';
import { error, type Finding } from '../text/problem';
import type { AnalysisConfig } from '../schema/config';
import { inputShape, shapeOf, targetShape } from '../layers/targets';
import { checkInnerBottlenecks } from './checkInnerBottlenecks';
import { checkNormalization } from './checkNormalization';
import { checkResiduals } from './checkResiduals';
import { isReserved, reservedFor } from './reservedNames';
import { checkSkips } from './checkSkips';

/** Names, order and shapes along the layers. */
export function checkLayers(config: AnalysisConfig): Finding[] {
  const { layers } = config.model;
  return [
    ...checkNames(layers),
    ...checkEmbedding(config),
    ...checkInputs(layers),
    ...checkTime(config),
    ...checkSkips(layers),
    ...checkResiduals(config),
    ...checkInnerBottlenecks(layers),
    ...checkNormalization(config),
  ];
}

type Layers = AnalysisConfig['model']['layers'];

function checkNames(layers: Layers): Finding[] {
  const first = new Map<string, number>();
  return layers.flatMap((layer, index) => {
    const path = ['model', 'layers', index, 'name'];
    if (isReserved(layer.name))
      return [
        error(
          path,
          sentence(
            '"{0}" is the charts\' name for {1}: give the layer another name.',
            layer.name,
            reservedFor(layer.name),
          ),
        ),
      ];
    const before = first.get(layer.name);
    if (before !== undefined)
      return [
        error(
          path,
          sentence(
            'Two layers are called "{0}" (number {1} and number {2}): every layer needs a name of its own.',
            layer.name,
            before + 1,
            index + 1,
          ),
        ),
      ];
    first.set(layer.name, index);
    return [];
  });
}

function checkEmbedding(config: AnalysisConfig): Finding[] {
  const input = inputShape(config.data);
  return config.model.layers.flatMap((layer, index) => {
    if (layer.type !== 'embedding') return [];
    if (index > 0)
      return [
        error(
          ['model', 'layers', index, 'type'],
          sentence(
            '"{0}" is an embedding at place {1}: it reads symbols, so it must be the first layer.',
            layer.name,
            index + 1,
          ),
        ),
      ];
    if (input && !input.discrete)
      return [
        error(
          ['model', 'layers', index, 'type'],
          sentence(
            '"{0}" is an embedding, but the input of "{1}" is not made of symbols: use a dense layer.',
            layer.name,
            config.data.task,
          ),
        ),
      ];
    return [];
  });
}

function checkTime(config: AnalysisConfig): Finding[] {
  const { layers } = config.model;
  const heads = headsOf(layers).flatMap((head): FlowHead[] => {
    const shape = shapeOf(config.data, head.target);
    return shape === 'none' ? [] : [{ ...head, at: shape?.at }];
  });
  const target = targetShape(config.data);
  const atEnd = target !== 'none' && target?.at === 'end';
  return flowOf(layers, heads, atEnd).problems.map(({ index, keys, sentence: said }) =>
    error(['model', 'layers', index, ...keys], said),
  );
}

function checkInputs(layers: Layers): Finding[] {
  return layers.flatMap((_, index) => {
    const problem = inputProblem(layers, index);
    return problem ? [error(['model', 'layers', index, ...problem.keys], problem.sentence)] : [];
  });
}
