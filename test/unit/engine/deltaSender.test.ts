import { analysisWarning } from '../../../src/result/warnings';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { applyDelta, mergeDelta, type ResultDelta } from '../../../src/result/delta';
import type { AnalysisResult, Estimate } from '../../../src/result/result';
import { estimate, resultOf } from '../../support/results';
import { splitDelta } from '../../../src/engine/process/deltaSender';

const empty = (): AnalysisResult =>
  resultOf({ config: '{ "data": { "task": "parity" }, "model": { "layers": [{ "type": "dense", "units": 2 }] } }' });
const memory = (epoch: number): Estimate => estimate({ quantity: 'memory', source: 'X', target: 'h', epoch, value: 1 });
const deltas: fc.Arbitrary<ResultDelta[]> = fc.array(
  fc.record(
    {
      estimates: fc.array(fc.nat(100).map(memory), { maxLength: 30 }),
      warnings: fc.array(fc.string().map((text) => analysisWarning('text', text))),
      networks: fc.array(
        fc.record(
          {
            name: fc.constantFrom('gru', 'lstm'),
            estimates: fc.array(fc.nat(100).map(memory), { maxLength: 30 }),
            warnings: fc.array(fc.string().map((text) => analysisWarning('text', text))),
          },
          { requiredKeys: ['name'] },
        ),
        { maxLength: 3 },
      ),
      curves: fc.record(
        { bottleneck: fc.array(fc.record({ beta: fc.nat(), rate: fc.nat(), relevance: fc.nat() })) },
        { requiredKeys: [] },
      ),
    },
    { requiredKeys: [] },
  ),
);

test('a merged delta in pieces does what the deltas did one by one', () => {
  fc.assert(
    fc.property(deltas, fc.integer({ min: 1, max: 40 }), (all, size) => {
      const [expected, actual] = [empty(), empty()];
      const merged: ResultDelta = {};
      for (const delta of all) {
        applyDelta(expected, delta);
        mergeDelta(merged, delta);
      }
      for (const piece of splitDelta(merged, size)) {
        expect(piece.estimates?.length ?? 0).toBeLessThanOrEqual(size);
        for (const network of piece.networks ?? []) expect((network.estimates ?? []).length).toBeLessThanOrEqual(size);
        applyDelta(actual, piece);
      }
      expect(actual).toEqual(expected);
    }),
  );
});
