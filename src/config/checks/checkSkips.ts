import { error, type Finding } from '../text/problem';
import type { AnalysisConfig } from '../schema/config';

type Layers = AnalysisConfig['model']['layers'];

/** Skip connections lead from a layer that is there to a later one. */
export function checkSkips(layers: Layers): Finding[] {
  return layers.flatMap((layer, index) => {
    const path = ['model', 'layers', index];
    if (layer.type === 'bidirectional' && layer.layer.skip) {
      return [
        error(
          [...path, 'layer', 'skip'],
          `"${layer.name}" must say itself what it reads: move "skip" from the layer inside to it.`,
        ),
      ];
    }
    if (layer.type === 'attention' && layer.units % layer.heads !== 0) {
      return [
        error(
          [...path, 'heads'],
          `"${layer.name}" has ${layer.heads} heads, which cannot share ${layer.units} units evenly.`,
        ),
      ];
    }
    if (!('skip' in layer)) return [];
    return (layer.skip ?? []).flatMap((name, place) => problemOf(layers, index, name, [...path, 'skip', place]));
  });
}

function problemOf(layers: Layers, index: number, name: string, path: (string | number)[]): Finding[] {
  if (name === 'X') return [];
  const from = layers.findIndex((layer) => layer.name === name);
  const reader = layers[index].name;
  if (from < 0) return [error(path, `"${reader}" reads "${name}", but no layer has that name.`)];
  return from < index
    ? []
    : [
        error(
          path,
          `"${reader}" reads "${name}", which ${from === index ? 'is itself' : 'comes after it'}: a skip ` +
            'connection leads from an earlier layer to a later one.',
        ),
      ];
}
