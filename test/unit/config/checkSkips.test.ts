import { describe, expect, it } from 'vitest';
import { readConfig } from '../../../src/config/readConfig';

const out = { type: 'dense', name: 'out', units: 4, activation: 'softmax' };
const problems = (...layers: object[]): string[] =>
  readConfig(JSON.stringify({ data: { task: 'delayedCopy' }, model: { layers: [...layers, out] } }))
    .problems.filter(({ severity }) => severity === 'error')
    .map(({ path }) => path.join('.'));

describe('skip connections in a config', () => {
  it('lead forward, from a layer that is there or the input', () => {
    expect(
      problems({ type: 'gru', name: 'a', units: 2 }, { type: 'lru', name: 'b', units: 2, skip: ['a', 'X'] }),
    ).toEqual([]);
    expect(problems({ type: 'gru', name: 'a', units: 2, skip: ['out'] })).toEqual(['model.layers.0.skip.0']);
    expect(problems({ type: 'gru', name: 'a', units: 2, skip: ['a'] })).toEqual(['model.layers.0.skip.0']);
    expect(problems({ type: 'gru', name: 'a', units: 2, skip: ['X', 'nobody'] })).toEqual(['model.layers.0.skip.1']);
    expect(problems({ type: 'bidirectional', layer: { type: 'gru', units: 2, skip: ['X'] } })).toEqual([
      'model.layers.0.layer.skip',
    ]);
  });

  it('say that a layer cannot read itself', () => {
    const said = (layer: object): string[] =>
      readConfig(JSON.stringify({ data: { task: 'delayedCopy' }, model: { layers: [layer, out] } })).problems.map(
        ({ message }) => message,
      );
    const itself = { type: 'gru', name: 'a', units: 2 };
    expect(said({ ...itself, skip: ['a'] })).toContainEqual(expect.stringContaining('"a" cannot read itself.'));
    expect(said({ ...itself, input: 'a' })).toContainEqual(expect.stringContaining('"a" cannot read itself.'));
  });

  it('heads share the units evenly, complex states come in pairs', () => {
    expect(problems({ type: 'attention', units: 6, heads: 4 })).toEqual(['model.layers.0.heads']);
    expect(problems({ type: 'lru', units: 3 })).toEqual(['model.layers.0.units']);
  });
});
