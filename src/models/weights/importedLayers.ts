import type { Link } from './chain';
import { layerName } from './layerName';

/** A layer as a config writes it. */
export type WrittenLayer = Readonly<Record<string, unknown>>;

const cells: readonly string[] = ['simpleRNN', 'lstm', 'gru'] satisfies Link['reading']['type'][];

/** The layers of a chain, with the settings that differ from the defaults here. */
export function importedLayers(chain: readonly Link[]): WrittenLayer[] {
  const top = chain.findLastIndex(({ reading }) => cells.includes(reading.type));
  return chain.map(({ found, reading }, place) => {
    const { type, both, units, options } = reading;
    const name = layerName(found.name);
    if (type === 'layerNormalization') return { type, name, ...pick(options, ['epsilon']) };
    if (type === 'embedding') return { type, name, units };
    if (type === 'dense') return { type, name, units, ...activation(options.activation, 'linear'), ...bias(options) };
    const cell = {
      units,
      ...(type === 'simpleRNN' && activation(options.activation, 'tanh')),
      ...(type === 'gru' && pick(options, ['resetAfter'])),
      ...bias(options),
    };
    // Below another recurrent layer a layer hands on every step anyway.
    const { returnSequences } = options;
    const isTold = returnSequences === false || (returnSequences === true && place === top);
    const steps = isTold ? { returnSequences } : {};
    if (!both) return { type, name, ...cell, ...steps };
    const { mergeMode = 'concat' } = options;
    return {
      type: 'bidirectional',
      name,
      layer: { type, ...cell, ...steps },
      ...(mergeMode !== 'concat' && { mergeMode }),
    };
  });
}

type Options = Link['reading']['options'];

const bias = ({ useBias }: Options): WrittenLayer => (useBias === false ? { useBias } : {});

const activation = (told: string | undefined, usual: string): WrittenLayer =>
  told === undefined || told === usual ? {} : { activation: told };

const pick = (options: Options, keys: readonly (keyof Options)[]): WrittenLayer =>
  Object.fromEntries(keys.filter((key) => options[key] !== undefined).map((key) => [key, options[key]]));
