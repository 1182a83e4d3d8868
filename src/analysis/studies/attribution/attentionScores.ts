import type { SequenceSet } from '../../../data/dataset';
import { selectSequences } from '../../../data/sequences';
import type { Model } from '../../../models/model';

/**
 * How much the first attention layer of a network looks at each step, [samples, steps], over its heads; undefined where
 * there is no such layer. The look is that from the step of the answer, or from all steps where a recurrent layer reads
 * on behind the attention.
 * @param at the step of the answer of each sequence, from 0
 */
export async function attentionScores(
  model: Model,
  { inputs }: SequenceSet,
  at: Int32Array,
  seed: number,
  signal: AbortSignal,
): Promise<Float64Array | undefined> {
  const place = model.layers.findIndex(({ type }) => type === 'attention');
  if (place < 0) return undefined;
  const { name } = model.layers[place];
  const isReadOn = model.layers.slice(place + 1).some(({ recurrent }) => recurrent);
  const { samples, length } = inputs;
  const scores = new Float64Array(samples * length);
  for (let row = 0; row < samples; row++) {
    const one = { inputs: selectSequences(inputs, Int32Array.of(row)) };
    const shown = await model.activations(one, 1, seed, signal, (layer) => (layer === name ? undefined : []));
    const weights = shown.find(({ layer }) => layer === name)?.attention;
    if (!weights) return undefined;
    weights.forEach((weight, i) => {
      const [from, to] = [Math.floor(i / length), i % length];
      if ((isReadOn || from === at[row]) && Number.isFinite(weight)) scores[row * length + to] += weight;
    });
  }
  return scores;
}
