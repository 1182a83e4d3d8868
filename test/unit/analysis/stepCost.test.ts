import { describe, expect, it } from 'vitest';
import { budgetOf } from '../../../src/analysis/measures/histories/historyBudget';
import { stepCost } from '../../../src/analysis/measures/histories/stepCost';
import { configOf } from '../../support/configs';

const units = 16;

const both = { type: 'bidirectional', units: undefined, layer: { type: 'lru', units: units / 2 } };

/** Multiplications of a step of a network of one layer with so many weights. */
function costOf(layer: object, weights: number): number {
  const config = configOf(
    JSON.stringify({
      data: { task: 'parity', length: 8 },
      model: {
        layers: [
          { units, ...layer, name: 'state' },
          { type: 'dense', units: 2, activation: 'softmax' },
        ],
      },
    }),
  );
  return stepCost(config.model.layers, [{ layer: 'state', units }], weights);
}

describe('what a step of a network costs', () => {
  it('counts functions and passes through memory beside the weights: most of all where there are few of these', () => {
    expect(costOf({ type: 'lstm' }, 1412)).toBeLessThan(2 * 1412);
    // Measured: 17 times the 148 weights of an LRU, and 25 times the 1572 of an LSTM with layer normalisation.
    expect(costOf({ type: 'lru' }, 148)).toBeGreaterThan(10 * 148);
    expect(costOf({ type: 'lstm', layerNormalization: true }, 1572)).toBeGreaterThan(20 * 1572);
    expect(costOf({ type: 'lstm', peepholes: true }, 1460)).toBeGreaterThan(costOf({ type: 'lstm' }, 1460));
  });

  it('counts the cell of both directions', () => {
    expect(costOf(both, 148)).toBe(costOf({ type: 'lru' }, 148));
  });

  it('buys fewer histories of what costs more', () => {
    const [lru, lstm] = [costOf({ type: 'lru' }, 148), costOf({ type: 'lstm' }, 148)];
    expect(budgetOf(5, 12, lru).perHistory).toBeGreaterThan(1.5 * budgetOf(5, 12, lstm).perHistory);
    expect(budgetOf(5, 12, lru).total).toBe(budgetOf(5, 12, lstm).total);
  });
});
