import { sentence } from '../../base/sentence';
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
          sentence('"{0}" must say itself what it reads: move "skip" from the layer inside to it.', layer.name),
        ),
      ];
    }
    if (layer.type === 'attention' && layer.units % layer.heads !== 0) {
      return [
        error(
          [...path, 'heads'],
          sentence('"{0}" has {1} heads, which cannot share {2} units evenly.', layer.name, layer.heads, layer.units),
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
  if (from < 0) return [error(path, sentence('"{0}" reads "{1}", but no layer has that name.', reader, name))];
  return from < index
    ? []
    : [
        error(
          path,
          sentence(
            '"{0}" reads "{1}", which {2}: a skip connection leads from an earlier layer to a later one.',
            reader,
            name,
            from === index ? 'is itself' : 'comes after it',
          ),
        ),
      ];
}
