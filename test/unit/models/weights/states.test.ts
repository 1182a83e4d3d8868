import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { verbatim } from '../../../../src/base/sentence';
import type { Dataset } from '../../../../src/data/dataset';
import { readNpy } from '../../../../src/data/npy/readNpy';
import { continuousSequences } from '../../../../src/data/sequences';
import { readWeights } from '../../../../src/data/weights/readWeights';
import { buildModel } from '../../../../src/models/buildModel';
import { coreKernel } from '../../../../src/models/kernels/typescript/coreKernel';
import { weightsFor } from '../../../../src/models/weights/weightsFor';
import { selectBackend } from '../../../../src/runtime/selectBackend';
import { configOf } from '../support';

/** Files that PyTorch 1.13 and Keras 3 wrote, with their states [8,6,4] for x.npy [8,6,3]. */
const fixture = (name: string): string => path.join(import.meta.dirname, 'fixtures', name);

async function inputs(): Promise<Dataset> {
  const { shape, data } = await readNpy(fixture('x.npy'));
  const x = { inputs: continuousSequences(Float32Array.from(data), shape[0], shape[1], shape[2]) };
  return { title: verbatim('x'), training: x, heldOut: x, exact: [], warnings: [] };
}

describe('a GRU as it is by default', () => {
  it.each([
    ['torch-gru.safetensors', 'torch-states.npy'],
    ['torch-gru.pt', 'torch-states.npy'],
    ['keras-gru.keras', 'keras-states.npy'],
    ['keras-gru.npz', 'keras-states.npy'],
  ])('has the states of its framework with nothing converted by hand: %s', async (weights, states) => {
    await selectBackend('cpu');
    const data = await inputs();
    const config = configOf([{ type: 'gru', name: 'gru', units: 4 }], { epochs: 0 });
    const { file } = await readWeights(fixture(weights));
    const fitted = weightsFor(config.model.layers, file, 3);
    const model = buildModel({ ...config, model: { layers: fitted.layers } }, data, coreKernel);
    model.setWeights(fitted.weights);
    const [{ values }] = await model.activations(data.heldOut, 8, 1);
    const { data: wanted } = await readNpy(fixture(states));
    expect(values).toHaveLength(wanted.length);
    // Float32 states of order one, through six steps.
    for (const [i, value] of values.entries()) expect(Math.abs(value - wanted[i])).toBeLessThan(1e-5);
  });
});
