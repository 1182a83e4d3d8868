import type { NamedLayerConfig } from '../schema/layers';
import type { LayerGraph } from './layerGraph';
import { cellOf } from './layerTraits';

/** The steps at which a head predicts, as far as they are known: every step, or the last one only. */
export interface HeadTime {
  /** Index of the layer. */
  readonly index: number;
  readonly target: string;
  /** Absent where only the data file decides. */
  readonly at?: 'every' | 'end' | undefined;
}

export interface Sequences {
  /** For every layer, whether it returns every step (true) or a single one. */
  readonly returnsSteps: readonly boolean[];
  /** For every layer, whether its main input has every step. */
  readonly readsSteps: readonly boolean[];
  /** For every layer that returns a single step, the layer that ended the sequence. */
  readonly endedBy: readonly (number | undefined)[];
}

/** Whether a layer makes a code of the last step only. */
export const endsSteps = (layer: NamedLayerConfig): boolean => layer.type === 'bottleneck' && layer.steps === 'end';

/**
 * The layers that return every step. A recurrent layer without `returnSequences` returns its last step only, if all its
 * readers up to the next recurrent layer need no more: heads with a target at the end, and `repeatVector`.
 * @param atEnd whether the data's own target is at the end; this decides where there is no head
 */
export function sequencesOf(graph: LayerGraph, heads: readonly HeadTime[], atEnd: boolean): Sequences {
  const { layers, reads } = graph;
  const lastRecurrent = layers.findLastIndex((layer) => cellOf(layer) !== undefined);
  const returnsSteps: boolean[] = [];
  const readsSteps: boolean[] = [];
  const endedBy: (number | undefined)[] = [];
  for (const [index, layer] of layers.entries()) {
    const from = reads[index];
    const readsEvery = from < 0 || returnsSteps[from];
    const returnsEvery = (): boolean => {
      const cell = cellOf(layer);
      if (cell) {
        const needed = neededFrom(graph, heads, index);
        const byDefault = needed.length > 0 ? needed.includes('every') : !(atEnd && index === lastRecurrent);
        return cell.returnSequences ?? byDefault;
      }
      return layer.type === 'repeatVector' || (readsEvery && !endsSteps(layer));
    };
    readsSteps.push(readsEvery);
    returnsSteps.push(returnsEvery());
    endedBy.push(returnsSteps[index] ? undefined : readsEvery ? index : endedBy[from]);
  }
  return { returnsSteps, readsSteps, endedBy };
}

/** The steps that the readers of a layer need, up to the next recurrent layer: every step, or the last one only. */
function neededFrom(graph: LayerGraph, heads: readonly HeadTime[], index: number): ('every' | 'end')[] {
  return graph.readersOf(index).flatMap((reader): ('every' | 'end')[] => {
    const layer = graph.layers[reader];
    if (cellOf(layer)) return ['every'];
    if (layer.type === 'repeatVector') return ['end'];
    const predicted = heads.filter((head) => head.index === reader).map(({ at }) => at ?? 'every');
    return [...predicted, ...neededFrom(graph, heads, reader)];
  });
}
