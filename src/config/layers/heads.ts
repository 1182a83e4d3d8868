import { sentence, type Sentence } from '../../base/sentence';
import type { NamedLayerConfig } from '../schema/layers';

/** A layer whose output predicts a target. */
export interface HeadSetting {
  /** Index of the layer. */
  readonly index: number;
  readonly name: string;
  /** 'Y', 'X' (the input at every step), 'next' (the input of the next step), or a further target's name. */
  readonly target: string;
  readonly weight: number;
  readonly variance?: number | 'learned' | undefined;
}

/**
 * The heads of a network, in the order of its layers: the layers with a `head`; if there are none, the last layer if it
 * is dense, as a head for Y.
 */
export function headsOf(layers: readonly NamedLayerConfig[]): HeadSetting[] {
  const named = layers.flatMap((layer, index) =>
    layer.type === 'dense' && layer.head ? [{ index, name: layer.name, ...layer.head }] : [],
  );
  if (named.length > 0) return named;
  const last = layers.at(-1);
  return last?.type === 'dense' ? [{ index: layers.length - 1, name: last.name, target: 'Y', weight: 1 }] : [];
}

/** Whether the config names its heads explicitly. */
export function namesHeads(layers: readonly NamedLayerConfig[]): boolean {
  return layers.some((layer) => layer.type === 'dense' && layer.head !== undefined);
}

/** The targets that the network predicts, each once: Y, unless heads name others. */
export function predictedTargets(layers: readonly NamedLayerConfig[]): string[] {
  return namesHeads(layers) ? [...new Set(headsOf(layers).map(({ target }) => target))] : ['Y'];
}

/**
 * Variance of the normal distribution around a head's values; `undefined` stands for its maximum-likelihood value, or
 * for that which the head gives itself. The
 * input has a fixed variance, because a network may reproduce it exactly, and the density would then grow without
 * bound.
 */
export function varianceOf({ target, variance }: Pick<HeadSetting, 'target' | 'variance'>): number | undefined {
  if (variance === 'learned') return undefined;
  return variance ?? (target === 'X' ? 1 : undefined);
}

/** The words for a target in a sentence. */
export function targetSentence(target: string): Sentence {
  switch (target) {
    case 'Y':
      return sentence('the target');
    case 'X':
      return sentence('the input');
    case 'next':
      return sentence('the next input');
    default:
      return sentence('the target "{0}"', target);
  }
}
