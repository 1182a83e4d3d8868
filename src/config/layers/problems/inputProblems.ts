import { sentence } from '../../../base/sentence';
import { type LayerGraph, namedInput, namedSkips } from '../layerGraph';
import type { LayerProblem } from '../layerProblem';

/** Problems of the layers' connections: `input`, `skip`, and the same keys of a cell inside a layer. */
export function inputProblems(graph: LayerGraph): LayerProblem[] {
  return graph.layers.flatMap((layer, index) => {
    const inside = layer.type === 'bidirectional' ? insideProblems(layer.layer, layer.name, index) : [];
    return inside.length > 0 ? inside : [...inputProblem(graph, index), ...skipProblems(graph, index)];
  });
}

/** The cell inside a bidirectional layer has no connections of its own. */
function insideProblems(
  { input, skip, residual }: { input?: unknown; skip?: unknown; residual?: unknown },
  name: string,
  index: number,
): LayerProblem[] {
  const problems: LayerProblem[] = [];
  if (input !== undefined)
    problems.push({
      index,
      keys: ['layer', 'input'],
      sentence: sentence(
        '"input" must be in the bidirectional layer "{0}" itself, not in its inner layer. Move it there.',
        name,
      ),
    });
  if (skip !== undefined)
    problems.push({
      index,
      keys: ['layer', 'skip'],
      sentence: sentence(
        '"skip" must be in the bidirectional layer "{0}" itself, not in its inner layer. Move it there.',
        name,
      ),
    });
  if (residual === true)
    problems.push({
      index,
      keys: ['layer', 'residual'],
      sentence: sentence(
        '"residual" must be in the bidirectional layer "{0}" itself, because its input is added to both ' +
          'directions together. Move it there from the inner layer.',
        name,
      ),
    });
  return problems;
}

function inputProblem({ layers }: LayerGraph, index: number): LayerProblem[] {
  const reader = layers[index];
  const name = namedInput(reader);
  if (name === undefined || name === 'X') return [];
  const from = layers.findIndex((layer) => layer.name === name);
  if (from >= 0 && from < index) return [];
  const keys = ['input'];
  return [
    from < 0
      ? { index, keys, sentence: sentence('"{0}" reads "{1}", but no layer has that name.', reader.name, name) }
      : {
          index,
          keys,
          sentence: sentence(
            from === index
              ? '"{0}" cannot read itself. "input" must name an earlier layer, or "X".'
              : '"{0}" reads "{1}", which comes after it. "input" must name an earlier layer, or "X".',
            reader.name,
            name,
          ),
        },
  ];
}

function skipProblems({ layers }: LayerGraph, index: number): LayerProblem[] {
  const reader = layers[index];
  return namedSkips(reader).flatMap((name, place): LayerProblem[] => {
    const from = layers.findIndex((layer) => layer.name === name);
    if (name === 'X' || (from >= 0 && from < index)) return [];
    const keys = ['skip', place];
    return [
      from < 0
        ? { index, keys, sentence: sentence('"{0}" reads "{1}", but no layer has that name.', reader.name, name) }
        : {
            index,
            keys,
            sentence: sentence(
              from === index
                ? '"{0}" cannot read itself. A skip connection must lead from an earlier layer to a later one.'
                : '"{0}" reads "{1}", which comes after it. A skip connection must lead from an earlier layer to a ' +
                    'later one.',
              reader.name,
              name,
            ),
          },
    ];
  });
}
