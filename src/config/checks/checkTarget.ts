import { sentence } from '../../base/sentence';
import { ancestorsOf } from '../layers/layerGraph';
import { headMismatch, headsOf, type HeadSetting, namesHeads } from '../layers/heads';
import { hasRate, learnsAlone } from '../layers/layerTraits';
import { error, type Finding, replaceBy, warning } from '../text/problem';
import type { AnalysisConfig } from '../schema/config';
import { furtherTargets, shapeOf, targetShape, type TargetShape } from '../layers/targets';

type Layers = AnalysisConfig['model']['layers'];

/** Whether the layers tell what the data ask for, and what else they say they tell. */
export function checkTarget(config: AnalysisConfig): Finding[] {
  if (config.data.task === 'activations') return checkRecorded(config);
  const { layers } = config.model;
  const heads = headsOf(layers);
  const trains = config.training.epochs > 0;
  const alone = layers.some(learnsAlone);
  if (namesHeads(layers)) {
    return [
      ...heads.flatMap((head) => checkHead(config, head)),
      ...(trains ? unread(layers, heads) : []),
      ...chained(layers, heads),
      ...uncompressed(layers, heads),
    ];
  }
  const target = targetShape(config.data);
  if (target === 'none') {
    return trains && !alone
      ? [
          error(
            ['training', 'epochs'],
            sentence(
              '"{0}" has no target to train for: set "epochs" to 0 to analyse the network as it is, or give ' +
                'the last dense layer "head": { "target": "X" } to reconstruct the input.',
              config.data.task,
            ),
            replaceBy(0),
          ),
        ]
      : [];
  }
  if (heads.length === 0) return alone ? [] : trains ? [headMissing(layers.length, target)] : loneBottleneck(layers);
  return [...heads.flatMap((head) => checkHead(config, head)), ...(trains ? unread(layers, heads) : [])];
}

/** States that were recorded elsewhere stand for themselves. */
function checkRecorded({ model, networks }: AnalysisConfig): Finding[] {
  return [
    ...(model.layers.length > 0
      ? [warning(['model'], sentence('The states are given, so that no network is built: leave "model" out.'))]
      : []),
    ...(networks
      ? [
          error(
            ['networks'],
            sentence('The states are given, so that no network is trained beside them: leave "networks" out.'),
          ),
        ]
      : []),
  ];
}

function headMissing(count: number, target: TargetShape | undefined): Finding {
  const head =
    target === undefined
      ? 'a dense layer with a unit for every class or value'
      : target.classes === undefined
        ? `{ "type": "dense", "units": ${target.values ?? 1} }`
        : `{ "type": "dense", "units": ${target.classes}, "activation": "softmax" }`;
  return error(
    ['model', 'layers', count - 1],
    sentence(
      'No layer produces the target: end the network with {0}, or set "epochs" to 0 to analyse it without one.',
      head,
    ),
  );
}

function loneBottleneck(layers: Layers): Finding[] {
  const index = layers.findIndex(hasRate);
  return index < 0 || layers.slice(index + 1).some((layer) => layer.type === 'dense')
    ? []
    : [
        error(
          ['model', 'layers', index],
          sentence(
            '"{0}" {1} a bottleneck without a head: what it should keep is what a dense layer after it needs ' +
              'for the target.',
            layers[index].name,
            layers[index].type.toLowerCase().endsWith('bottleneck') ? 'is' : 'has',
          ),
        ),
      ];
}

function checkHead({ data, model }: AnalysisConfig, { index, name, target }: HeadSetting): Finding[] {
  const path = ['model', 'layers', index];
  const shape = shapeOf(data, target);
  if (shape === 'none') {
    const known = [...(targetShape(data) === 'none' ? [] : ['Y']), 'X', 'next', ...furtherTargets(data)];
    const what =
      target === 'Y'
        ? `"${data.task}" has no target`
        : `the data have no target of that name${data.task === 'file' ? ' (name it in "furtherTargets")' : ''}`;
    return [
      error(
        [...path, 'head', 'target'],
        sentence(
          '"{0}" tells "{1}", but {2}: say {3}.',
          name,
          target,
          what,
          known.map((other) => `"${other}"`).join(' or '),
        ),
        replaceBy('X'),
      ),
    ];
  }
  if (target === 'next' && 'length' in data && data.length < 2) {
    return [
      error(
        [...path, 'head', 'target'],
        sentence(
          '"{0}" tells the next input, but sequences of one step have none: say "X", or make "length" 2 or more.',
          name,
        ),
        replaceBy('X'),
      ),
    ];
  }
  const layer = model.layers[index];
  const mismatch = shape && layer.type === 'dense' && headMismatch(layer, target, shape);
  return mismatch ? [error([...path, mismatch.key], mismatch.sentence, replaceBy(mismatch.right))] : [];
}

/** A layer that leads to no head learns nothing. */
function unread(layers: Layers, heads: readonly HeadSetting[]): Finding[] {
  const ancestors = ancestorsOf(layers);
  const ends = [
    ...heads.map(({ index }) => index),
    ...layers.flatMap((layer, index) => (learnsAlone(layer) ? [index] : [])),
  ];
  const useful = new Set(ends.flatMap((index) => [index, ...ancestors[index]]));
  return layers.flatMap((layer, index) =>
    useful.has(index)
      ? []
      : [
          error(
            ['model', 'layers', index],
            sentence(
              '"{0}" leads to no head, so that nothing would train it: let a head read it ("input" or "skip"), ' +
                'give it a "head", or leave it out.',
              layer.name,
            ),
          ),
        ],
  );
}

/** A head that reads another head sees what that one tells, and no more. */
function chained(layers: Layers, heads: readonly HeadSetting[]): Finding[] {
  return heads.flatMap(({ index }) => {
    const layer = layers[index];
    const before = heads.find((other) => other.index === index - 1);
    if (!before || layer.type !== 'dense' || layer.input !== undefined || index === 0) return [];
    return [
      warning(
        ['model', 'layers', index],
        sentence(
          '"{0}" reads what the head "{1}" tells, and nothing else of the network: name by "input" the layer ' +
            'that both should read.',
          layer.name,
          before.name,
        ),
      ),
    ];
  });
}

/** A reconstruction that pays for nothing may copy its input. */
function uncompressed(layers: Layers, heads: readonly HeadSetting[]): Finding[] {
  const ancestors = ancestorsOf(layers);
  return heads
    .filter(({ target }) => target === 'X')
    .flatMap(({ index, name }) =>
      [...ancestors[index]].some((from) => hasRate(layers[from]))
        ? []
        : [
            warning(
              ['model', 'layers', index, 'head'],
              sentence(
                '"{0}" reconstructs the input through no bottleneck: nothing is compressed, and nothing has a ' +
                  'rate. Put { "type": "bottleneck", "units": 2 } before it.',
                name,
              ),
            ),
          ],
    );
}
