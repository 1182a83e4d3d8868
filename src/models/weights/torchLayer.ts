import type { WeightArray } from '../../data/weights/weightFile';
import type { Reading } from './foundLayer';
import { transposedBlocks } from './gates';

/** PyTorch's default of LayerNorm, which the file does not hold. */
const layerNormEpsilon = 1e-5;

/**
 * What a module with a `weight` and perhaps a `bias` can be: Linear [units, inputs], Embedding [symbols, units] (always
 * without a bias) or LayerNorm [units].
 * @returns undefined where it is none of these
 */
export function torchLayer({ weight, bias }: { weight?: WeightArray; bias?: WeightArray }): Reading[] | undefined {
  if (!weight) return undefined;
  const { shape } = weight;
  if (shape.length === 1 && bias?.shape.length === 1 && bias.shape[0] === shape[0])
    return [
      {
        type: 'layerNormalization',
        both: false,
        inputs: shape[0],
        units: shape[0],
        options: { epsilon: layerNormEpsilon },
        arrays: { gamma: weight, beta: bias },
      },
    ];
  if (shape.length !== 2 || (bias && (bias.shape.length !== 1 || bias.shape[0] !== shape[0]))) return undefined;
  const dense: Reading = {
    type: 'dense',
    both: false,
    inputs: shape[1],
    units: shape[0],
    options: { useBias: bias !== undefined },
    arrays: { kernel: transposedBlocks(weight, [0]), ...(bias && { bias }) },
  };
  if (bias) return [dense];
  const embedding: Reading = {
    type: 'embedding',
    both: false,
    inputs: shape[0],
    units: shape[1],
    options: {},
    arrays: { embeddings: weight },
  };
  return [embedding, dense];
}
