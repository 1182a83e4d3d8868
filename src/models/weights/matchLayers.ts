import { sentence, type Sentence, verbatim } from '../../base/sentence';
import { InputError } from '../../base/userError';
import type { NamedLayerConfig } from '../../config/schema/layers';
import { extraArrays, mostShown } from './extraArrays';
import { layerName } from './layerName';
import { describedType, settingsOf, shapedAs } from './layerSettings';
import { StrangeLayersError } from './strangeLayers';
import type { FoundLayer, FoundNetwork, Reading } from './foundLayer';

/** A layer of the config, and the layer of the file whose weights it takes. */
export interface Match {
  readonly layer: NamedLayerConfig;
  readonly found: FoundLayer;
  readonly reading: Reading;
}

/** A layer of the config that has weights, with the width of what it reads where that is known. */
export interface Wanted {
  readonly layer: NamedLayerConfig;
  readonly read: number | undefined;
}

/**
 * For every layer that has weights the one of the file that it takes them from: the layer of its name, or else the only
 * one of its type and shape, or the first of several whose order is known.
 * @throws InputError where a layer finds none or cannot know which, where the two differ in a setting, or where the
 *   file has arrays that no layer takes
 */
export function matchLayers(wanted: readonly Wanted[], { layers, rest, strange }: FoundNetwork): Match[] {
  if (strange.length > 0) throw new StrangeLayersError(strange);
  const matches = new Map<Wanted, Match>();
  const taken = new Set<FoundLayer>();
  const take = (want: Wanted, found: FoundLayer): void => {
    const reading = readingFor(want, found);
    if (!reading) throw new InputError(unlike(want, found));
    taken.add(found);
    matches.set(want, { layer: want.layer, found, reading: agreeing(want.layer, found, reading) });
  };
  for (const want of wanted) {
    const found = layers.filter((layer) => !taken.has(layer) && layerName(layer.name) === want.layer.name);
    if (found.length === 1) take(want, found[0]);
  }
  const open = (): Wanted[] => wanted.filter((want) => !matches.has(want));
  const candidates = (want: Wanted): FoundLayer[] =>
    layers.filter((found) => !taken.has(found) && readingFor(want, found) !== undefined);
  const takeWhere = (choose: (found: readonly FoundLayer[]) => FoundLayer | undefined): boolean => {
    for (const want of open()) {
      const found = choose(candidates(want));
      if (!found) continue;
      take(want, found);
      return true;
    }
    return false;
  };
  while (takeWhere(only) || takeWhere(firstInOrder));
  for (const want of open()) throw new InputError(missing(want, candidates(want), layers));
  const left = [...layers.filter((found) => !taken.has(found)).flatMap(({ from }) => from), ...rest];
  if (left.length > 0) throw new InputError(extraArrays(left));
  return [...matches.values()];
}

const only = (found: readonly FoundLayer[]): FoundLayer | undefined => (found.length === 1 ? found[0] : undefined);

function firstInOrder(found: readonly FoundLayer[]): FoundLayer | undefined {
  const sequence = found.at(0)?.sequence?.of;
  if (sequence === undefined || found.some((layer) => layer.sequence?.of !== sequence)) return undefined;
  return found.reduce((first, layer) => ((layer.sequence?.index ?? 0) < (first.sequence?.index ?? 0) ? layer : first));
}

const readingFor = ({ layer, read }: Wanted, { readings }: FoundLayer): Reading | undefined =>
  readings.find((reading) => shapedAs(layer, reading, read));

/** The reading, after a check that every setting that both state is the same. */
function agreeing(layer: NamedLayerConfig, found: FoundLayer, reading: Reading): Reading {
  if (found.refusal)
    throw new InputError(
      sentence(
        '"{0}" in the file has {1}, which no layer here has. Leave "weights" out, or record its states as it runs: ' +
          'Recorder of python/rnn_infoflow.py.',
        found.name,
        found.refusal,
      ),
    );
  const settings = settingsOf(layer);
  for (const [key, value] of Object.entries(reading.options)) {
    const own = settings[key];
    // Which steps are handed on does not change the states.
    if (own === undefined || own === value || key === 'returnSequences') continue;
    throw new InputError(
      sentence(
        '"{0}" in the file has {1}, but "{2}" has {3}. Write {1}, or leave the key out.',
        found.name,
        pair(key, value),
        layer.name,
        pair(key, own),
      ),
    );
  }
  return reading;
}

const pair = (key: string, value: unknown): Sentence => verbatim(`"${key}": ${JSON.stringify(value)}`);

function described({ readings, name }: FoundLayer): Sentence {
  const [{ type, both, units, inputs }] = readings;
  return sentence('"{0}" ({1}, {2} units, reads {3})', name, describedType(type, both), units, inputs);
}

function wantedSentence({ layer, read }: Wanted): Sentence {
  const { type, both, units } = shapeOf(layer);
  return read === undefined
    ? sentence('"{0}" ({1}, {2} units)', layer.name, describedType(type, both), units ?? '?')
    : sentence('"{0}" ({1}, {2} units, reads {3})', layer.name, describedType(type, both), units ?? read, read);
}

function shapeOf(layer: NamedLayerConfig): { type: string; both: boolean; units: number | undefined } {
  const both = layer.type === 'bidirectional';
  const inner = both ? layer.layer : layer;
  return { type: inner.type, both, units: 'units' in inner ? inner.units : undefined };
}

const unlike = (want: Wanted, found: FoundLayer): Sentence =>
  sentence(
    'The config has {0}, but in the file it is {1}. Write the layer as it is in the file.',
    wantedSentence(want),
    described(found),
  );

function missing(want: Wanted, candidates: readonly FoundLayer[], layers: readonly FoundLayer[]): Sentence {
  const names = candidates.map(({ name }) => `"${name}"`).join(', ');
  if (candidates.length > 0)
    return sentence(
      'The weights of {0} could be those of {1}. Give the layers of the config these names.',
      wantedSentence(want),
      names,
    );
  const [first, ...more] = layers.slice(0, mostShown).map(described);
  return layers.length === 0
    ? sentence('The file holds no layer with weights that is known here, so none for {0}.', wantedSentence(want))
    : sentence(
        'The file has no weights for {0}. It has {1}.',
        wantedSentence(want),
        more.reduce((list, one) => sentence('{0}, {1}', list, one), first),
      );
}
