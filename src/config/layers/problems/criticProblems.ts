import { sentence } from '../../../base/sentence';
import type { DataShape } from '../dataShape';
import type { LayerGraph } from '../layerGraph';
import type { LayerProblem } from '../layerProblem';
import type { Sequences } from '../sequences';

/** A critic compares its input with the network's input, with the next input, or with an earlier layer. */
export function criticProblems({ layers }: LayerGraph, { length }: DataShape, sequences: Sequences): LayerProblem[] {
  return layers.flatMap((layer, index): LayerProblem[] => {
    if (layer.type !== 'infomax' || layer.about === 'X') return [];
    const { name, about } = layer;
    const problem = (said: LayerProblem['sentence'], right?: string): LayerProblem[] => [
      { index, keys: ['about'], sentence: said, ...(right !== undefined && { right }) },
    ];
    if (about === 'future') {
      if (length !== undefined && length < 2)
        return problem(
          sentence(
            '"{0}" is about the next input, but sequences of one step have none. Set "about" to "X", or use ' +
              'sequences of 2 steps or more.',
            name,
          ),
          'X',
        );
      return sequences.readsSteps[index]
        ? []
        : problem(
            sentence(
              '"{0}" is about the next input, but it reads a single step. Let it read a layer that returns every step.',
              name,
            ),
          );
    }
    const from = layers.findIndex((other) => other.name === about);
    if (from < 0)
      return problem(
        sentence(
          '"{0}" is about "{1}", but no layer has that name. Set "about" to "X", "future" or the name of an ' +
            'earlier layer.',
          name,
          about,
        ),
        'X',
      );
    return from < index
      ? []
      : problem(
          sentence(
            from === index
              ? '"{0}" cannot be about itself. Set "about" to "X", "future" or the name of an earlier layer.'
              : '"{0}" is about "{1}", which comes after it. Set "about" to "X", "future" or the name of an earlier ' +
                  'layer.',
            name,
            about,
          ),
          'X',
        );
  });
}
