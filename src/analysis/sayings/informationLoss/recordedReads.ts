import { recordedName } from '../../../data/recorded/recordedName';
import { type RecordedLayerSetting, toldDirection } from '../../../data/recorded/recordedPaths';
import type { LayerSummary } from '../../../result/result';

interface RecordedReads {
  /** What each layer reads: names of layers, or 'X'. */
  readonly reads: ReadonlyMap<string, readonly string[]>;
  /** Recorded layers that read backward, alone or with a forward direction: they end at the first step. */
  readonly fromBehind: ReadonlySet<string>;
}

/** One layer as it was recorded: its directions, and the states and gates beside its outputs, read the same. */
interface Group {
  readonly reads: readonly string[];
  readonly outputs: string[];
  readonly type: string;
  readonly directions: Set<string>;
}

/**
 * What each layer reads, where the settings of a model do not tell it of recorded ones. The recording says it where the
 * recorder saw it; otherwise a recorded layer is read by the next. Directions of one layer do not read each other, nor
 * is a cell state read by the next layer. Neighbours of one type and opposite directions are taken for one layer, since
 * nothing tells that they are not. Beside a network that is run here, states of its layers read what the layers read,
 * and others read nothing that is known.
 * @param told what layers read by their settings
 */
export function recordedReads(
  layers: readonly LayerSummary[],
  told: ReadonlyMap<string, readonly string[]>,
  recorded: readonly RecordedLayerSetting[],
): RecordedReads {
  const names = new Set(layers.map(({ name }) => name));
  const directions = new Map(recorded.map((layer) => [layer.name, toldDirection(layer)]));
  const directionOf = (name: string): string => directions.get(name) ?? 'forward';
  const given = new Map(
    recorded.map(({ name, reads: own }) => [name, own?.filter((read) => read === 'X' || names.has(read))]),
  );
  const reads = new Map<string, readonly string[]>();
  const groups = new Map<string, Group>();
  let last: Group | undefined;
  for (const { name, type } of layers) {
    const { layer, isBeside } = recordedName(name, names);
    const known = told.get(name) ?? told.get(layer);
    if (known || told.size > 0) {
      reads.set(name, known ?? []);
      continue;
    }
    const direction = directionOf(name);
    const group: Group =
      groups.get(layer) ??
      (last && last.type === type && isOpposite(direction, last.directions)
        ? last
        : { reads: given.get(name) ?? last?.outputs ?? ['X'], outputs: [], type, directions: new Set() });
    groups.set(layer, group);
    if (direction === 'merged' && group.outputs.length > 0) {
      // It is made of the directions that were recorded apart, and is what the next layer reads.
      reads.set(name, given.get(name) ?? [...group.outputs]);
      group.outputs.splice(0, group.outputs.length, name);
      last = group;
      continue;
    }
    group.directions.add(direction);
    if (!isBeside) group.outputs.push(name);
    reads.set(name, given.get(name) ?? group.reads);
    last = group;
  }
  return {
    reads,
    fromBehind: new Set(
      recorded.map(({ name }) => name).filter((name) => !told.has(name) && directionOf(name) !== 'forward'),
    ),
  };
}

const isOpposite = (direction: string, others: ReadonlySet<string>): boolean =>
  others.size === 1 && others.has(direction === 'forward' ? 'backward' : 'forward') && !/both|merged/.test(direction);
