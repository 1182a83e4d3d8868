import type { ConfigEdit } from '../../../config/edits';
import { layerPath } from '../../../config/layers/layerPath';
import type { AnalysisConfig } from '../../../config/schema/config';

type Layers = AnalysisConfig['model']['layers'];

/** Where a layer stands among the config's; -1 for one that is not written there. */
export const placeOf = (layers: Layers, name: string): number => layers.findIndex((layer) => layer.name === name);

/** `word`, or `word2`, `word3` where that is taken. */
export function freeName(layers: Layers, word: string): string {
  for (let i = 1; ; i++) {
    const name = i === 1 ? word : `${word}${i}`;
    if (placeOf(layers, name) < 0) return name;
  }
}

/** Puts a layer before the one at `place`. */
export const insertLayer = (place: number, value: object): ConfigEdit => ({
  path: layerPath(place),
  insert: true,
  value,
});

/** `edits` as a part of an advice: nothing where there are none, so that no button stands there. */
export const withEdits = (edits: ConfigEdit[]): { edits?: ConfigEdit[] } => (edits.length > 0 ? { edits } : {});
