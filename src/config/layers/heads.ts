import { sentence, type Sentence } from '../../base/sentence';
import type { NamedLayerConfig } from '../schema/layers';
import type { TargetShape } from './targets';

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

type Dense = Extract<NamedLayerConfig, { type: 'dense' }>;

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

/** What the network is asked to tell, each target once: Y, unless heads say otherwise. */
export function predictedTargets(layers: readonly NamedLayerConfig[]): string[] {
  return namesHeads(layers) ? [...new Set(headsOf(layers).map(({ target }) => target))] : ['Y'];
}

/**
 * Variance of the normal distribution about a head's values; `undefined`: its maximum-likelihood value. Told about its
 * input, a network could raise its density without end.
 */
export function varianceOf({ target, variance }: Pick<HeadSetting, 'target' | 'variance'>): number | undefined {
  return variance ?? (target === 'X' ? 1 : undefined);
}

/** What a sentence calls a target. */
export function targetPhrase(target: string): string {
  switch (target) {
    case 'Y':
      return 'the target';
    case 'X':
      return 'the input';
    case 'next':
      return 'the next input';
    default:
      return `the target "${target}"`;
  }
}

export interface HeadMismatch {
  readonly key: 'units' | 'activation';
  readonly sentence: Sentence;
  /** What the key should say. */
  readonly right: number | string;
}

/** Where a head cannot tell what it should: its units or its activation. */
export function headMismatch(
  head: Pick<Dense, 'name' | 'units' | 'activation'>,
  target: string,
  shape: Pick<TargetShape, 'classes' | 'values'>,
): HeadMismatch | undefined {
  const { name, units, activation } = head;
  const what = targetPhrase(target);
  const { classes } = shape;
  if (classes === undefined) {
    const values = shape.values ?? 1;
    if (units !== values)
      return {
        key: 'units',
        sentence: sentence(
          '"{0}" has {1} units, but {2} is {3} value{4}: make it {3}.',
          name,
          units,
          what,
          values,
          values === 1 ? '' : 's',
        ),
        right: values,
      };
    return activation === 'softmax'
      ? {
          key: 'activation',
          sentence: sentence('"{0}" ends in a softmax, but {1} is a value, not a class: use "linear".', name, what),
          right: 'linear',
        }
      : undefined;
  }
  if (units !== classes)
    return {
      key: 'units',
      sentence: sentence(
        '"{0}" has {1} units, but {2} has {3} {4}: make it {3}.',
        name,
        units,
        what,
        classes,
        target === 'X' || target === 'next' ? 'symbols' : 'classes',
      ),
      right: classes,
    };
  return activation === 'softmax' || activation === 'linear'
    ? undefined
    : {
        key: 'activation',
        sentence: sentence(
          '"{0}" ends in {1}, but {2} is one of {3} classes: use "softmax".',
          name,
          activation,
          what,
          classes,
        ),
        right: 'softmax',
      };
}
