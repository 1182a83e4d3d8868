import { describe, expect, it } from 'vitest';
import { CancelledError } from '../../../src/base/cancellation';
import type { InformationEstimate } from '../../../src/information/types/estimate';
import { mutualInformation } from '../../../src/information/mutualInformation';
import {
  streamedInformation,
  streamInformation,
  type SampleChunk,
  type StreamShape,
} from '../../../src/information/streaming/streamInformation';
import type { Variable } from '../../../src/information/types/variable';
import { continuous, gaussianPair, gaussianVectors, symmetricChannel } from './samplers';

function* chunksOf(x: Variable, y: Variable, rows: number): Generator<SampleChunk> {
  for (let from = 0; from < x.samples; from += rows) {
    yield {
      x: x.values.subarray(from * x.dimensions, (from + rows) * x.dimensions),
      y: y.values.subarray(from * y.dimensions, (from + rows) * y.dimensions),
    };
  }
}

const options = { estimator: 'auto', seed: 1 } as const;

async function all(
  shape: StreamShape,
  chunks: Iterable<SampleChunk>,
  estimator: 'auto' | 'gaussianCopula' | 'ksg1' | 'gaussian',
): Promise<InformationEstimate[]> {
  const estimates: InformationEstimate[] = [];
  for await (const estimate of streamInformation(shape, chunks, { ...options, estimator })) estimates.push(estimate);
  return estimates;
}

describe('a stream', () => {
  it.each(['gaussian', 'millerMadow', 'plugin', 'nsb'] as const)(
    'gives by %s what all samples at once give',
    async (estimator) => {
      const [x, y] = estimator === 'gaussian' ? gaussianVectors(0.6, 3, 2000, 4) : symmetricChannel(4, 0.3, 2000, 4);
      const whole = await mutualInformation(x, y, { ...options, estimator, shuffles: 0 });
      for (const rows of [1, 77, 5000]) {
        const streamed = await streamedInformation({ x, y }, chunksOf(x, y, rows), { ...options, estimator });
        expect(streamed.nats).toBeCloseTo(whole.nats, 9);
        expect(streamed.low).toBeCloseTo(whole.low, 9);
        expect(streamed.high).toBeCloseTo(whole.high, 9);
        expect(streamed.samples).toBe(2000);
      }
    },
  );

  it.each(['gaussianCopula', 'ksg1'] as const)(
    'narrows its interval around the truth as data come in (%s)',
    async (estimator) => {
      const [x, y] = gaussianPair(0.8, 200_000, 6);
      const estimates = await all({ x, y }, chunksOf(x, y, 10_000), estimator);
      const truth = -Math.log(1 - 0.64) / 2;
      const widths = estimates.map(({ low, high }) => high - low);
      expect(widths[widths.length - 1]).toBeLessThan(widths[0] / 2);
      const last = estimates[estimates.length - 1];
      expect(last.samples).toBe(200_000);
      expect(last.low).toBeLessThan(truth + 0.001);
      expect(last.high).toBeGreaterThan(truth - 0.001);
      // The standard error at N = 200 000 is about .002.
      expect(Math.abs(last.nats - truth)).toBeLessThan(0.01);
    },
  );

  it('takes a short stream as one batch', async () => {
    const [x, y] = gaussianPair(0.8, 300, 6);
    const { nats } = await streamedInformation({ x, y }, chunksOf(x, y, 64), { ...options, estimator: 'ksg1' });
    expect(nats).toBe((await mutualInformation(x, y, { ...options, estimator: 'ksg1', shuffles: 0 })).nats);
  });

  it('notices a sorted file', async () => {
    const [x, y] = gaussianPair(0.9, 40_000, 6);
    const order = Array.from(x.values.keys()).sort((a, b) => x.values[a] - x.values[b]);
    const [sortedX, sortedY] = [
      continuous(
        'X',
        order.map((i) => x.values[i]),
      ),
      continuous(
        'Y',
        order.map((i) => y.values[i]),
      ),
    ];
    const { nats, warnings } = await streamedInformation({ x, y }, chunksOf(sortedX, sortedY, 4000), {
      ...options,
      estimator: 'ksg1',
    });
    expect(warnings.map(({ code }) => code)).toContain('rowsNotRandom');
    expect(Math.abs(nats + Math.log(1 - 0.81) / 2)).toBeLessThan(0.1);
  });

  it(
    'names the sample that is not a number, refuses uneven chunks and an empty stream, and stops when ' + 'cancelled',
    async () => {
      const [x, y] = gaussianPair(0.9, 100, 6);
      const broken = continuous(
        'Y',
        y.values.map((value, i) => (i === 57 ? NaN : value)),
      );
      await expect(streamedInformation({ x, y }, chunksOf(x, broken, 10), options)).rejects.toThrow(
        /"Y" is NaN at sample 58, column 1\. Remove such samples\./,
      );
      await expect(streamedInformation({ x, y }, [{ x: [1, 2], y: [1] }], options)).rejects.toThrow(
        /one row per sample/,
      );
      await expect(streamedInformation({ x, y }, [], options)).rejects.toThrow(/0 samples/);
      const stop = new AbortController();
      stop.abort();
      await expect(streamedInformation({ x, y }, chunksOf(x, y, 10), options, stop.signal)).rejects.toThrow(
        CancelledError,
      );
    },
  );
});
