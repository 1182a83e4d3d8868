import { describe, expect, it } from 'vitest';
import { finiteSource } from '../../../src/data/finiteSource';
import { inputSource } from '../../../src/data/inputSource';
import type { DataConfig } from '../../../src/config/schema/data';
import { configOf } from '../../support/configs';

const dataOf = (data: object): DataConfig =>
  configOf(JSON.stringify({ data, model: { layers: [{ type: 'gru', units: 2 }] }, training: { epochs: 0 } })).data;

const length = 4;

describe('the law of symbols as a hidden chain', () => {
  it.each([
    { task: 'delayedCopy', symbols: 3, length, delay: 1 },
    { task: 'parity', length },
    { task: 'markov', symbols: 3, flip: 0.2, length },
    { task: 'markov', symbols: 2, flip: 0.2, hidden: true, noise: 0.1, length },
  ])('gives every sequence of %j its probability', (settings) => {
    const data = dataOf(settings);
    const [chain, source] = [finiteSource(data)!, inputSource(data)!];
    for (let k = 0; k < source.alphabet ** length; k++) {
      const symbols = Int32Array.from({ length }, (_, t) => Math.floor(k / source.alphabet ** t) % source.alphabet);
      let belief = chain.initial.map((p, z) => p * chain.emission[z][symbols[0]]);
      for (const symbol of symbols.subarray(1))
        belief = chain.emission.map(
          (row, z) => row[symbol] * belief.reduce((sum, p, from) => sum + p * chain.transition[from][z], 0),
        );
      const probability = belief.reduce((sum, p) => sum + p, 0);
      expect(probability).toBeCloseTo(Math.exp(source.logProbability(symbols, 0)), 12);
    }
  });

  it('is none of tasks whose symbols depend on all that came before', () => {
    expect(finiteSource(dataOf({ task: 'adding', length }))).toBeUndefined();
  });
});
