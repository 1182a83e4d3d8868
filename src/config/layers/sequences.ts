import type { NamedLayerConfig } from '../schema/layers';
import type { LayerGraph } from './layerGraph';
import { cellOf } from './layerTraits';

/** When a head predicts, as far as it is known: at every step, or at the end alone. */
export interface HeadTime {
  /** Number of the layer. */
  readonly index: number;
  readonly target: string;
  /** Absent where only the data file knows. */
  readonly at?: 'every' | 'end' | undefined;
}

export interface Sequences {
  /** For every layer, whether it hands on every step, and not a single one. */
  readonly handsOnSteps: readonly boolean[];
  /** For every layer, whether what it reads first of all has every step. */
  readonly readsSteps: readonly boolean[];
  /** For every layer that hands on a single step, the layer that ended the sequence. */
  readonly endedBy: readonly (number | undefined)[];
}

/** Whether a layer makes one code of the last step alone. */
export const endsSteps = (layer: NamedLayerConfig): boolean => layer.type === 'bottleneck' && layer.steps === 'end';

/**
 * Which layers hand on every step. A recurrent layer that does not say hands on its last step alone where all that
 * reads it, up to the next recurrent layer, needs no more: heads whose target stands at the end, and `repeatVector`.
 * @param atEnd whether the data's own target is at the end, which decides where there is no head
 */
export function sequencesOf(graph: LayerGraph, heads: readonly HeadTime[], atEnd: boolean): Sequences {
  const { layers, reads } = graph;
  const lastRecurrent = layers.findLastIndex((layer) => cellOf(layer) !== undefined);
  const handsOnSteps: boolean[] = [];
  const readsSteps: boolean[] = [];
  const endedBy: (number | undefined)[] = [];
  for (const [index, layer] of layers.entries()) {
    const from = reads[index];
    const readsEvery = from < 0 || handsOnSteps[from];
    const hands = (): boolean => {
      const cell = cellOf(layer);
      if (cell) {
        const needed = neededFrom(graph, heads, index);
        const byDefault = needed.length > 0 ? needed.includes('every') : !(atEnd && index === lastRecurrent);
        return cell.returnSequences ?? byDefault;
      }
      return layer.type === 'repeatVector' || (readsEvery && !endsSteps(layer));
    };
    readsSteps.push(readsEvery);
    handsOnSteps.push(hands());
    endedBy.push(handsOnSteps[index] ? undefined : readsEvery ? index : endedBy[from]);
  }
  return { handsOnSteps, readsSteps, endedBy };
}

/** What the readers of a layer need, up to the next recurrent one: every step, or the last alone. */
function neededFrom(graph: LayerGraph, heads: readonly HeadTime[], index: number): ('every' | 'end')[] {
  return graph.readersOf(index).flatMap((reader): ('every' | 'end')[] => {
    const layer = graph.layers[reader];
    if (cellOf(layer)) return ['every'];
    if (layer.type === 'repeatVector') return ['end'];
    const predicted = heads.filter((head) => head.index === reader).map(({ at }) => at ?? 'every');
    return [...predicted, ...neededFrom(graph, heads, reader)];
  });
}
