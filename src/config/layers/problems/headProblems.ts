import { sentence, type Sentence } from '../../../base/sentence';
import type { DataShape } from '../dataShape';
import { type HeadSetting, headsOf, namesHeads, targetSentence } from '../heads';
import type { LayerGraph } from '../layerGraph';
import type { LayerProblem } from '../layerProblem';
import { hasOwnStates, learnsAlone } from '../layerTraits';
import type { TargetShape } from '../targets';
import { headMismatch } from './headMismatch';

/**
 * Heads that do not fit their targets, and a network in training without a head for Y.
 * @param trains whether the network is to be trained
 */
export function headProblems(graph: LayerGraph, data: DataShape, trains: boolean): LayerProblem[] {
  const { layers } = graph;
  const heads = headsOf(layers);
  const target = data.shapeOf('Y');
  // The data have no target and no layer is a head, so there is nothing to predict.
  if (target === 'none' && !namesHeads(layers)) return [];
  if (heads.length > 0) return heads.flatMap((head) => headProblem(graph, head, data));
  if (target === 'none' || !trains || layers.length === 0) return [];
  return layers.some(learnsAlone) ? headCovered(graph, target) : [headMissing(layers.length, target)];
}

/**
 * A dense layer that fits the target, below layers that only hand on its output: it looks like the head, but only the
 * last layer is one by itself.
 */
function headCovered({ layers }: LayerGraph, target: TargetShape | undefined): LayerProblem[] {
  const index = layers.findLastIndex(({ type }) => hasOwnStates(type));
  const layer = layers.at(index);
  if (index < 0 || layer?.type !== 'dense') return [];
  const { name } = layer;
  const head = { index, name, target: 'Y', weight: 1 };
  const fits = target ? headMismatch(head, layer, target) === undefined : layer.activation === 'softmax';
  return fits
    ? [
        {
          index: index + 1,
          keys: ['type'],
          sentence: sentence(
            '"{0}" comes after "{1}", so that "{1}" does not predict the target. Put it before "{1}", or give ' +
              '"{1}" a "head": {}.',
            layers[index + 1].name,
            name,
          ),
        },
      ]
    : [];
}

function headMissing(count: number, target: TargetShape | undefined): LayerProblem {
  const head =
    target === undefined
      ? sentence('a dense layer with a unit for every class or value')
      : target.classes === undefined
        ? `{ "type": "dense", "units": ${target.values ?? 1} }`
        : `{ "type": "dense", "units": ${target.classes}, "activation": "softmax" }`;
  return {
    index: count - 1,
    keys: [],
    sentence: sentence(
      'No layer predicts the target. End the network with {0}, or set "epochs" to 0 to analyze it without a head.',
      head,
    ),
    ...(typeof head === 'string' && { next: head }),
  };
}

function headProblem({ layers }: LayerGraph, head: HeadSetting, data: DataShape): LayerProblem[] {
  const { index, name, target } = head;
  const shape = data.shapeOf(target);
  const keys = ['head', 'target'];
  if (shape === 'none')
    return [
      {
        index,
        keys,
        sentence: targetMissing(name, target, data.targets.map((other) => `"${other}"`).join(' or ')),
        right: 'X',
      },
    ];
  if (target === 'next' && data.length !== undefined && data.length < 2)
    return [
      {
        index,
        keys,
        sentence: sentence(
          '"{0}" predicts the next input, but sequences of one step have none. Set "target" to "X", or use ' +
            'sequences of 2 steps or more.',
          name,
        ),
        right: 'X',
      },
    ];
  const layer = layers[index];
  const mismatch = shape && layer.type === 'dense' ? headMismatch(head, layer, shape, data.length) : undefined;
  return mismatch ? [mismatch] : [];
}

function targetMissing(name: string, target: string, known: string): Sentence {
  return target === 'Y'
    ? sentence('"{0}" predicts the target, which the data do not have. Set "target" to {1}.', name, known)
    : sentence(
        '"{0}" predicts {1}, which the data do not have. Set "target" to {2}. In a data file, "furtherTargets" ' +
          'names further targets.',
        name,
        targetSentence(target),
        known,
      );
}
