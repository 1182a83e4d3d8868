import fc from 'fast-check';
import { expect, test } from 'vitest';
import { splitJob } from '../../../src/engine/estimation/splitJob';
import type { EstimationJob } from '../../../src/information/job/job';

const jobs = fc
  .integer({ min: 1, max: 12 })
  .chain((count) =>
    fc.record({
      dimensions: fc.array(fc.integer({ min: 1, max: 64 }), { minLength: count, maxLength: count }),
      pairs: fc.array(fc.record({ x: fc.nat(count - 1), y: fc.nat(count - 1) }), { minLength: 1, maxLength: 60 }),
    }),
  )
  .map(({ dimensions, pairs }): EstimationJob => ({
    variables: dimensions.map((columns, index) => ({
      name: String(index),
      kind: 'continuous',
      values: new Float64Array(columns),
      samples: 1,
      dimensions: columns,
    })),
    pairs,
    options: { estimator: 'auto', seed: 1 },
  }));

test('the parts hold every pair once, with its own variables', () => {
  fc.assert(
    fc.property(jobs, fc.integer({ min: 1, max: 8 }), (job, count) => {
      const parts = splitJob(job, count);
      expect(parts.length).toBeLessThanOrEqual(count);
      expect(parts.flatMap(({ places }) => places).sort((a, b) => a - b)).toEqual(job.pairs.map((_, index) => index));
      for (const { job: part, places } of parts) {
        expect(new Set(part.variables).size).toBe(part.variables.length);
        part.pairs.forEach((pair, index) => {
          const whole = job.pairs[places[index]];
          expect(part.variables[pair.x]).toBe(job.variables[whole.x]);
          expect(part.variables[pair.y]).toBe(job.variables[whole.y]);
        });
      }
    }),
  );
});

test('pairs around one wide variable stay together', () => {
  const wide = [0, 1];
  const job: EstimationJob = {
    variables: Array.from({ length: 12 }, (_, i) => ({
      name: `${i}`,
      kind: 'continuous',
      values: new Float64Array(1),
      samples: 1,
      dimensions: wide.includes(i) ? 64 : 1,
    })),
    pairs: Array.from({ length: 10 }, (_, i) => wide.map((y) => ({ x: i + 2, y }))).flat(),
    options: { estimator: 'ksg1', seed: 1 },
  };
  const parts = splitJob(job, 2);
  expect(parts.map(({ job: part }) => part.variables.filter(({ dimensions }) => dimensions === 64).length)).toEqual([
    1, 1,
  ]);
});
