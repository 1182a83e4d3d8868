import * as z from 'zod';
import { type Sentence, verbatim } from '../../base/sentence';
import type { FoundOptions } from './foundLayer';
import { unlikeDirections } from './kerasDirections';

/** A layer as the description of a Keras model has it. */
export interface DescribedLayer {
  readonly name: string;
  /** Keras's class. */
  readonly type: string;
  /** Its place in the model. */
  readonly index: number;
  readonly options: FoundOptions;
  /** The setting that no layer here has. */
  readonly refusal?: Sentence;
}

const layer = z.object({
  class_name: z.string(),
  config: z.record(z.string(), z.unknown()),
  inbound_nodes: z.unknown().optional(),
});
/** The first versions of Keras wrote the layers of a Sequential as a list. */
const model = z.object({ config: z.union([z.object({ layers: z.array(layer) }), z.array(layer)]) });

type KerasLayer = z.output<typeof layer>;

/**
 * The layers that a Keras model's config.json describes, by the paths of their arrays in its .weights.h5: there a layer
 * has the name of its class in snake case, with a number from the second of that class on. In the older .h5 it has its
 * own name.
 */
export function describedLayers(architecture: unknown): Map<string, DescribedLayer> {
  const described = new Map<string, DescribedLayer>();
  for (const { path, described: one } of kerasLayers(architecture)) {
    described.set(path, one);
    described.set(`model_weights/${one.name}`, one);
    if (one.type === 'TimeDistributed') described.set(`${path}/layer`, one);
  }
  return described;
}

interface KerasLine {
  readonly path: string;
  readonly described: DescribedLayer;
  readonly given: KerasLayer;
  /** What it reads, in a model that is no Sequential. */
  readonly nodes: unknown;
}

/** Operations that Keras writes beside the layers of a masked model; they make the mask. */
const makesMask = ['NotEqual', 'Any'];

/** All layers of the description in their order, those without weights too. */
export function kerasLayers(architecture: unknown): KerasLine[] {
  const { success, data } = model.safeParse(architecture);
  if (!success) return [];
  const counts = new Map<string, number>();
  const { config } = data;
  const layers = (Array.isArray(config) ? config : config.layers).filter(
    ({ class_name: type }) => !makesMask.includes(type),
  );
  return layers.map((given, index) => {
    const snake = snakeCase(given.class_name);
    const count = counts.get(snake) ?? 0;
    counts.set(snake, count + 1);
    const name = typeof given.config.name === 'string' ? given.config.name : snake;
    const described = { name, type: given.class_name, index, ...told(given) };
    const path = `layers/${count === 0 ? snake : `${snake}_${count}`}`;
    return { path, described, given, nodes: given.inbound_nodes };
  });
}

/** Steps that a network skips: those of symbol 0, or those whose numbers all have one value. */
export interface MaskedSteps {
  readonly of: 'symbols' | 'numbers';
  readonly value: number;
}

/** What the first Masking layer of a Keras model, or its embedding, skips. */
export function maskedSteps(architecture: unknown): MaskedSteps | undefined {
  for (const { given } of kerasLayers(architecture)) {
    const { mask_value: value, mask_zero: zero } = given.config;
    if (given.class_name === 'Masking') return { of: 'numbers', value: typeof value === 'number' ? value : 0 };
    if (given.class_name === 'Embedding' && zero === true) return { of: 'symbols', value: 0 };
  }
  return undefined;
}

/** As Keras's `naming.to_snake_case`. */
const snakeCase = (name: string): string =>
  name
    .replace(/\W+/g, '')
    .replace(/(.)([A-Z][a-z0-9]+)/g, '$1_$2')
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .toLowerCase();

const cells: readonly string[] = ['LSTM', 'GRU', 'SimpleRNN'];
const activations = ['tanh', 'relu', 'linear', 'sigmoid', 'softmax'] as const;

/** The options of a layer, and why it cannot be computed here, if it cannot. */
function told({ class_name: type, config }: KerasLayer): Pick<DescribedLayer, 'options' | 'refusal'> {
  const inner = layer.safeParse(config.layer);
  if (type === 'TimeDistributed' && inner.success) return told(inner.data);
  if (type === 'Bidirectional') {
    const { options, refusal: own } = inner.success ? told(inner.data) : { options: {}, refusal: undefined };
    const back = layer.safeParse(config.backward_layer);
    const refusal = own ?? (inner.success && back.success ? unlikeDirections(inner.data, back.data) : undefined);
    const mergeMode = z.enum(['concat', 'sum', 'ave', 'mul']).safeParse(config.merge_mode);
    if (!mergeMode.success) return { options, refusal: setting('merge_mode', config.merge_mode) };
    return { options: { ...options, mergeMode: mergeMode.data }, ...(refusal && { refusal }) };
  }
  const activation = activations.find((known) => known === config.activation);
  const returned = cells.includes(type) && { returnSequences: config.return_sequences === true };
  const refusal = unlike(type, config);
  return {
    options: {
      ...returned,
      ...(activation !== undefined && (type === 'SimpleRNN' || type === 'Dense') && { activation }),
      // Where an old description does not tell it, the shape of the bias does.
      ...(type === 'GRU' && 'reset_after' in config && { resetAfter: config.reset_after !== false }),
      ...(type === 'LayerNormalization' && typeof config.epsilon === 'number' && { epsilon: config.epsilon }),
    },
    ...(refusal && { refusal }),
  };
}

/** The first setting that no layer here has. */
function unlike(type: string, config: KerasLayer['config']): Sentence | undefined {
  const has = (key: string, allowed: readonly unknown[]): Sentence | undefined =>
    key in config && !allowed.includes(config[key]) ? setting(key, config[key]) : undefined;
  if (type === 'Dense') return has('activation', activations);
  if (type === 'LayerNormalization')
    return has('center', [true]) ?? has('scale', [true]) ?? has('rms_scaling', [false]);
  if (!cells.includes(type)) return undefined;
  return (
    has('activation', type === 'SimpleRNN' ? ['tanh', 'relu', 'linear'] : ['tanh']) ??
    has('recurrent_activation', ['sigmoid']) ??
    has('go_backwards', [false])
  );
}

const setting = (key: string, value: unknown): Sentence =>
  verbatim(`"${key}": ${JSON.stringify(value) || 'undefined'}`);
