import { type Cost, costOf, written } from './memory';
import { row, type BenchRow } from './row';

/**
 * Wide and long LSTMs whose whole analysis has limits of its own, in seconds and MB, instead of a baseline; and the
 * same network over ten times as many steps, beside the shorter one.
 */
export async function rows(): Promise<BenchRow[]> {
  const short = await whole(64, 100);
  const long = await whole(64, 1000);
  return [
    ...asked('LSTM of 256 units', await whole(256, 100), { seconds: 45, megabytes: 700 }),
    ...asked('LSTM of 512 units', await whole(512, 100), { seconds: 150, megabytes: 1200 }),
    ...(short && long
      ? [row('LSTM of 64 units over 1000 steps', long.megabytes, 'the same over 100 steps', short.megabytes, 'MB')]
      : []),
  ];
}

/** Training and all estimates of 2000 sequences of eight symbols, three epochs of four. */
const whole = async (units: number, length: number): Promise<Cost | undefined> =>
  costOf([
    'analyze',
    await written({
      seed: 1,
      data: { task: 'delayedCopy', symbols: 8, length, delay: 3, samples: 2000 },
      model: {
        layers: [
          { type: 'lstm', name: 'memory', units },
          { type: 'dense', name: 'out', units: 8, activation: 'softmax' },
        ],
      },
      training: { epochs: 4, batchSize: 64, learningRate: 0.001 },
      analysis: { samples: 2000, snapshots: 3 },
    }),
    '--no-cache',
    '--json',
  ]);

const asked = (name: string, found: Cost | undefined, { seconds, megabytes }: Cost): BenchRow[] =>
  found === undefined
    ? []
    : [
        row(`${name}, the whole job`, found.seconds, 'asked at most', seconds),
        row(`${name}, the whole job`, found.megabytes, 'asked at most', megabytes, 'MB'),
      ];
