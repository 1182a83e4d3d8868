import { sentence, type Sentence } from '../../../base/sentence';
import { targetSentence } from '../heads';
import type { LayerGraph } from '../layerGraph';
import type { LayerProblem } from '../layerProblem';
import { cellOf } from '../layerTraits';
import { endsSteps, type HeadTime, type Sequences } from '../sequences';

/** Layers and heads that read a single step where they need every step, or the other way round. */
export function stepProblems(graph: LayerGraph, heads: readonly HeadTime[], sequences: Sequences): LayerProblem[] {
  const { layers, reads } = graph;
  const { readsSteps, endedBy } = sequences;
  const readers = layers.flatMap((layer, index): LayerProblem[] => {
    const keys = ['type'];
    if (cellOf(layer) && !readsSteps[index])
      return [
        {
          index,
          keys,
          sentence: sentence(
            '"{0}" has no sequence to read: {1} before it returns its last step only. Put { "type": ' +
              '"repeatVector" } between them to repeat that step.',
            layer.name,
            quoted(graph, endedBy[reads[index]]),
          ),
        },
      ];
    return layer.type === 'repeatVector' && readsSteps[index]
      ? [{ index, keys, sentence: repeatedSequence(graph, index) }]
      : [];
  });
  return [...readers, ...heads.flatMap((head) => headProblem(graph, head, sequences))];
}

/** A head that predicts at every step, but reads a single step. */
function headProblem(
  graph: LayerGraph,
  { index, target, at }: HeadTime,
  { returnsSteps, endedBy }: Sequences,
): LayerProblem[] {
  const ender = endedBy[index];
  if (at !== 'every' || returnsSteps[index] || ender === undefined) return [];
  if (target !== 'Y')
    return [
      {
        index,
        keys: [],
        sentence: sentence(
          '"{0}" predicts {1} at every step, but {2} returns its last step only. Put { "type": "repeatVector" ' +
            '} and a recurrent layer between them.',
          graph.nameOf(index),
          targetSentence(target),
          quoted(graph, ender),
        ),
      },
    ];
  return [
    endsSteps(graph.layers[ender])
      ? {
          index: ender,
          keys: ['steps'],
          sentence: sentence(
            '{0} makes one code of the last step, but there is a target at every step. Set "steps" to "every".',
            quoted(graph, ender),
          ),
        }
      : {
          index: ender,
          keys: [],
          sentence: sentence(
            '{0} returns its last step only, but there is a target at every step: remove "returnSequences", or ' +
              'set it to true.',
            quoted(graph, ender),
          ),
        },
  ];
}

function repeatedSequence(graph: LayerGraph, index: number): Sentence {
  const { layers, reads } = graph;
  let from = reads[index];
  while (from >= 0 && !cellOf(layers[from])) from = reads[from];
  const { name } = layers[index];
  return from < 0
    ? sentence(
        '"{0}" repeats a single step, but it reads a sequence. Put a recurrent layer with "returnSequences": ' +
          'false before it.',
        name,
      )
    : sentence(
        '"{0}" repeats a single step, but it reads a sequence. Set "returnSequences" of {1} to false.',
        name,
        quoted(graph, from),
      );
}

const quoted = (graph: LayerGraph, index: number | undefined): string | Sentence =>
  index === undefined ? sentence('a layer') : `"${graph.nameOf(index)}"`;
