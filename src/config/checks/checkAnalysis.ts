import { sentence } from '../../base/sentence';
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
            'Only {0} sequences are held out, so the estimates use {0} sequences instead of {1}. To use more, ' +
              'raise "heldOut" in the data.',
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
            'The batch size {0} is larger than the {1} training sequences, so every epoch is a single step.',
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
          'With {0} neighbours, "samples" must be larger than {0}, but it is {1}.',
          analysis.neighbors,
          analysis.samples,
        ),
      ),
    );
  return [...findings, ...checkAlsoWith(config), ...checkSets(config)];
}

/** Each further estimator must differ from the main one and from the others. */
function checkAlsoWith({ analysis }: AnalysisConfig): Finding[] {
  const { alsoWith, estimator } = analysis;
  return (alsoWith ?? []).flatMap((name, place, all) => {
    const path = ['analysis', 'alsoWith', place];
    if (name === estimator)
      return [
        error(path, sentence('"{0}" is already the main estimator of the analysis. List other estimators here.', name)),
      ];
    return all.indexOf(name) < place ? [error(path, sentence('"{0}" is named twice. Remove one of them.', name))] : [];
  });
}

/** Training and held-out numbers must differ because of the sequences, not because of their number. */
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
        sentence('All charts show the held-out sequences: name "heldOut" too.'),
        replaceBy(['heldOut', ...sets]),
      ),
    ];
  if (!sets.includes('training')) return [];
  if (training.epochs === 0)
    return [
      warning(
        path,
        sentence(
          'Nothing is trained here ("epochs" is 0), so there are no training sequences to compare with the ' +
            'held-out ones. Remove "training".',
        ),
      ),
    ];
  if (targetShape(data) === 'none')
    return [
      warning(
        path,
        sentence(
          'The task "{0}" has no target, so training and held-out information about a target cannot be compared.',
          data.task,
        ),
      ),
    ];
  if (!isGenerated(data)) return [];
  const [trained, heldOut] = [data.samples, data.heldOut ?? data.samples].map((count) => Math.min(count, samples));
  return trained === heldOut
    ? []
    : [
        warning(
          ['analysis', 'samples'],
          sentence(
            '{0} training and {1} held-out sequences are used, and the bias of an estimate depends on this ' +
              'number. To compare the two, set "samples" to {2}.',
            trained,
            heldOut,
            Math.min(trained, heldOut),
          ),
        ),
      ];
}
