import { describe, expect, it } from 'vitest';
import { mutualInformation } from '../../../src/information/mutualInformation';
import { againstNull } from '../../../src/information/job/shuffledNull';
import { drawn, type KnownPair } from './knownPair';

/** Rectified normal columns, and a label that is independent of them. */
const unrelated = (labels: number, columns: number): KnownPair => ({
  name: `unrelated-${labels}-relu-${columns}`,
  nats: 0,
  sample: drawn(
    `unrelated-${labels}-relu-${columns}`,
    columns,
    1,
    (random, x, y) => {
      for (let j = 0; j < columns; j++) x[j] = Math.max(0, random.normal());
      y[0] = random.integer(labels);
    },
    'discrete',
  ),
});

const shifts = [-1.5, 0.5];

/** A fair label moves a normal number, of which only what is above zero is seen; by quadrature. */
const shifted: KnownPair = {
  name: 'shifted-relu',
  get nats() {
    const steps = 4000;
    const width = 8 / steps;
    const density = (value: number, shift: number): number =>
      Math.exp(-((value - shift) ** 2) / 2) / Math.sqrt(2 * Math.PI);
    const above = Array.from({ length: steps }, (_, i) => shifts.map((shift) => density((i + 0.5) * width, shift)));
    const mass = shifts.map((_, k) => 1 - above.reduce((sum, of) => sum + of[k] * width, 0));
    const part = (of: readonly number[]): number =>
      of.reduce((sum, p) => sum + (p > 0 ? (p / 2) * Math.log((2 * p) / (of[0] + of[1])) : 0), 0);
    return part(mass) + above.reduce((sum, of) => sum + part(of) * width, 0);
  },
  sample: drawn(
    'shifted-relu',
    1,
    1,
    (random, x, y) => {
      y[0] = random.integer(2);
      x[0] = Math.max(0, shifts[y[0]] + random.normal());
    },
    'discrete',
  ),
};

const error = async (task: KnownPair, samples: number): Promise<number> => {
  let mean = 0;
  for (const seed of [1, 2, 3, 4]) {
    const { x, y } = task.sample(samples, seed);
    mean += Math.abs((await mutualInformation(x, y, { estimator: 'auto', seed })).nats - task.nats) / 4;
  }
  return mean;
};

describe('auto of labels and rectified columns', () => {
  it.each([
    [unrelated(6, 6), 800],
    [unrelated(10, 3), 800],
    [unrelated(8, 3), 150],
  ] as const)('$0.name: reads next to nothing, where distances to zero tie', async (task, samples) => {
    // Without the ties on the radius among all samples .12 to .15.
    expect(await error(task, samples)).toBeLessThan(0.03);
  });

  it('reads what a shift of the numbers shows', async () => {
    // The standard error of the mean log ratio is about .02 with 800 samples.
    expect(await error(shifted, 800)).toBeLessThan(0.04);
  });
});

describe('a value that shuffled pairs read too', () => {
  const measured = { nats: 0.2, low: 0, high: 0.28, bound: 'none', warnings: [] } as const;

  it('is what they leave of it', () => {
    expect(againstNull(measured, 0.15, true).nats).toBeCloseTo(0.05, 9);
    expect(againstNull({ ...measured, nats: 0.1 }, 0.15, true).nats).toBe(0);
  });

  it('stays where a lower end is above zero, or where it is clearly more', () => {
    expect(againstNull({ ...measured, low: 0.15, high: 0.25 }, 0.15, true).nats).toBe(0.2);
    expect(againstNull({ ...measured, nats: 0.9, high: 0.95, low: 0 }, 0.5, true).nats).toBe(0.9);
  });
});
