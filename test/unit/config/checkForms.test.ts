import { describe, expect, it } from 'vitest';
import { readConfig } from '../../../src/config/readConfig';

const out = { type: 'dense', name: 'out', units: 4, activation: 'softmax' };
const found = (...layers: object[]): [place: string, message: string][] =>
  readConfig(JSON.stringify({ data: { task: 'delayedCopy' }, model: { layers: [...layers, out] } }))
    .problems.filter(({ severity }) => severity === 'error')
    .map(({ path, message }) => [path.join('.'), message]);
const places = (...layers: object[]): string[] => found(...layers).map(([place]) => place);

describe('residual layers in a config', () => {
  it('read as many values as they hand on', () => {
    expect(places({ type: 'gru', units: 4, residual: true }, { type: 'lstm', units: 4, residual: true })).toEqual([]);
    expect(found({ type: 'gru', name: 'a', units: 6, residual: true })).toEqual([
      ['model.layers.0.residual', expect.stringContaining('reads 4 values and returns 6')],
    ]);
    // A skip connection widens the input.
    expect(
      places({ type: 'gru', name: 'a', units: 4 }, { type: 'gru', units: 4, skip: ['X'], residual: true }),
    ).toEqual(['model.layers.1.residual']);
    expect(
      places({ type: 'gru', name: 'a', units: 4 }, { type: 'gru', units: 8, skip: ['X'], residual: true }),
    ).toEqual([]);
    expect(
      places(
        { type: 'embedding', units: 6 },
        { type: 'bidirectional', residual: true, layer: { type: 'lru', units: 4 } },
      ),
    ).toEqual(['model.layers.1.residual']);
    expect(
      places(
        { type: 'embedding', units: 8 },
        { type: 'dropout' },
        { type: 'layerNormalization' },
        { type: 'bidirectional', residual: true, layer: { type: 'lru', units: 4 } },
      ),
    ).toEqual([]);
    expect(places({ type: 'bidirectional', layer: { type: 'gru', units: 2, residual: true } })).toEqual([
      'model.layers.0.layer.residual',
    ]);
  });

  it('are not the head', () => {
    const config = {
      data: { task: 'delayedCopy' },
      model: {
        layers: [
          { type: 'lstm', units: 4 },
          { ...out, residual: true },
        ],
      },
    };
    expect(readConfig(JSON.stringify(config)).problems.map(({ path }) => path.join('.'))).toEqual([
      'model.layers.1.residual',
    ]);
  });
});

describe('bottlenecks inside recurrent layers in a config', () => {
  const bottleneck = { beta: 10 };

  it('have a positive beta and are the only noise of their layer', () => {
    expect(places({ type: 'lstm', units: 4, bottleneck }, { type: 'lru', units: 4, bottleneck: {} })).toEqual([]);
    expect(places({ type: 'lstm', units: 4, bottleneck: { beta: 0 } })).toEqual(['model.layers.0.bottleneck.beta']);
    expect(places({ type: 'gru', units: 4, bottleneck, noise: { variance: 0.1 } })).toEqual(['model.layers.0.noise']);
    expect(places({ type: 'gru', units: 4, bottleneck, residual: true })).toEqual(['model.layers.0.residual']);
  });

  it('take a prior and a warm-up like bottleneck layers', () => {
    expect(
      places({
        type: 'gru',
        units: 4,
        bottleneck: { beta: 10, prior: 'mixture', components: 4, warmup: { epochs: 5 } },
      }),
    ).toEqual([]);
    expect(places({ type: 'gru', units: 4, bottleneck: { components: 4 } })).toEqual([
      'model.layers.0.bottleneck.components',
    ]);
    expect(places({ type: 'gru', units: 4, bottleneck: { warmup: { epochs: 500 } } })).toEqual([
      'model.layers.0.bottleneck.warmup.epochs',
    ]);
    expect(
      places({ type: 'bidirectional', layer: { type: 'gru', units: 4, bottleneck: { prior: 'mixture' } } }),
    ).toEqual(['model.layers.0.layer.bottleneck.prior']);
  });

  it('stand in both directions side by side', () => {
    expect(places({ type: 'bidirectional', layer: { type: 'gru', units: 4, bottleneck } })).toEqual([]);
    expect(places({ type: 'bidirectional', mergeMode: 'sum', layer: { type: 'gru', units: 4, bottleneck } })).toEqual([
      'model.layers.0.mergeMode',
    ]);
    expect(
      places({ type: 'bidirectional', layer: { type: 'gru', units: 4, bottleneck, noise: { variance: 0.1 } } }),
    ).toEqual(['model.layers.0.layer.noise']);
  });

  it('are what a sweep needs, and need a head themselves', () => {
    const config = (layer: object) =>
      readConfig(
        JSON.stringify({
          data: { task: 'delayedCopy' },
          model: { layers: [layer, out] },
          sweep: { beta: { from: 1, to: 10 } },
        }),
      ).problems.map(({ path }) => path.join('.'));
    expect(config({ type: 'lstm', units: 4, bottleneck })).toEqual([]);
    expect(config({ type: 'lstm', units: 4 })).toEqual(['sweep']);
    const headless = {
      data: { task: 'delayedCopy' },
      training: { epochs: 0 },
      model: { layers: [{ type: 'lstm', units: 4, bottleneck }] },
    };
    expect(readConfig(JSON.stringify(headless)).problems.map(({ path }) => path.join('.'))).toEqual(['model.layers.0']);
  });
});

describe('forms of the LSTM in a config', () => {
  it('get a warning if normalising leaves only a sign', () => {
    const warned = (task: string, ...layers: object[]) =>
      readConfig(JSON.stringify({ data: { task }, model: { layers: [...layers, { type: 'dense', units: 1 }] } }))
        .problems.filter(({ severity }) => severity === 'warning')
        .map(({ path }) => path.join('.'));
    const lstm = { type: 'lstm', units: 4, layerNormalization: true };
    expect(warned('gaussianProcess', lstm)).toEqual(['model.layers.0.layerNormalization']);
    expect(warned('gaussianProcess', { type: 'bidirectional', layer: lstm })).toEqual([
      'model.layers.0.layer.layerNormalization',
    ]);
    expect(warned('gaussianProcess', { type: 'dense', units: 4, activation: 'tanh' }, lstm)).toEqual([]);
    expect(warned('adding', lstm)).toEqual([]);
  });

  it('belong to the LSTM alone', () => {
    expect(places({ type: 'lstm', units: 4, peepholes: true, layerNormalization: true })).toEqual([]);
    expect(found({ type: 'gru', units: 4, peepholes: true })).toEqual([
      ['model.layers.0', expect.stringContaining('peepholes')],
    ]);
    expect(found({ type: 'simpleRNN', units: 4, layerNormalization: true })).toEqual([
      ['model.layers.0', expect.stringContaining('layerNormalization')],
    ]);
  });
});
