import type { ConfigEdit } from '../../../config/edits';
import { layerPath } from '../../../config/layers/layerPath';
import type { AnalysisConfig } from '../../../config/schema/config';

type Layers = AnalysisConfig['model']['layers'];

/** The index of a layer in the config; -1 for a layer that is not written there. */
export const placeOf = (layers: Layers, name: string): number => layers.findIndex((layer) => layer.name === name);

/** `word`, or `word2`, `word3` where that name is taken. */
export function freeName(layers: Layers, word: string): string {
  for (let i = 1; ; i++) {
    const name = i === 1 ? word : `${word}${i}`;
    if (placeOf(layers, name) < 0) return name;
  }
}

/** Inserts a layer before the one at index `place`. */
export const insertLayer = (place: number, value: object): ConfigEdit => ({
  path: layerPath(place),
  insert: true,
  value,
});

/** The field `edits` of an advice; absent where there are none, so that no button is shown. */
export const withEdits = (edits: ConfigEdit[]): { edits?: ConfigEdit[] } => (edits.length > 0 ? { edits } : {});
