import type { ConfigInput } from '../../../src/config/schema/config';

/** Two layers of one cell that read symbols, with noise of variance .01 on every state. */
export interface CellNetwork {
  readonly type: 'simpleRNN' | 'lstm' | 'gru';
  readonly units: number;
  readonly symbols: number;
  readonly length: number;
  readonly seed: number;
}

/** How far back the target lies. */
export const delay = 2;

export const cellConfig = ({ type, units, symbols, length, seed }: CellNetwork): ConfigInput => ({
  seed,
  data: { task: 'delayedCopy', symbols, length, delay, samples: 512, heldOut: 1000 },
  model: {
    layers: [
      { type, units, name: 'below' },
      { type, units, name: 'above' },
      { type: 'dense', units: symbols, activation: 'softmax', name: 'out' },
    ],
  },
  training: { epochs: 8, batchSize: 32 },
  analysis: {
    samples: 1000,
    snapshots: 1,
    noise: { variance: 0.01 },
    quantities: ['inputInformation', 'historyInformation', 'layerInformation', 'outputInformation'],
  },
});

/** Networks of 4 to 64 units on bits, and on four symbols, with three seeds each. */
export const cellNetworks: readonly CellNetwork[] = [
  { symbols: 2, length: 10 },
  { symbols: 4, length: 7 },
].flatMap((sequences) =>
  (['simpleRNN', 'lstm', 'gru'] as const).flatMap((type) =>
    [4, 16, 64].flatMap((units) => [1, 2, 3].map((seed) => ({ type, units, ...sequences, seed }))),
  ),
);
