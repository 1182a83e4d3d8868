import { error, type Finding, warning } from '../problem';
import type { AnalysisConfig } from '../schema/config';

export function checkAnalysis(config: AnalysisConfig): Finding[] {
  const { analysis, data, training } = config;
  const findings: Finding[] = [];
  if (data.task !== 'file') {
    const heldOut = data.heldOut ?? data.samples;
    if (analysis.samples > heldOut) findings.push(warning(['analysis', 'samples'], `Only ${heldOut} sequences are held out, so ${heldOut} enter the estimates, not ${analysis.samples}: raise "heldOut" in the data.`));
    if (training.epochs > 0 && training.batchSize > data.samples) findings.push(warning(['training', 'batchSize'], `A batch of ${training.batchSize} is more than the ${data.samples} sequences: every epoch is one step.`));
  }
  if (analysis.neighbors >= analysis.samples) findings.push(error(['analysis', 'neighbors'], `${analysis.neighbors} neighbours need more than ${analysis.neighbors} samples, and "samples" is ${analysis.samples}.`));
  return [...findings, ...checkSweep(config)];
}

function checkSweep({ sweep, model, training }: AnalysisConfig): Finding[] {
  if (!sweep) return [];
  const { from, to } = sweep.beta;
  if (from >= to) return [error(['sweep', 'beta', 'to'], `The sweep runs from beta ${from} to ${to}: "to" must be larger than "from".`)];
  if (!model.layers.some((layer) => layer.type === 'bottleneck')) return [error(['sweep'], 'A sweep over beta needs a layer whose rate beta weighs: add { "type": "bottleneck", "units": 2 } before the head.')];
  return training.epochs === 0 ? [error(['sweep'], 'A sweep trains the network at every beta: set "epochs" above 0.')] : [];
}
