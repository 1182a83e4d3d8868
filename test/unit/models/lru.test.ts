import { beforeAll, describe, expect, it } from 'vitest';
import { buildModel } from '../../../src/models/buildModel';
import { coreKernel } from '../../../src/models/kernels/typescript/coreKernel';
import { stateSpaceFrequencies } from '../../../src/models/layers/recurrent/cells/stateSpaceFrequencies';
import { selectBackend } from '../../../src/runtime/selectBackend';
import { configOf, echo } from './support';

const { hippo, s4dLin, s4dInv } = stateSpaceFrequencies;

beforeAll(async () => {
  await selectBackend('cpu');
});

describe('the frequencies of a diagonal state space', () => {
  it('of HiPPO are the roots of the characteristic polynomial', () => {
    // Of two numbers: the one entry sqrt(1/2 * 3/2).
    expect(hippo(2)).toHaveLength(1);
    expect(hippo(2)[0]).toBeCloseTo(Math.sqrt(3) / 2, 12);
    // Of four: w^4 - (sum of squares above the diagonal) w^2 + Pf^2 = 0; the Pfaffian is q - q + q with q the root of
    // the product of n + 1/2.
    const [a, b] = [0.5, 1.5];
    const [c, d] = [2.5, 3.5];
    const squares = a * b + a * c + a * d + b * c + b * d + c * d;
    const found = hippo(4);
    expect(found).toHaveLength(2);
    for (const w of found) expect(w ** 4 - squares * w ** 2 + a * b * c * d).toBeCloseTo(0, 9);
    expect(found[0]).toBeLessThan(found[1]);
  });

  it('of S4D-Inv come near those of HiPPO, the largest first', () => {
    const [inv, legs] = [s4dInv(64), hippo(64).reverse()];
    expect(legs).toHaveLength(32);
    // Both are about N^2/pi divided by the odd numbers (Gu et al. 2022, section 4.3); S4D-Inv is N/pi less than that.
    for (let n = 0; n < 4; n++) {
      expect(Math.abs((legs[n] * Math.PI * (2 * n + 1)) / 64 ** 2 - 1)).toBeLessThan(0.02);
      expect(Math.abs(legs[n] - inv[n])).toBeLessThan(64 / Math.PI);
    }
  });

  it('of S4D-Lin are equally spaced', () => {
    expect(s4dLin(8)).toEqual([0, Math.PI, 2 * Math.PI, 3 * Math.PI]);
  });
});

describe('a new LRU', () => {
  it.each(['hippo', 's4dLin', 's4dInv'] as const)('has the eigenvalues of %s at steps from .001 to .1', (name) => {
    const units = 16;
    const out = { type: 'dense', name: 'out', units: 3, activation: 'softmax' } as const;
    const both = { type: 'bidirectional', name: 'both', layer: { type: 'lru', units, initialization: name } } as const;
    const weights = buildModel(
      configOf([{ type: 'lru', name: 'h', units, initialization: name }, both, out]),
      echo(),
      coreKernel,
    ).weights();
    const frequencies = stateSpaceFrequencies[name](units);
    const stepsOf = (layer: string): number[] => {
      // |lambda| = exp(-exp(logDecay)) = exp(-d / 2)
      const steps = Array.from(weights[`${layer}/logDecay`].values, (value) => 2 * Math.exp(value));
      const phases = Array.from(weights[`${layer}/logPhase`].values, Math.exp);
      for (const [n, step] of steps.entries()) {
        expect(step).toBeGreaterThanOrEqual(0.00099);
        expect(step).toBeLessThanOrEqual(0.101);
        // Float32 logarithms.
        expect(Math.abs(phases[n] - step * frequencies[n])).toBeLessThan(1e-5 * Math.max(1, phases[n]));
      }
      expect(new Set(steps).size).toBe(units / 2);
      return steps;
    };
    expect(stepsOf('h')).not.toEqual(stepsOf('both/forward'));
    expect(stepsOf('both/backward')).not.toEqual(stepsOf('both/forward'));
  });
});
