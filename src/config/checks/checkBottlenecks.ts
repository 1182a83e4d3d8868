import { sentence } from '../../base/sentence';
import { readsOf } from '../layers/layerGraph';
import { cellOf } from '../layers/layerTraits';
import { error, type Finding, replaceBy, warning } from '../text/problem';
import type { AnalysisConfig } from '../schema/config';
import { inputShape } from '../layers/targets';

type Layer = AnalysisConfig['model']['layers'][number];
/** What a bottleneck layer and one inside a recurrence have in common. */
type Code = Pick<Extract<Layer, { type: 'bottleneck' }>, 'prior' | 'components' | 'warmup'>;

/** What a bottleneck's own keys cannot mean together, or in this training. */
export function checkBottlenecks(config: AnalysisConfig): Finding[] {
  const { layers } = config.model;
  const reads = readsOf(layers);
  return layers.flatMap((layer, index) => {
    const path = ['model', 'layers', index];
    if (layer.type === 'entropyBottleneck') return roundsIntegers(layer.name, layers[reads[index]], path, config);
    if (layer.type === 'infomax') return criticProblems(layer.name, layer.about, index, config);
    if (layer.type === 'bottleneck') return problemsOf(layer.name, layer, path, config);
    const inner = cellOf(layer)?.bottleneck;
    return inner
      ? problemsOf(
          layer.name,
          inner,
          [...path, ...(layer.type === 'bidirectional' ? ['layer'] : []), 'bottleneck'],
          config,
        )
      : [];
  });
}

/** A critic compares what comes before it. */
function criticProblems(
  name: string,
  about: string,
  index: number,
  { data, model: { layers } }: AnalysisConfig,
): Finding[] {
  const path = ['model', 'layers', index, 'about'];
  if (about === 'X') return [];
  if (about === 'future') {
    return 'length' in data && data.length < 2
      ? [
          error(
            path,
            sentence(
              '"{0}" is about the next input, but sequences of one step have none: say "X", or make "length" 2 ' +
                'or more.',
              name,
            ),
            replaceBy('X'),
          ),
        ]
      : [];
  }
  const from = layers.findIndex((layer) => layer.name === about);
  if (from < 0)
    return [
      error(
        path,
        sentence(
          '"{0}" is about "{1}", but no layer has that name: say "X", "future", or the name of a layer before it.',
          name,
          about,
        ),
        replaceBy('X'),
      ),
    ];
  return from < index
    ? []
    : [
        error(
          path,
          sentence(
            '"{0}" is about "{1}", which {2}: a critic compares what it reads with an earlier layer, "X" or "future".',
            name,
            about,
            from === index ? 'is itself' : 'comes after it',
          ),
          replaceBy('X'),
        ),
      ];
}

/** What is whole already has nothing to round, and no noise to stand for it. */
function roundsIntegers(
  name: string,
  below: Layer | undefined,
  path: readonly (string | number)[],
  { data }: AnalysisConfig,
): Finding[] {
  const symbols = below === undefined && inputShape(data)?.discrete === true;
  if (!symbols && below?.type !== 'entropyBottleneck') return [];
  const what = symbols ? 'the input, whose symbols are' : `"${below?.name ?? ''}", whose codes are`;
  return [
    error(
      [...path, 'type'],
      sentence(
        '"{0}" would round {1} whole numbers already: put a layer between them that makes real numbers of them ' +
          '({ "type": "dense", "units": 4 }, an embedding or a recurrent layer).',
        name,
        what,
      ),
    ),
  ];
}

function problemsOf(
  name: string,
  { prior, components, warmup }: Code,
  path: readonly (string | number)[],
  { training }: AnalysisConfig,
): Finding[] {
  const findings: Finding[] = [];
  if (components !== undefined && prior !== 'mixture') {
    findings.push(
      error(
        [...path, 'components'],
        sentence(
          '"{0}" has {1} components, but its prior is "{2}": make "prior" "mixture", or leave "components" out.',
          name,
          components,
          prior,
        ),
      ),
    );
  }
  if (warmup && training.epochs > 0 && warmup.epochs > training.epochs) {
    findings.push(
      error(
        [...path, 'warmup', 'epochs'],
        sentence(
          'The warm-up of "{0}" takes {1} epochs, and training has {2}: its rate would never weigh 1/beta. ' +
            'Make it at most {2}.',
          name,
          warmup.epochs,
          training.epochs,
        ),
        replaceBy(training.epochs),
      ),
    );
  } else if (warmup?.epochs === training.epochs && warmup.shape === 'linear') {
    findings.push(
      warning(
        [...path, 'warmup', 'epochs'],
        sentence(
          'The warm-up of "{0}" takes all {1} epochs of training, which ends as soon as the rate weighs ' +
            '1/beta: leave some epochs after it.',
          name,
          training.epochs,
        ),
      ),
    );
  }
  return findings;
}
