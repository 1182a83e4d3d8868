import { sentence } from '../../base/sentence';
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
          sentence(
            'Only {0} sequences are held out, so {0} enter the estimates, not {1}: raise "heldOut" in the data.',
            heldOut,
            analysis.samples,
          ),
        ),
      );
    if (training.epochs > 0 && training.batchSize > data.samples)
      findings.push(
        warning(
          ['training', 'batchSize'],
          sentence(
            'A batch of {0} is more than the {1} sequences: every epoch is one step.',
            training.batchSize,
            data.samples,
          ),
        ),
      );
  }
  if (analysis.neighbors >= analysis.samples)
    findings.push(
      error(
        ['analysis', 'neighbors'],
        sentence(
          '{0} neighbours need more than {0} samples, and "samples" is {1}.',
          analysis.neighbors,
          analysis.samples,
        ),
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
      return [error(path, sentence('"{0}" is the analysis\'s own estimator already: name others here.', name))];
    return all.indexOf(name) < place ? [error(path, sentence('"{0}" is named twice.', name))] : [];
  });
}

/** Training and held-out numbers can be told apart by the sequences, not by how many there are. */
function checkSets({ analysis, data, training }: AnalysisConfig): Finding[] {
  const { sets, samples } = analysis;
  if (!sets) return [];
  const path = ['analysis', 'sets'];
  if (data.task === 'activations')
    return [
      error(
        path,
        sentence(
          'Recorded states do not say which sequences were used for training, so "sets" cannot be used with them: ' +
            'remove it.',
        ),
      ),
    ];
  if (!sets.includes('heldOut'))
    return [
      error(
        path,
        sentence('The held-out sequences are what every chart shows: name "heldOut" too.'),
        replaceBy(['heldOut', ...sets]),
      ),
    ];
  if (!sets.includes('training')) return [];
  if (training.epochs === 0)
    return [
      warning(
        path,
        sentence(
          'Nothing is trained here ("epochs" is 0), so there are no training sequences to hold against the ' +
            'held-out ones.',
        ),
      ),
    ];
  if (targetShape(data) === 'none')
    return [warning(path, sentence('"{0}" has no target, so there is no gap in what is known about one.', data.task))];
  if (!isGenerated(data)) return [];
  const [trained, heldOut] = [data.samples, data.heldOut ?? data.samples].map((count) => Math.min(count, samples));
  return trained === heldOut
    ? []
    : [
        warning(
          ['analysis', 'samples'],
          sentence(
            '{0} training and {1} held-out sequences enter the estimates, whose bias goes by their number: set ' +
              '"samples" to {2} to compare like with like.',
            trained,
            heldOut,
            Math.min(trained, heldOut),
          ),
        ),
      ];
}

function checkSweep({ sweep, model, training }: AnalysisConfig): Finding[] {
  if (!sweep) return [];
  const { from, to } = sweep.beta;
  if (from >= to)
    return [
      error(
        ['sweep', 'beta', 'to'],
        sentence('The sweep runs from beta {0} to {1}: "to" must be larger than "from".', from, to),
      ),
    ];
  if (!model.layers.some(hasRate))
    return [
      error(
        ['sweep'],
        sentence(
          'A sweep over beta needs a layer whose rate beta weighs: add { "type": "bottleneck", "units": 2 } ' +
            'before the head, or "bottleneck" to a recurrent layer.',
        ),
      ),
    ];
  return training.epochs === 0
    ? [error(['sweep'], sentence('A sweep trains the network at every beta: set "epochs" above 0.'))]
    : [];
}
