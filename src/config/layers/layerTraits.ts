import type { LayerConfig } from '../schema/layers';
import type { RecurrentLayerConfig } from '../schema/recurrentCells';
import { factsOf, layerTable } from './layerTable';
import { keysOf } from './layerPath';
import { replaceAt, valueAt } from './valueAt';

/** Whether a layer is itself a recurrent cell. */
export function isCell<Layer extends LayerConfig>(layer: Layer): layer is Extract<Layer, RecurrentLayerConfig> {
  return layerTable[layer.type].cell?.length === 0;
}

/** The recurrent cell that a layer is or contains. */
export function cellOf(layer: LayerConfig): RecurrentLayerConfig | undefined {
  if (layer.type === 'bidirectional') return layer.layer;
  return isCell(layer) ? layer : undefined;
}

/** The bottleneck inside a cell's recurrence; cells whose recurrence does not read their output have none. */
export const innerBottleneck = (cell: RecurrentLayerConfig | undefined) =>
  cell && 'bottleneck' in cell ? cell.bottleneck : undefined;

/** Whether layers of a type keep a state between steps; false for unknown types. */
export const isRecurrentType = (type: string): boolean => factsOf(type)?.cell !== undefined;

/**
 * Whether a type has states of its own. The outputs of dropout, repetition and critics are states of the layer below.
 */
export const hasOwnStates = (type: string): boolean => factsOf(type)?.ownStates ?? true;

/** Whether a type is itself a code with a rate. */
export const isCodeType = (type: string): boolean => factsOf(type)?.code ?? false;

/** Whether the output at a step depends only on the input at that step. */
export const isStepwiseType = (type: string): boolean => factsOf(type)?.sees === 'step';

/** Whether `skip` may name further inputs of this layer. */
export const takesSkips = (layer: LayerConfig): boolean => layerTable[layer.type].skips;

/** Whether the layer's states depend on later steps of its input. */
export function seesAhead(layer: LayerConfig): boolean {
  const { sees } = layerTable[layer.type];
  return sees === 'all' || (sees === 'asCausalSays' && 'causal' in layer && !layer.causal);
}

/** The beta that weighs a layer's rate in the loss: that of a bottleneck layer, or of one inside a recurrent layer. */
export function betaOf(layer: LayerConfig): number | undefined {
  const keys = keysOf(layer, 'beta');
  const beta = keys && valueAt(layer, keys);
  return typeof beta === 'number' ? beta : undefined;
}

/** Whether a rate of the layer is part of the loss. */
export function hasRate(layer: LayerConfig): boolean {
  return betaOf(layer) !== undefined;
}

/** The layer with another beta; unchanged if it has none. */
export function withBeta<Layer extends LayerConfig>(layer: Layer, beta: number): Layer {
  const keys = keysOf(layer, 'beta');
  return keys && hasRate(layer) ? replaceAt(layer, keys, beta) : layer;
}

/** A Gaussian code whose rate is measured against a prior. */
export type GaussianCode = Pick<
  Extract<LayerConfig, { type: 'bottleneck' }>,
  'beta' | 'prior' | 'components' | 'warmup'
>;

/** The Gaussian code that a layer is or has inside, in its cell or in front of its attention. */
export const gaussianCodeOf = (layer: LayerConfig): GaussianCode | undefined =>
  layer.type === 'bottleneck'
    ? layer
    : layer.type === 'attention'
      ? layer.bottleneck && { ...layer.bottleneck, prior: 'standard' }
      : innerBottleneck(cellOf(layer));

/** Width of a layer's output, given that of its input; `undefined` where it depends on an unknown input width. */
export function widthOf(layer: LayerConfig, read: number): number;
export function widthOf(layer: LayerConfig, read: number | undefined): number | undefined;
export function widthOf(layer: LayerConfig, read: number | undefined): number | undefined {
  const own = unitsOf(layer) ?? read;
  const both = layer.type === 'bidirectional' && layer.mergeMode === 'concat';
  return own === undefined ? undefined : both ? 2 * own : own;
}

/** The `units` of a layer or of its cell, if any. */
export function unitsOf(layer: LayerConfig): number | undefined {
  const keys = keysOf(layer, 'units');
  const units = keys && valueAt(layer, keys);
  return typeof units === 'number' ? units : undefined;
}

/** Whether a layer adds its input to its output. */
export const isResidual = (layer: LayerConfig): boolean => 'residual' in layer && layer.residual === true;

/**
 * Variance of the noise that every step adds inside a layer's recurrence; `undefined` where none is declared there.
 * That of a leaky cell is 2 a v, by which the variance of a unit without input tends to v / (1 - a / 2).
 */
export function stepNoise(cell: RecurrentLayerConfig): number | undefined {
  const { noise } = cell;
  if (noise?.placement !== 'recurrent') return undefined;
  return cell.type === 'leakyRNN' ? 2 * cell.leak * noise.variance : noise.variance;
}

/** Number of weights in the layer's matrices, given the width of its input, without those of a bottleneck inside. */
export function matrixWeights(layer: LayerConfig, read: number): number {
  const inner = cellOf(layer) ?? layer;
  const units = unitsOf(inner) ?? 0;
  const { ofInput, ofUnits } = layerTable[inner.type].matrices;
  return (layer === inner ? 1 : 2) * units * (ofInput * read + ofUnits * units);
}

/** Whether a layer trains without a head. */
export function learnsAlone(layer: LayerConfig): boolean {
  return layerTable[layer.type].learnsAlone;
}

/**
 * Where a layer draws its state: inside its recurrence, so that later states depend on the draw, or at its read-out.
 * Attention that reads noisy steps reads the same draws at every later step, as a recurrence does.
 * `undefined`: its state is a function of what it reads.
 */
export function noisePlacement(layer: LayerConfig): 'recurrent' | 'readout' | undefined {
  if (layer.type === 'bottleneck') return 'readout';
  if (layer.type === 'attention') return layer.bottleneck && 'recurrent';
  const cell = cellOf(layer);
  return innerBottleneck(cell) ? 'recurrent' : cell?.noise?.placement;
}
