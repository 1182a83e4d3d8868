import { sentence } from '../../base/sentence';
import { LayerGraph } from '../layers/layerGraph';
import { headsOf, type HeadSetting, namesHeads } from '../layers/heads';
import { hasRate, learnsAlone } from '../layers/layerTraits';
import { error, type Finding, replaceBy, warning } from '../text/problem';
import type { AnalysisConfig } from '../schema/config';
import { targetShape } from '../layers/targets';

type Layers = AnalysisConfig['model']['layers'];

/** Whether every layer of the network is trained by some loss, and whether its targets make sense. */
export function checkTarget(config: AnalysisConfig): Finding[] {
  if (config.data.task === 'activations') return checkRecorded(config);
  const { layers } = config.model;
  const graph = new LayerGraph(layers);
  const heads = headsOf(layers);
  const trains = config.training.epochs > 0;
  const alone = layers.some(learnsAlone);
  if (namesHeads(layers)) {
    return [
      ...(trains ? unread(graph, heads) : []),
      ...chained(layers, heads),
      ...uncompressed(graph, heads),
      ...learnedVariances(layers, heads),
    ];
  }
  const target = targetShape(config.data);
  if (target === 'none') {
    return trains && !alone
      ? [
          error(
            ['training', 'epochs'],
            sentence(
              'The task "{0}" has no target to train for. Set "epochs" to 0 to analyze the network as it is, ' +
                'or give the last dense layer "head": { "target": "X" } to reconstruct the input.',
              config.data.task,
            ),
            replaceBy(0),
          ),
        ]
      : [];
  }
  // `networkProblems` reports a head that is missing or that does not fit its target.
  if (heads.length === 0 && trains) return alone ? unpredicted(config) : [];
  if (heads.length === 0) return alone ? [] : loneBottleneck(layers);
  return trains ? unread(graph, heads) : [];
}

/** Recorded states need neither a model nor further networks; a model needs the weights that they were made with. */
function checkRecorded({ data, model, networks }: AnalysisConfig): Finding[] {
  const hasWeights = model.weights !== undefined || (data.task === 'activations' && data.recording !== undefined);
  return [
    ...(model.layers.length > 0 && !hasWeights
      ? [
          warning(
            ['model'],
            sentence(
              'The data are recorded states, and no network is built without its weights: add "weights", or remove ' +
                '"model".',
            ),
          ),
        ]
      : []),
    ...(networks
      ? [
          error(
            ['networks'],
            sentence('The data are recorded states, so no network is trained beside them: remove "networks".'),
          ),
        ]
      : []),
  ];
}

/** Only a head for clean values learns their variance: a network that sees its target would make it 0. */
function learnedVariances(layers: Layers, heads: readonly HeadSetting[]): Finding[] {
  return heads.flatMap(({ index, name, target, variance }) => {
    if (variance !== 'learned') return [];
    const layer = layers[index];
    const path = ['model', 'layers', index, 'head', 'variance'];
    if (target !== 'clean')
      return [
        error(
          path,
          sentence(
            '"{0}" predicts "{1}", and only a head for "clean" learns its variance: give a number, or remove ' +
              '"variance".',
            name,
            target,
          ),
        ),
      ];
    return layer.type === 'dense' && layer.activation === 'softmax'
      ? [error(path, sentence('"{0}" predicts symbols, which have no variance: remove "variance".', name))]
      : [];
  });
}

function loneBottleneck(layers: Layers): Finding[] {
  const index = layers.findIndex(hasRate);
  return index < 0 || layers.slice(index + 1).some((layer) => layer.type === 'dense')
    ? []
    : [
        error(
          ['model', 'layers', index],
          sentence(
            '"{0}" has a rate but no head after it: add a dense layer that predicts the target.',
            layers[index].name,
          ),
        ),
      ];
}

/** A layer that learns without a head does not make the network predict the target, which may be what was meant. */
function unpredicted({ data, model: { layers } }: AnalysisConfig): Finding[] {
  const alone = layers.findIndex(learnsAlone);
  if (layers.some(({ type }) => type === 'dense')) return [];
  if (data.task === 'file' && data.target === undefined && data.targets === undefined) return [];
  return [
    warning(
      ['model', 'layers', alone],
      sentence(
        'No layer predicts the target of the data: "{0}" alone trains the network. End it with a dense layer if it ' +
          'should predict.',
        layers[alone].name,
      ),
    ),
  ];
}

/** A layer on which no head depends learns nothing. */
function unread(graph: LayerGraph, heads: readonly HeadSetting[]): Finding[] {
  const { layers } = graph;
  const ends = [
    ...heads.map(({ index }) => index),
    ...layers.flatMap((layer, index) => (learnsAlone(layer) ? [index] : [])),
  ];
  const useful = graph.withAncestors(ends);
  return layers.flatMap((layer, index) =>
    useful.has(index)
      ? []
      : [
          error(
            ['model', 'layers', index],
            sentence(
              'No head depends on "{0}", so nothing would train it: let a head read it ("input" or "skip"), ' +
                'give it a "head", or remove it.',
              layer.name,
            ),
          ),
        ],
  );
}

/** A head that reads another head sees only the prediction of that head. */
function chained(layers: Layers, heads: readonly HeadSetting[]): Finding[] {
  return heads.flatMap(({ index }) => {
    const layer = layers[index];
    const before = heads.find((other) => other.index === index - 1);
    if (!before || layer.type !== 'dense' || layer.input !== undefined || index === 0) return [];
    return [
      warning(
        ['model', 'layers', index],
        sentence(
          '"{0}" reads only the prediction of the head "{1}". If both heads should read the same layer, name ' +
            'that layer in "input".',
          layer.name,
          before.name,
        ),
      ),
    ];
  });
}

/** A reconstruction without a rate may simply copy its input. */
function uncompressed({ layers, ancestors }: LayerGraph, heads: readonly HeadSetting[]): Finding[] {
  return heads
    .filter(({ target }) => target === 'X')
    .flatMap(({ index, name }) =>
      [...ancestors[index]].some((from) => hasRate(layers[from]))
        ? []
        : [
            warning(
              ['model', 'layers', index, 'head'],
              sentence(
                '"{0}" reconstructs the input without a bottleneck before it, so nothing has to be compressed. ' +
                  'Put { "type": "bottleneck", "units": 2 } before it.',
                name,
              ),
            ),
          ],
    );
}
