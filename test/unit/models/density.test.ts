import { describe, expect, it } from 'vitest';
import { Random } from '../../../src/base/random';
import { emptyTally, type HeadLoss, headLoss, score } from '../../../src/models/training/objective';

const loss: HeadLoss = { objective: 'density', weight: 1, features: 2, deviations: Float64Array.of(3, 1) };
const random = new Random(2);
const outputs = Float32Array.from({ length: 12 }, () => random.normal());
// One value is missing.
const values = Float32Array.of(0.3, -1, NaN, 0.4, 1.2, 0.1);
const scored = (given: Float32Array, gradient?: Float32Array) => {
  const tally = emptyTally(1).heads[0];
  score(loss, given, { values, features: 2 }, tally, gradient);
  return { tally, nats: headLoss(loss, tally) };
};

describe('a loss by means and variances', () => {
  it('is the negative log-likelihood of a step', () => {
    const { tally, nats } = scored(outputs);
    let [sum, squares] = [0, 0];
    for (const [i, value] of values.entries()) {
      if (Number.isNaN(value)) continue;
      const row = 4 * Math.floor(i / 2) + (i % 2);
      const variance = 1e-3 + Math.exp(outputs[row + 2]);
      sum += 0.5 * (Math.log(2 * Math.PI * variance) + (outputs[row] - value) ** 2 / variance);
      squares += ((outputs[row] - value) * (i % 2 === 0 ? 3 : 1)) ** 2;
    }
    expect(tally.count).toBe(5);
    expect(nats).toBeCloseTo((2 * sum) / 5, 5);
    // In the data's own units.
    expect(tally.ownTotal).toBeCloseTo(squares, 4);
  });

  it('has the gradients that small changes show', () => {
    const gradient = new Float32Array(12);
    scored(outputs, gradient);
    for (let i = 0; i < outputs.length; i++) {
      const at = (by: number): number => scored(outputs.map((value, j) => (i === j ? value + by : value))).nats;
      expect(gradient[i]).toBeCloseTo((at(1e-3) - at(-1e-3)) / 2e-3, 2);
    }
  });
});
