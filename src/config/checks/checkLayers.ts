import { sentence } from '../../base/sentence';
import { dataShapeOf } from '../layers/dataShape';
import { LayerGraph } from '../layers/layerGraph';
import { layerPath } from '../layers/layerPath';
import { networkProblems } from '../layers/problems/networkProblems';
import { error, type Finding, followedBy, replaceBy } from '../text/problem';
import type { AnalysisConfig } from '../schema/config';
import { checkInnerBottlenecks } from './checkInnerBottlenecks';
import { checkNormalization } from './checkNormalization';
import { isReserved, reservedFor } from './reservedNames';

/** Names, order and shapes along the layers. */
export function checkLayers(config: AnalysisConfig): Finding[] {
  const { layers } = config.model;
  return [
    ...checkNames(layers),
    ...checkNetwork(config),
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
            '"{0}" is the name that charts use for {1}. Give the layer another name.',
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
            'Two layers are called "{0}" (number {1} and number {2}). Every layer needs its own name.',
            layer.name,
            before + 1,
            index + 1,
          ),
          replaceBy(freeName(layer.name, layers)),
        ),
      ];
    first.set(layer.name, index);
    return [];
  });
}

function freeName(name: string, layers: Layers): string {
  const taken = new Set(layers.map((layer) => layer.name));
  for (let number = 2; ; number++) if (!taken.has(`${name}${number}`)) return `${name}${number}`;
}

/** Problems that keep the network from being built, as far as the config alone shows them. */
function checkNetwork({ data, model, training }: AnalysisConfig): Finding[] {
  return networkProblems(new LayerGraph(model.layers), dataShapeOf(data), training.epochs > 0).map(
    ({ index, keys, sentence: said, right, next }) =>
      error(
        layerPath(index, ...keys),
        said,
        next ? followedBy(next) : right === undefined ? undefined : replaceBy(right),
      ),
  );
}
