import type { AnalysisConfig } from '../../../config/schema/config';
import { isCodeType } from '../../../config/layers/layerTraits';
import type { LayerActivations } from '../../../models/activations';
import type { ComputedFrom } from '../../../result/computedFrom';
import { noiseStream, stateVariable } from '../../plan/variables';

/** Layers that carry something of the past to their last step in one direction, recurrent ones and their codes. */
export const rememberingLayers = (layers: readonly LayerActivations[], length: number): LayerActivations[] =>
  layers.filter(
    ({ recurrent, type, density, critic, direction = 'forward', ...layer }) =>
      (recurrent || isCodeType(type)) &&
      density === undefined &&
      critic === undefined &&
      (direction === 'forward' || direction === 'backward') &&
      layer.length === length,
  );

/** The state at the last step with the noise that the analysis declares on it, row-major [rows, units]. */
export function noisyEnd(
  config: AnalysisConfig,
  layer: LayerActivations,
  time: number,
  rows: Int32Array,
): Float64Array {
  const { variance } = config.analysis.noise;
  const random = noiseStream(config.seed, layer.layer, time);
  return stateVariable(layer, time, rows, { variance, aboveInput: false, random }).values;
}

/** The variable that `noisyEnd` gives. */
export const endComputedFrom = ({ analysis }: AnalysisConfig, { stochastic }: LayerActivations): ComputedFrom =>
  stochastic ? { kind: 'ownNoise' } : { kind: 'declaredNoise', variance: analysis.noise.variance };
