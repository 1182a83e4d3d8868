import { listOfReads } from '../../config/schema/recordedData';
import type { DataConfig } from '../../config/schema/data';

export type ActivationsConfig = Extract<DataConfig, { task: 'activations' }>;

type MergeMode = 'concat' | 'sum' | 'ave' | 'mul';

/** The way in which recorded states read, as the config tells it; 'merged': both ways in every unit. */
export function toldDirection({
  type,
  direction,
  mergeMode,
}: Pick<RecordedLayerSetting, 'type' | 'direction' | 'mergeMode'>): 'forward' | 'backward' | 'both' | 'merged' {
  if (direction === 'forward' || direction === 'backward') return direction;
  if (mergeMode !== undefined) return mergeMode === 'concat' ? 'both' : 'merged';
  return direction ?? (type === 'bidirectional' ? 'both' : 'forward');
}

/** A layer of a network trained elsewhere, as the config names it. */
export interface RecordedLayerSetting {
  readonly name: string;
  readonly path: string;
  readonly type: string;
  /** By default it is recurrent where its array has a time axis. */
  readonly recurrent?: boolean | undefined;
  /** By default 'both' where the type is "bidirectional", and forward elsewhere. */
  readonly direction?: 'forward' | 'backward' | 'both' | undefined;
  /** How both directions are joined, where that is known. */
  readonly mergeMode?: MergeMode | undefined;
  /** Names of the layers that it reads, and 'X' for the input; by default the layer before it. */
  readonly reads?: readonly string[] | undefined;
  readonly stochastic: boolean;
}

/** The layers in the order of the config. */
export function recordedLayers({ layers = {} }: ActivationsConfig): RecordedLayerSetting[] {
  return Object.entries(layers).map(([name, layer]) =>
    typeof layer === 'string'
      ? { name, path: layer, type: 'recorded', stochastic: false }
      : { ...layer, name, reads: listOfReads(layer.reads) },
  );
}

/** The recorded epochs; only epoch 0 where the config names none. */
export const recordedEpochs = ({ epochs }: ActivationsConfig): readonly number[] => epochs ?? [0];

export { withEpoch as recordedPath } from '../../config/text/epochPlace';
