import { sentence, type Sentence } from '../../base/sentence';
import type { NamedLayerConfig } from '../schema/layers';

/** A layer that something is learned from. */
export interface HeadSetting {
  /** Number of the layer. */
  readonly index: number;
  readonly name: string;
  /** 'Y', 'X' (the input at every step), 'next' (the input of the next step), or a further target's name. */
  readonly target: string;
  readonly weight: number;
  readonly variance?: number | undefined;
}

/**
 * The heads of a network, in the order of its layers: those that say so; where none does, the last layer if it is
 * dense, for Y.
 */
export function headsOf(layers: readonly NamedLayerConfig[]): HeadSetting[] {
  const named = layers.flatMap((layer, index) =>
    layer.type === 'dense' && layer.head ? [{ index, name: layer.name, ...layer.head }] : [],
  );
  if (named.length > 0) return named;
  const last = layers.at(-1);
  return last?.type === 'dense' ? [{ index: layers.length - 1, name: last.name, target: 'Y', weight: 1 }] : [];
}

/** Whether the config says itself which layers are heads. */
export function namesHeads(layers: readonly NamedLayerConfig[]): boolean {
  return layers.some((layer) => layer.type === 'dense' && layer.head !== undefined);
}

/** What the network predicts, each target once: Y, unless heads say otherwise. */
export function predictedTargets(layers: readonly NamedLayerConfig[]): string[] {
  return namesHeads(layers) ? [...new Set(headsOf(layers).map(({ target }) => target))] : ['Y'];
}

/**
 * Variance of the normal distribution about a head's values; `undefined`: its maximum-likelihood value. For its input,
 * which a network may reproduce exactly, that would let the density grow without end.
 */
export function varianceOf({ target, variance }: Pick<HeadSetting, 'target' | 'variance'>): number | undefined {
  return variance ?? (target === 'X' ? 1 : undefined);
}

/** What a sentence calls a target. */
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
