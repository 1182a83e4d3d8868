import type { Sentence } from '../../../result/result';
import { figure } from '../../../result/format';
import { isDecided } from '../../../result/memoryFit';
import type { ResultIndex } from '../../../result/resultIndex';
import { cited, fitOf } from '../figures';

/** The decay law of each layer's memory, and the lag up to which it is distinguishable from zero. */
export function lawFindings(index: ResultIndex): Sentence[] {
  return index.result.layers.flatMap(({ name }): Sentence[] => {
    const fit = index.fit(name);
    if (!fit?.law || typeof fit.horizon !== 'number') return [];
    const { kind, parameter, low, high } = fit.law;
    const horizon = fitOf(fit, 'horizon', fit.horizon);
    const isOpen = fit.open === true;
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
          layer: name,
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
            layer: name,
          })
        : cited({
            message: isOpen
              ? "{0}'s memory decays as a power law, with exponent {1} (95 % interval {2} to {3}). It is " +
                'distinguishable from zero at least up to lag {4}.'
              : "{0}'s memory decays as a power law, with exponent {1} (95 % interval {2} to {3}). It is " +
                'distinguishable from zero up to lag {4}.',
            args,
            layer: name,
          }),
    ];
  });
}
