import type { AccuracyTask } from './accuracyTask';
import { discrete, sampler } from './sampler';

/** A uniform symbol of `symbols`, kept with probability 1 - flip and replaced by another one otherwise. */
function symmetricChannel(symbols: number, flip: number): AccuracyTask {
  const name = `symmetric-channel-${symbols}-${flip}`;
  const lost = flip === 0 ? 0 : flip * Math.log((symbols - 1) / flip);
  const kept = flip === 1 ? 0 : -(1 - flip) * Math.log(1 - flip);
  return {
    name,
    group: 'discrete',
    gaussianCopula: false,
    nats: Math.log(symbols) - lost - kept,
    sample: sampler(name, discrete(1), discrete(1), (random, x, y) => {
      x[0] = random.integer(symbols);
      y[0] = random.uniform() < flip ? (x[0] + 1 + random.integer(symbols - 1)) % symbols : x[0];
    }),
  };
}

function independentSymbols(symbols: number): AccuracyTask {
  const name = `independent-symbols-${symbols}`;
  return {
    name,
    group: 'discrete',
    gaussianCopula: false,
    nats: 0,
    sample: sampler(name, discrete(1), discrete(1), (random, x, y) => {
      x[0] = random.integer(symbols);
      y[0] = random.integer(symbols);
    }),
  };
}

export const discreteTasks: readonly AccuracyTask[] = [
  symmetricChannel(2, 0.11),
  symmetricChannel(8, 0.2),
  symmetricChannel(32, 0.5),
  independentSymbols(8),
];
