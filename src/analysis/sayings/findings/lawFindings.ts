import type { Sentence } from '../../../result/result';
import { figure } from '../../../result/format';
import { isDecided } from '../../../result/memoryFit';
import type { ResultIndex } from '../../../result/resultIndex';
import { outputsAndStates } from '../../../result/shownLayers';
import { cited, fitOf } from '../figures';
import { subjectWords } from './subjectWords';

/**
 * The decay law of the memory of each layer and of its whole state, and the lag up to which it is distinguishable from
 * zero.
 */
export function lawFindings(index: ResultIndex): Sentence[] {
  return outputsAndStates(index).flatMap(({ name: subject }): Sentence[] => {
    const fit = index.fit(subject);
    if (!fit?.law || typeof fit.horizon !== 'number') return [];
    const { kind, parameter, low, high } = fit.law;
    const horizon = fitOf(fit, 'horizon', fit.horizon);
    const isOpen = fit.open === true;
    const { layer } = fit;
    // Each of these sentences begins with it.
    const name = subjectWords(subject, '{0}');
    const args = [
      name,
      fitOf(fit, 'law.parameter', parameter, figure),
      fitOf(fit, 'law.low', low, figure),
      fitOf(fit, 'law.high', high, figure),
      horizon,
    ];
    if (!isDecided(fit.law))
      return [
        cited({
          message: isOpen
            ? "{0}'s memory fades with lag and is distinguishable from zero at least up to lag {1}. " +
              'These lags do not decide between an exponential and a power law.'
            : "{0}'s memory fades with lag and is distinguishable from zero up to lag {1}. " +
              'These lags do not decide between an exponential and a power law.',
          args: [name, horizon],
          layer,
        }),
      ];
    return [
      kind === 'exponential'
        ? cited({
            message: isOpen
              ? "{0}'s memory decays exponentially, with a time constant of {1} steps (95 % interval {2} to " +
                '{3}). It is distinguishable from zero at least up to lag {4}.'
              : "{0}'s memory decays exponentially, with a time constant of {1} steps (95 % interval {2} to " +
                '{3}). It is distinguishable from zero up to lag {4}.',
            args,
            layer,
          })
        : cited({
            message: isOpen
              ? "{0}'s memory decays as a power law, with exponent {1} (95 % interval {2} to {3}). It is " +
                'distinguishable from zero at least up to lag {4}.'
              : "{0}'s memory decays as a power law, with exponent {1} (95 % interval {2} to {3}). It is " +
                'distinguishable from zero up to lag {4}.',
            args,
            layer,
          }),
    ];
  });
}
