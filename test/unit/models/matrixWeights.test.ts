import { describe, expect, it } from 'vitest';
import { factsOf } from '../../../src/config/layers/layerTable';
import { matrixWeights } from '../../../src/config/layers/layerTraits';
import { layerSchema } from '../../../src/config/schema/layers';
import { buildModel } from '../../../src/models/buildModel';
import { coreKernel } from '../../../src/models/kernels/typescript/coreKernel';
import { configOf, echo } from './support';

const units = 6;
const cells = layerSchema.options
  .map((option) => option.shape.type.value)
  .filter((type) => factsOf(type)?.cell?.length === 0);

/** Matrices of Mamba that have a small number of columns or rows for any number of units. */
const narrow = /\/(selectionKernel|stepKernel|convolutionKernel|logRates)$/;

/** Size of a built layer's matrices: arrays of two axes that multiply its input or state, and are not narrow. */
function inModel(layer: object): { counted: number; held: number } {
  const config = configOf([
    layerSchema.parse({ ...layer, name: 'it' }),
    { type: 'dense', name: 'out', units: 3, activation: 'softmax' },
  ]);
  const weights = buildModel(config, echo({ symbols: 3 }), coreKernel).weights();
  const held = Object.entries(weights)
    .filter(([name, { shape }]) => name.startsWith('it/') && shape.length === 2 && !narrow.test(name))
    // Columns of single numbers, such as the gates of a head, stand behind those of the units.
    .reduce((sum, [, { shape }]) => sum + shape[0] * units * Math.floor(shape[1] / units), 0);
  return { counted: matrixWeights(config.model.layers[0], 3), held };
}

describe("the matrices of the table of layers are the model's", () => {
  it.each(cells)('of %s', (type) => {
    const { counted, held } = inModel({ type, units });
    expect(counted).toBe(held);
    expect(held).toBeGreaterThan(0);
  });

  it.each([
    { type: 'bidirectional', layer: { type: 'lstm', units } },
    { type: 'dense', units },
    { type: 'embedding', units },
    { type: 'bottleneck', units },
    { type: 'attention', units },
    { type: 'dropout' },
    { type: 'layerNormalization' },
  ])('of $type', (layer) => {
    const { counted, held } = inModel(layer);
    expect(counted).toBe(held);
  });
});
