import type { Sentence } from '../../../result/result';
import { figure } from '../../../result/format';
import type { ResultReading } from '../../../result/resultReading';

/** By which law each layer forgets, and where it falls under the shuffled null. */
export function lawFindings(reading: ResultReading): Sentence[] {
  return reading.result.layers.flatMap(({ name }): Sentence[] => {
    const fit = reading.fit(name);
    if (!fit?.law || typeof fit.horizon !== 'number') return [];
    const { kind, parameter, low, high, lead } = fit.law;
    const args = [name, figure(parameter), figure(low), figure(high), fit.horizon];
    if (lead < 2) return [{ message: '{0} fades with the lag, and is told from a shuffled one {1} steps back at most; whether as an exponential or as a power law these lags do not tell.', args: [name, fit.horizon], layer: name }];
    return [kind === 'exponential'
      ? { message: '{0} forgets exponentially, with a time constant of {1} steps ({2} to {3}); {4} steps back is the farthest that is told from a shuffled one.', args, layer: name }
      : { message: '{0} forgets by a power law, with an exponent of {1} ({2} to {3}); {4} steps back is the farthest that is told from a shuffled one.', args, layer: name }];
  });
}
