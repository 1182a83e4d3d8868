import { consistentEstimates } from '../../../../src/analysis/consistency/consistentEstimates';
import { Source } from '../../../../src/analysis/consistency/source';
import type { NatsEstimate } from '../../../../src/analysis/measures/natsEstimate';
import { loadDataset } from '../../../../src/data/loadDataset';
import { configOf } from '../../../support/configs';

/** Four fair bits, unless a test says otherwise. */
export const fairBits = { task: 'parity', length: 4, samples: 16 };

/** Holds estimates of a network, given by its layers, that reads a task's data. */
export async function holderOf(
  layers: readonly object[],
  data: object = fairBits,
): Promise<(...estimates: NatsEstimate[]) => NatsEstimate[]> {
  const config = configOf(JSON.stringify({ data, model: { layers }, training: { epochs: 0 } }));
  const source = new Source(config, await loadDataset(config.data, { seed: 1, configFolder: '.' }));
  return (...estimates) => consistentEstimates(estimates, source, config);
}

/** An estimate in bits, held in nats: of the last step of four, its interval .5 bits on either side. */
export function inBits(
  numbers: Pick<NatsEstimate, 'quantity' | 'source' | 'target' | 'value'> & Partial<NatsEstimate>,
): NatsEstimate {
  const { value, low = value - 0.5, high = value + 0.5 } = numbers;
  return {
    time: 4,
    epoch: 1,
    estimator: 'gaussianCopula',
    bound: 'none',
    samples: 1000,
    of: { kind: 'declaredNoise', variance: 0.01 },
    ...numbers,
    value: value * Math.LN2,
    low: low * Math.LN2,
    high: high * Math.LN2,
  };
}

/** [low, value, high] in bits. */
export const bitsOf = ({ low, value, high }: NatsEstimate): number[] =>
  [low, value, high].map((nats) => Number((nats / Math.LN2).toFixed(6)));

export const codesOf = ({ warnings }: NatsEstimate): string[] => (warnings ?? []).map(({ code }) => code);
