import { error, type Finding, replaceBy, warning } from '../problem';
import type { AnalysisConfig } from '../schema/config';

type Layer = AnalysisConfig['model']['layers'][number];
type Bottleneck = Extract<Layer, { type: 'bottleneck' }> & { readonly name: string };

/** What a bottleneck's own keys cannot mean together, or in this training. */
export function checkBottlenecks(config: AnalysisConfig): Finding[] {
  return config.model.layers.flatMap((layer, index) => (layer.type === 'bottleneck' ? problemsOf(layer, ['model', 'layers', index], config) : []));
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
