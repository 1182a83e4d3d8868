import { describe, expect, it } from 'vitest';
import { editedConfig } from '../../../src/config/edits';
import { type LayerParameter, parameterPath } from '../../../src/config/layers/layerPath';
import { factsOf } from '../../../src/config/layers/layerTable';
import {
  betaOf,
  cellOf,
  hasOwnStates,
  hasRate,
  isRecurrentType,
  seesAhead,
  unitsOf,
  widthOf,
  withBeta,
} from '../../../src/config/layers/layerTraits';
import { readConfig } from '../../../src/config/readConfig';
import { type LayerConfig, layerSchema, type NamedLayerConfig } from '../../../src/config/schema/layers';

const bottleneck = { beta: 7 };
/** Settings of every type except the recurrent cells, with a rate if the type can have one. */
const others: Partial<Record<LayerConfig['type'], object>> = {
  bidirectional: { layer: { type: 'gru', units: 4, bottleneck } },
  embedding: { units: 4 },
  dense: { units: 4 },
  repeatVector: {},
  dropout: {},
  bottleneck: { units: 4, beta: 7 },
  entropyBottleneck: { units: 4, beta: 7 },
  infomax: {},
  attention: { units: 4, bottleneck },
  layerNormalization: {},
};
/** Cells without a bottleneck inside. */
const unread: readonly string[] = ['matrixState', 'mamba', 'echoState', 'mLSTM'];
const settingsOf = (type: LayerConfig['type']): object =>
  others[type] ?? (unread.includes(type) ? { units: 4 } : { units: 4, bottleneck });
const types = layerSchema.options.map((option) => option.shape.type.value);
const layerOf = (type: LayerConfig['type'], more: object = {}): LayerConfig =>
  layerSchema.parse({ type, ...settingsOf(type), ...more });
const withRates = types.filter((type) => factsOf(type)?.beta);

/** The layer of a config after an edit at a parameter's path. The edited config must be valid. */
function edited(type: LayerConfig['type'], parameter: LayerParameter, value: unknown): NamedLayerConfig {
  const path = parameterPath(layerOf(type), 1, parameter);
  // An entropyBottleneck cannot round symbols.
  const below = { type: 'dense', name: 'below', units: 3 };
  const out = { type: 'dense', units: 4, activation: 'softmax' };
  const source = { data: { task: 'delayedCopy' }, model: { layers: [below, { type, ...settingsOf(type) }, out] } };
  const { config, problems } = readConfig(editedConfig(JSON.stringify(source), [{ path: path ?? [], value }]));
  expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  return config!.model.layers[1];
}

describe('the table of layers', () => {
  it('knows which types are recurrent', () => {
    expect(types.filter((type) => !isRecurrentType(type))).toEqual(
      Object.keys(others).filter((type) => type !== 'bidirectional'),
    );
    expect(types.filter((type) => cellOf(layerOf(type)))).toEqual(types.filter(isRecurrentType));
    expect(isRecurrentType('recorded')).toBe(false);
    expect(isRecurrentType('toString')).toBe(false);
  });

  it('knows whose states are those of the layer before', () => {
    expect(types.filter((type) => !hasOwnStates(type))).toEqual(['repeatVector', 'dropout', 'infomax']);
    expect(hasOwnStates('recorded')).toBe(true);
  });

  it('knows which layers look ahead', () => {
    expect(types.filter((type) => seesAhead(layerOf(type)))).toEqual(['bidirectional', 'repeatVector']);
    expect(seesAhead(layerOf('attention', { causal: false }))).toBe(true);
  });
});

describe('the beta of a layer', () => {
  it.each(withRates)('is found and replaced in %s', (type) => {
    const layer = layerOf(type);
    expect(betaOf(layer)).toBe(7);
    const other = withBeta(layer, 20);
    expect(betaOf(other)).toBe(20);
    expect(withBeta(other, 7)).toEqual(layer);
    expect(betaOf(layer)).toBe(7);
  });

  it('is not there without a bottleneck', () => {
    const plain = layerSchema.parse({ type: 'lstm', units: 4 });
    expect(hasRate(plain)).toBe(false);
    expect(withBeta(plain, 20)).toBe(plain);
    expect(types.filter((type) => hasRate(layerOf(type)))).toEqual(withRates);
  });
});

describe('the path of a parameter', () => {
  it.each(withRates)('leads to the beta of %s', (type) => {
    expect(betaOf(edited(type, 'beta', 20))).toBe(20);
  });

  it.each(types.filter((type) => unitsOf(layerOf(type)) !== undefined))('leads to the units of %s', (type) => {
    expect(parameterPath(layerOf(type), 3, 'units')).toEqual(
      type === 'bidirectional' ? ['model', 'layers', 3, 'layer', 'units'] : ['model', 'layers', 3, 'units'],
    );
  });

  it.each(types.filter(isRecurrentType))('leads to what %s returns', (type) => {
    expect(cellOf(edited(type, 'returnSequences', true))?.returnSequences).toBe(true);
  });

  it('is not there where the type has no such parameter', () => {
    expect(parameterPath(layerOf('dense'), 0, 'beta')).toBeUndefined();
    expect(parameterPath(layerOf('attention'), 0, 'returnSequences')).toBeUndefined();
    expect(parameterPath(layerOf('dropout'), 0, 'units')).toBeUndefined();
  });
});

describe('the width of a layer', () => {
  it('is its units, or what it reads, or both directions of its cell', () => {
    expect(widthOf(layerOf('lstm'), 9)).toBe(4);
    expect(widthOf(layerOf('dropout'), 9)).toBe(9);
    expect(widthOf(layerOf('dropout'), undefined)).toBeUndefined();
    expect(widthOf(layerSchema.parse({ type: 'entropyBottleneck' }), 9)).toBe(9);
    expect(widthOf(layerOf('entropyBottleneck'), 9)).toBe(4);
    expect(widthOf(layerOf('bidirectional'), 9)).toBe(8);
    expect(
      widthOf(layerSchema.parse({ type: 'bidirectional', mergeMode: 'sum', layer: { type: 'gru', units: 4 } }), 9),
    ).toBe(4);
  });
});
