import { readsOf } from '../flow';
import { error, type Finding, replaceBy, warning } from '../problem';
import type { AnalysisConfig } from '../schema/config';
import { inputShape } from '../targets';

type Layer = AnalysisConfig['model']['layers'][number];
type Bottleneck = Extract<Layer, { type: 'bottleneck' }> & { readonly name: string };

/** What a bottleneck's own keys cannot mean together, or in this training. */
export function checkBottlenecks(config: AnalysisConfig): Finding[] {
  const { layers } = config.model;
  const reads = readsOf(layers);
  return layers.flatMap((layer, index) => {
    const path = ['model', 'layers', index];
    if (layer.type === 'entropyBottleneck') return roundsIntegers(layer.name, layers[reads[index]], path, config);
    return layer.type === 'bottleneck' ? problemsOf(layer, path, config) : [];
  });
}

/** What is whole already has nothing to round, and no noise to stand for it. */
function roundsIntegers(name: string, below: Layer | undefined, path: readonly (string | number)[], { data }: AnalysisConfig): Finding[] {
  const symbols = below === undefined && inputShape(data)?.discrete === true;
  if (!symbols && below?.type !== 'entropyBottleneck') return [];
  const what = symbols ? 'the input, whose symbols are' : `"${below?.name ?? ''}", whose codes are`;
  return [error([...path, 'type'], `"${name}" would round ${what} whole numbers already: put a layer between them that makes real numbers of them ({ "type": "dense", "units": 4 }, an embedding or a recurrent layer).`)];
}

function problemsOf(layer: Bottleneck, path: readonly (string | number)[], { training }: AnalysisConfig): Finding[] {
  const { name, prior, components, warmup } = layer;
  const findings: Finding[] = [];
  if (components !== undefined && prior !== 'mixture') {
    findings.push(error([...path, 'components'], `"${name}" has ${components} components, but its prior is "${prior}": make "prior" "mixture", or leave "components" out.`));
  }
  if (warmup && training.epochs > 0 && warmup.epochs > training.epochs) {
    findings.push(error([...path, 'warmup', 'epochs'], `The warm-up of "${name}" takes ${warmup.epochs} epochs, and training has ${training.epochs}: its rate would never weigh 1/beta. Make it at most ${training.epochs}.`, replaceBy(training.epochs)));
  } else if (warmup?.epochs === training.epochs && warmup.shape === 'linear') {
    findings.push(warning([...path, 'warmup', 'epochs'], `The warm-up of "${name}" takes all ${training.epochs} epochs of training, which ends as soon as the rate weighs 1/beta: leave some epochs after it.`));
  }
  return findings;
}
