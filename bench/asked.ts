import { Random } from '../src/base/random';
import { normalised, solveExact, type ExactKind } from '../src/information/exact/problems';
import { mutualInformation } from '../src/information/mutualInformation';
import type { Variable } from '../src/information/types/variable';
import { commandSeconds, exampleConfig } from './commands';
import { gaussian } from './layerWiseJob';
import { median, row, timed, type BenchRow } from './row';

/** Figures that have a limit of their own, in seconds, instead of a baseline. */
export async function rows(): Promise<BenchRow[]> {
  return [...(await firstExample()), ...(await pairs()), ...(await exactTheory())];
}

const asked = (name: string, seconds: number, limit: number): BenchRow => row(name, seconds, 'asked at most', limit);

/** examples/delayed-copy from the start of the process, without a cache. */
async function firstExample(): Promise<BenchRow[]> {
  const analyse = async (budget?: number): Promise<number> => {
    const config = await exampleConfig('delayed-copy', 'delayed-copy.rnn.json', budget);
    const seconds = await commandSeconds(['analyze', config, '--no-cache', '--json']);
    if (seconds === undefined) throw new Error('examples/delayed-copy failed.');
    return seconds;
  };
  return [
    asked('examples/delayed-copy, first whole picture', await analyse(0), 4),
    asked('examples/delayed-copy, last sharpened number', await analyse(), 15),
  ];
}

/** `auto` of 64 and 64 columns that share half of their variance. */
async function pairs(): Promise<BenchRow[]> {
  const lone = async (samples: number): Promise<number> => {
    const [x, y] = related(samples, 64);
    return timed(() => mutualInformation(x, y, { estimator: 'auto', seed: 1 }), 3);
  };
  return [
    asked('auto of a lone pair, 64 against 64 columns, N = 2000', await lone(2000), 2),
    asked('auto of a lone pair, 64 against 64 columns, N = 10 000', await lone(10_000), 5),
  ];
}

function related(samples: number, columns: number): [Variable, Variable] {
  const [x, y] = [gaussian('x', samples, columns, 1), gaussian('y', samples, columns, 2)];
  for (let at = 0; at < x.values.length; at++) y.values[at] = Math.SQRT1_2 * (x.values[at] + y.values[at]);
  return [x, y];
}

const symbols = 200;

/** Problems of 200 against 200 symbols drawn at random, with the gap that is left in nats. */
async function exactTheory(): Promise<BenchRow[]> {
  const random = new Random(1);
  const positive = (): number[] => Array.from({ length: symbols }, () => random.uniform() ** 2);
  const distribution = (): number[] => normalised(positive());
  const table = (rowOf: () => number[]): number[][] => Array.from({ length: symbols }, rowOf);
  const solved = async (kind: ExactKind, problem: unknown, limit: number): Promise<BenchRow> => {
    const seconds: number[] = [];
    let gap = 0;
    for (let run = 0; run < 2; run++) {
      const start = performance.now();
      const answer = await solveExact(kind, problem, 'nats');
      seconds.push((performance.now() - start) / 1000);
      const parts = 'points' in answer ? answer.points : [answer];
      gap = Math.max(...parts.map((part) => ('gap' in part ? (part.gap ?? 0) : 0)));
    }
    return asked(`${kind} of 200 x 200 symbols, gap ${gap.toExponential(1)} nats`, median(seconds), limit);
  };
  const joint = table(positive);
  const whole = joint.flat().reduce((sum, value) => sum + value, 0);
  return [
    await solved('capacity', { channel: table(distribution) }, 10),
    await solved('rate-distortion', { source: distribution(), distortion: table(positive), atSlope: [-20] }, 10),
    await solved('bottleneck', { joint: joint.map((line) => line.map((value) => value / whole)), betas: [20] }, 60),
  ];
}
