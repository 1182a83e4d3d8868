import { cellOf } from '../../../config/layers/layerTraits';
import type { NamedLayerConfig } from '../../../config/schema/layers';
import type { LayerActivations } from '../../../models/activations';

/**
 * What a unit of a cell costs at every step beside the network's weights, in multiplications of a product: its
 * functions, and reading and writing it. Cells with a kernel of their own go through memory once; all others once for
 * each of their operations. Rounded means of TensorFlow and WebAssembly for 16 and 64 units.
 */
const costsOfUnits: Readonly<Record<string, number>> = {
  simpleRNN: 80,
  lstm: 80,
  gru: 80,
  indRNN: 150,
  lru: 150,
  minGRU: 250,
  rgLRU: 300,
  minLSTM: 500,
  leakyRNN: 150,
  matrixState: 300,
  mamba: 800,
  echoState: 100,
  sLSTM: 300,
  mLSTM: 400,
};
const ofOtherCells = 300;
/** Peepholes and layer normalisation keep an LSTM from its kernel on some backends, or on all. */
const withPeepholes = 400;
const withNormalization = 2400;
const ofStepwiseLayers = 40;

/** The multiplications that one step of a sequence takes by the network's kernels. @param weights of the network */
export function stepCost(
  layers: readonly NamedLayerConfig[],
  states: readonly Pick<LayerActivations, 'layer' | 'units'>[],
  weights: number,
): number {
  return states.reduce((sum, { layer, units }) => {
    const config = layers.find(({ name }) => name === layer);
    return sum + (config ? costOfUnit(config) * units : 0);
  }, weights);
}

function costOfUnit(layer: NamedLayerConfig): number {
  const cell = cellOf(layer);
  if (!cell) return ofStepwiseLayers;
  if ('layerNormalization' in cell && cell.layerNormalization) return withNormalization;
  if ('peepholes' in cell && cell.peepholes) return withPeepholes;
  return costsOfUnits[cell.type] ?? ofOtherCells;
}
