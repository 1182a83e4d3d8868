import { headsOf, varianceOf } from '../../config/layers/heads';
import { graphInput, LayerGraph } from '../../config/layers/layerGraph';
import { networkProblems, sequencesFor } from '../../config/layers/problems/networkProblems';
import type { NamedLayerConfig } from '../../config/schema/layers';
import type { SequenceSet } from '../../data/dataset';
import { headTargets } from '../../data/headTargets';
import { dataShapeOfSet } from './dataShape';
import { isPadded } from '../../data/realSteps';
import { layerError } from './layerError';
import { refuseOfOneLength } from './oneLength';

/** Prediction from one layer's output: classes through a softmax, or values. */
export interface Head {
  /** Index of the layer. */
  readonly layer: number;
  readonly name: string;
  readonly target: string;
  readonly weight: number;
  /**
   * Variance of the normal distribution around its values, if its loss is in nats; if absent, the mean squared error.
   */
  readonly variance?: number;
  /** Its outputs are means, and behind them as many logarithms of variances. */
  readonly learnsVariance?: true;
  readonly kind: 'classes' | 'values';
  readonly at: 'every' | 'end';
  /** Numbers per target: classes, or values. */
  readonly features: number;
  /** For standardized values: what one unit of each is in the data's own units. */
  readonly deviations?: Float64Array;
}

export interface NetworkPlan {
  /** For every layer, the name of its main input; 'X' for the network's input. */
  readonly reads: readonly string[];
  /** For every layer, the names of its skip connections. */
  readonly skips: readonly (readonly string[])[];
  /** For every layer, the indices of all layers that its output depends on. */
  readonly ancestors: readonly ReadonlySet<number>[];
  /** For every layer, the width of its concatenated inputs. */
  readonly inputWidths: readonly number[];
  /** For every layer, the width of its critic's companion; 0 without a critic. */
  readonly aboutWidths: readonly number[];
  /** For every layer, whether its output has a time axis. */
  readonly sequences: readonly boolean[];
  /** Sequences differ in length, so that the last step of a batch is not the end of all of them. */
  readonly padded: boolean;
  /** In the order of the layers; empty if nothing is predicted. */
  readonly heads: readonly Head[];
}

/**
 * Determines the connections, the layers that return every step, and the targets of the heads.
 *
 * @param trains whether the network is to be trained
 * @throws InputError on the first layer that does not fit, with the sentence of the editor's check
 */
export function planNetwork(layers: readonly NamedLayerConfig[], set: SequenceSet, trains: boolean): NetworkPlan {
  const graph = new LayerGraph(layers);
  const shape = dataShapeOfSet(set);
  for (const { index, keys, sentence: said } of networkProblems(graph, shape, trains))
    throw layerError(index, keys, said);
  const padded = isPadded(set.inputs);
  if (padded) refuseOfOneLength(layers);
  const nameOf = (index: number): string => graph.nameOf(index);
  const { features } = set.inputs;
  const widths = graph.widths(features).map(({ read, own }) => ({ read: known(read), own: known(own) }));
  return {
    reads: graph.reads.map(nameOf),
    skips: graph.skips.map((skips) => skips.map(nameOf)),
    ancestors: graph.ancestors,
    inputWidths: widths.map(({ read }) => read),
    aboutWidths: graph.companions.map((from) =>
      from === undefined ? 0 : from === graphInput ? features : widths[from].own,
    ),
    sequences: sequencesFor(graph, shape).returnsSteps,
    padded,
    heads: planHeads(layers, set),
  };
}

function known(width: number | undefined): number {
  if (width === undefined) throw new Error('A width hangs on the data, and the data are there.');
  return width;
}

/** The heads whose targets the set has: all named heads, or, without any, the last layer if there is a Y. */
function planHeads(layers: readonly NamedLayerConfig[], set: SequenceSet): Head[] {
  return headsOf(layers).flatMap(({ index, name, target, weight, variance }): Head[] => {
    const targets = headTargets(set, target);
    if (!targets) return [];
    const { alphabet, features, at, scale } = targets;
    const fixed = varianceOf({ target, variance });
    return [
      {
        layer: index,
        name,
        target,
        weight,
        kind: alphabet === undefined ? 'values' : 'classes',
        at,
        features,
        ...(fixed !== undefined && { variance: fixed }),
        ...(variance === 'learned' && { learnsVariance: true }),
        ...(scale && { deviations: scale.deviations }),
      },
    ];
  });
}
