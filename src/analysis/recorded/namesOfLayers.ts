import type { NamedLayerConfig } from '../../config/schema/layers';
import { recordedName } from '../../data/recorded/recordedName';
import { type RecordedLayerSetting, toldDirection } from '../../data/recorded/recordedPaths';

/** An output that was recorded, of one direction or of both. */
interface Recorded {
  readonly name: string;
  readonly type: string;
}

/**
 * The recorded name of each layer of a chain: its own where it was recorded by that, or else the first of its type that
 * is left. Both directions of a layer, recorded apart, have its name together. States and gates beside an output are no
 * layers.
 */
export function namesOfLayers(
  layers: readonly Pick<NamedLayerConfig, 'name' | 'type'>[],
  recorded: readonly RecordedLayerSetting[],
): ReadonlyMap<string, string> {
  const outputs = outputsOf(recorded);
  const own = new Set(layers.map(({ name }) => name));
  const left = outputs.filter(({ name }) => !own.has(name));
  const known = new Set(outputs.map(({ name }) => name));
  return new Map(
    layers.map(({ name, type }) => {
      const place = known.has(name) ? -1 : left.findIndex((one) => one.type === type);
      return [name, place < 0 ? name : left.splice(place, 1)[0].name];
    }),
  );
}

function outputsOf(recorded: readonly RecordedLayerSetting[]): Recorded[] {
  const names = new Set(recorded.map(({ name }) => name));
  return recorded.flatMap((setting): Recorded[] => {
    const { name, type } = setting;
    const direction = toldDirection(setting);
    const { layer, direction: told, isBeside } = recordedName(name, names);
    if (isBeside) return [];
    if (told === 'forward' && names.has(`${layer}/backward`))
      // Where directions are merged, the output of the layer is recorded under its own name too.
      return names.has(layer) ? [] : [{ name: layer, type: 'bidirectional' }];
    if (direction === 'both' || direction === 'merged') return [{ name, type: 'bidirectional' }];
    return direction === 'forward' ? [{ name, type }] : [];
  });
}
