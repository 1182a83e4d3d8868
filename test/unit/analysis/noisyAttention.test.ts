import { expect, it } from 'vitest';
import { sentenceFaults } from '../../support/citations';
import { analysisOf } from '../../support/inProcess';

it('an analysis and a sweep have the rate of attention with a bottleneck, of all steps together', async () => {
  const result = await analysisOf({
    data: { task: 'delayedCopy', symbols: 2, length: 4, delay: 1, samples: 512 },
    model: {
      layers: [
        { type: 'attention', name: 'a', units: 4, positions: 'relative', bottleneck: { beta: 50 } },
        { type: 'dense', name: 'out', units: 2, activation: 'softmax' },
      ],
    },
    training: { epochs: 10, batchSize: 32, learningRate: 0.03 },
    analysis: { samples: 256, snapshots: 1, budget: 20 },
    sweep: { beta: { from: 0.05, to: 50, steps: 2 } },
  });
  const rates = result.estimates.filter(({ quantity, target }) => quantity === 'rate' && target === 'a');
  const last = Math.max(...rates.map(({ epoch }) => epoch));
  const [rate, ...others] = rates.filter(({ epoch }) => epoch === last);
  expect(others).toEqual([]);
  expect(rate).toMatchObject({ time: 4, bound: 'upper', unit: 'bits' });
  const map = result.attention?.find(({ epoch }) => epoch === last);
  expect(map?.passed?.total).toBeCloseTo(rate.value, 6);
  // Whatever is estimated of the state at the last step is no more than what passed.
  for (const { quantity, source, target, low } of result.estimates)
    if (quantity === 'outputInformation' && source === 'a' && target === 'Y') expect(low).toBeLessThan(rate.high ?? 0);
  const points = result.curves.bottleneck ?? [];
  const [closed, open] = points.toSorted((a, b) => a.beta - b.beta);
  // Where a bit costs twenty times what it is worth nothing passes.
  expect(closed.rate).toBeLessThan(0.1);
  expect(open.rate).toBeGreaterThan(1);
  expect(open.relevance).toBeLessThanOrEqual(open.rate);
  expect(sentenceFaults(result)).toEqual([]);
});

it('kept estimates give what passes in whatever unit is asked for', async () => {
  const kept = new Map<string, unknown>();
  const cache = {
    read: (key: string) => Promise.resolve(kept.get(key)),
    write: (key: string, output: unknown) => Promise.resolve(void kept.set(key, output)),
  };
  const run = (unit: 'bits' | 'nats') =>
    analysisOf(
      {
        data: { task: 'delayedCopy', symbols: 2, length: 4, delay: 1, samples: 64 },
        model: {
          layers: [
            { type: 'attention', name: 'a', units: 4, bottleneck: { beta: 50 } },
            { type: 'dense', name: 'out', units: 2, activation: 'softmax' },
          ],
        },
        training: { epochs: 2 },
        analysis: { samples: 64, snapshots: 1, budget: 0, unit },
      },
      '.',
      undefined,
      cache,
    );
  const [bits, nats] = [await run('bits'), await run('nats')];
  expect(nats.stages.find(({ name }) => name === 'estimates')?.reused).toBe(true);
  const [inBits, inNats] = [bits, nats].map(({ attention }) => attention?.at(-1)?.passed);
  expect(inNats?.unit).toBe('nats');
  expect(inNats?.total).toBeCloseTo((inBits?.total ?? NaN) * Math.LN2, 9);
  expect(sentenceFaults(nats)).toEqual([]);
});
