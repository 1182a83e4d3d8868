import { hasRate } from '../layers/layerTraits';
import { error, type Finding, replaceBy, warning } from '../text/problem';
import { targetShape } from '../layers/targets';
import type { AnalysisConfig } from '../schema/config';
import { isGenerated } from '../schema/data';

export function checkAnalysis(config: AnalysisConfig): Finding[] {
  const { analysis, data, training } = config;
  const findings: Finding[] = [];
  if (isGenerated(data)) {
    const heldOut = data.heldOut ?? data.samples;
    if (analysis.samples > heldOut)
      findings.push(
        warning(
          ['analysis', 'samples'],
          `Only ${heldOut} sequences are held out, so ${heldOut} enter the estimates, not ${analysis.samples}: ` +
            'raise "heldOut" in the data.',
        ),
      );
    if (training.epochs > 0 && training.batchSize > data.samples)
      findings.push(
        warning(
          ['training', 'batchSize'],
          `A batch of ${training.batchSize} is more than the ${data.samples} sequences: every epoch is one step.`,
        ),
      );
  }
  if (analysis.neighbors >= analysis.samples)
    findings.push(
      error(
        ['analysis', 'neighbors'],
        `${analysis.neighbors} neighbours need more than ${analysis.neighbors} samples, and "samples" is ` +
          `${analysis.samples}.`,
      ),
    );
  return [...findings, ...checkAlsoWith(config), ...checkSets(config), ...checkSweep(config)];
}

/** The further estimators are others than the main one, and than each other. */
function checkAlsoWith({ analysis }: AnalysisConfig): Finding[] {
  const { alsoWith, estimator } = analysis;
  return (alsoWith ?? []).flatMap((name, place, all) => {
    const path = ['analysis', 'alsoWith', place];
    if (name === estimator)
      return [error(path, `"${name}" is the analysis's own estimator already: name others here.`)];
    return all.indexOf(name) < place ? [error(path, `"${name}" is named twice.`)] : [];
  });
}

/** Training and held-out numbers can be told apart by the sequences, not by how many there are. */
function checkSets({ analysis, data, training }: AnalysisConfig): Finding[] {
  const { sets, samples } = analysis;
  if (!sets) return [];
  const path = ['analysis', 'sets'];
  if (data.task === 'activations')
    return [
      error(path, 'Of states that were recorded elsewhere nobody knows which were trained on: leave "sets" out.'),
    ];
  if (!sets.includes('heldOut'))
    return [
      error(
        path,
        'The held-out sequences are what every chart shows: name "heldOut" too.',
        replaceBy(['heldOut', ...sets]),
      ),
    ];
  if (!sets.includes('training')) return [];
  if (training.epochs === 0)
    return [
      warning(
        path,
        'Nothing is trained here ("epochs" is 0), so there are no training sequences to hold against the ' +
          'held-out ones.',
      ),
    ];
  if (targetShape(data) === 'none')
    return [warning(path, `"${data.task}" has no target, so there is no gap in what is known about one.`)];
  if (!isGenerated(data)) return [];
  const [trained, heldOut] = [data.samples, data.heldOut ?? data.samples].map((count) => Math.min(count, samples));
  return trained === heldOut
    ? []
    : [
        warning(
          ['analysis', 'samples'],
          `${trained} training and ${heldOut} held-out sequences enter the estimates, whose bias goes by their ` +
            `number: set "samples" to ${Math.min(trained, heldOut)} to compare like with like.`,
        ),
      ];
}

function checkSweep({ sweep, model, training }: AnalysisConfig): Finding[] {
  if (!sweep) return [];
  const { from, to } = sweep.beta;
  if (from >= to)
    return [
      error(['sweep', 'beta', 'to'], `The sweep runs from beta ${from} to ${to}: "to" must be larger than "from".`),
    ];
  if (!model.layers.some(hasRate))
    return [
      error(
        ['sweep'],
        'A sweep over beta needs a layer whose rate beta weighs: add { "type": "bottleneck", "units": 2 } ' +
          'before the head, or "bottleneck" to a recurrent layer.',
      ),
    ];
  return training.epochs === 0
    ? [error(['sweep'], 'A sweep trains the network at every beta: set "epochs" above 0.')]
    : [];
}
