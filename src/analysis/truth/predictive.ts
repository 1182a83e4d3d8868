import { sentence } from '../../base/sentence';
import type { AnalysisConfig } from '../../config/schema/config';
import type { Dataset, ExactValue } from '../../data/dataset';
import { automatonOf } from '../../data/tasks/automatonTable';
import { isIndependent } from '../../information/exact/processes/automaton';
import { stationaryProcess } from '../../information/exact/processes/autoregressive';
import { futureSteps } from '../plan/future';

/**
 * I(X_{1:t};X_{t+1:t+k}), the information of all the past about the next k steps, for each t that has them; nats. For a
 * stationary source it is H(X_{1:t}) + H(X_{1:k}) - H(X_{1:t+k}) (Bialek, Nemenman and Tishby 2001, equation 3.5). No
 * state can hold more about the future. Empty where block entropies are not known.
 */
export function predictiveTruth(config: AnalysisConfig, { exact, heldOut: { inputs } }: Dataset): ExactValue[] {
  const block = blockEntropy(config, exact);
  const steps = futureSteps(inputs, Math.min(config.analysis.samples, inputs.samples));
  if (!block || steps === 0) return [];
  const name =
    steps === 1
      ? sentence('information of the past about the next step')
      : sentence('information of the past about the next {0} steps', steps);
  return Array.from({ length: inputs.length - steps }, (_, i) => i + 1).flatMap((time): ExactValue[] => {
    const [past, future, both] = [block(time), block(steps), block(time + steps)];
    if (past === undefined || future === undefined || both === undefined) return [];
    return [
      {
        quantity: 'predictiveInformation',
        source: 'X_{1:t}',
        target: 'X',
        time,
        nats: Math.max(0, past + future - both),
        name,
      },
    ];
  });
}

/** H(X_{1:n}) of a stationary source, up to a constant times n; nats. */
function blockEntropy(
  { data }: AnalysisConfig,
  exact: readonly ExactValue[],
): ((steps: number) => number | undefined) | undefined {
  switch (data.task) {
    case 'automaton':
      return isIndependent(automatonOf(data)) ? statedEntropy(exact) : undefined;
    case 'delayedCopy':
    case 'parity':
    case 'markov':
      return statedEntropy(exact);
    case 'gaussianNoise':
      return () => 0;
    case 'gaussianProcess': {
      // Each value adds its conditional entropy given the earlier ones (Cover and Thomas 2006, theorem 12.5.1).
      const variances = stationaryProcess(data)?.predictions.map(({ variance }) => variance);
      if (!variances) return undefined;
      return (steps) =>
        Array.from({ length: steps }, (_, i) => Math.log(variances[Math.min(i, variances.length - 1)]) / 2).reduce(
          (sum, value) => sum + value,
          0,
        );
    }
    default:
      return undefined;
  }
}

/** H(X_{1:t}) by t, nats. */
function statedEntropy(exact: readonly ExactValue[]): (steps: number) => number | undefined {
  const known = new Map(
    exact.flatMap(({ quantity, source, time, nats }) =>
      quantity === 'entropy' && source === 'X_{1:t}' && time !== undefined ? [[time, nats] as const] : [],
    ),
  );
  return (steps) => known.get(steps);
}
