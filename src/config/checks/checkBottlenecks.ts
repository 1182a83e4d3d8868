import { sentence } from '../../base/sentence';
import { LayerGraph } from '../layers/layerGraph';
import { keysOf, layerPath } from '../layers/layerPath';
import { type GaussianCode, gaussianCodeOf } from '../layers/layerTraits';
import { error, type Finding, replaceBy, warning } from '../text/problem';
import type { AnalysisConfig } from '../schema/config';
import { inputShape } from '../layers/targets';

type Layer = AnalysisConfig['model']['layers'][number];

/** Keys of a bottleneck that contradict each other, or that do not fit this training. */
export function checkBottlenecks(config: AnalysisConfig): Finding[] {
  const { layers } = config.model;
  const { reads } = new LayerGraph(layers);
  return layers.flatMap((layer, index) => {
    if (layer.type === 'entropyBottleneck')
      return roundsIntegers(layer.name, reads[index] < 0 ? undefined : layers[reads[index]], layerPath(index), config);
    const code = gaussianCodeOf(layer);
    const keys = keysOf(layer, 'beta');
    return code && keys ? problemsOf(layer.name, code, layerPath(index, ...keys.slice(0, -1)), config) : [];
  });
}

/** Integers cannot be rounded, so an entropy bottleneck must not read them. */
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
        '"{0}" would round {1} whole numbers already. Put a layer with real-valued outputs between them: { ' +
          '"type": "dense", "units": 4 }, an embedding or a recurrent layer.',
        name,
        what,
      ),
    ),
  ];
}

function problemsOf(
  name: string,
  { prior, components, warmup }: GaussianCode,
  path: readonly (string | number)[],
  { training }: AnalysisConfig,
): Finding[] {
  const findings: Finding[] = [];
  if (components !== undefined && prior !== 'mixture') {
    findings.push(
      error(
        [...path, 'components'],
        sentence(
          '"{0}" has {1} components, but its prior is "{2}": set "prior" to "mixture", or remove "components".',
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
          'The warm-up of "{0}" takes {1} epochs, but training has only {2}, so the rate would never have its ' +
            'full weight 1/beta. Set the warm-up to at most {2} epochs.',
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
          'The warm-up of "{0}" takes all {1} epochs, so training ends as soon as the rate has its full weight ' +
            '1/beta: leave some epochs after it.',
          name,
          training.epochs,
        ),
      ),
    );
  }
  return findings;
}
