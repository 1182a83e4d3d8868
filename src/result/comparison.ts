import { ResultIndex } from './resultIndex';
import type { AnalysisResult, Estimate, LayerSummary, MemoryFit } from './result';
import { memoryLayer } from './memory';
import { allNetworks } from './networks';

/** One row of the comparison of networks, by the layer that carries the network's memory. */
export interface NetworkRow {
  readonly name: string;
  /** The last layer with memory: a recurrent layer, or a code. */
  readonly layer: LayerSummary;
  /** Number of weights of the whole network. */
  readonly parameters: number;
  readonly fit?: MemoryFit | undefined;
  readonly input?: Estimate | undefined;
  /** The capacity of the layer's state. */
  readonly capacity?: Estimate | undefined;
  readonly output?: Estimate | undefined;
  /**
   * I(H;Y) of the last layer that was measured against the target: usually the head, which may read more than the layer
   * with the memory.
   */
  readonly aboutTarget?: Estimate | undefined;
  readonly accuracy?: number | undefined;
}

/** One row per network with memory, the model first. */
export function compareNetworks(result: AnalysisResult): NetworkRow[] {
  return allNetworks(result).flatMap(({ name, view }) => {
    const index = new ResultIndex(view);
    const layer = memoryLayer(index);
    if (!layer) return [];
    const last = view.layers.findLast((candidate) => index.atEnd('outputInformation', candidate.name));
    return [
      {
        name,
        layer,
        aboutTarget: last && index.atEnd('outputInformation', last.name),
        parameters: view.layers.reduce((sum, { parameters }) => sum + parameters, 0),
        fit: index.fit(layer.name),
        input: index.atEnd('inputInformation', layer.name),
        capacity: index.atEnd('stateCapacity', layer.name),
        output: index.atEnd('outputInformation', layer.name),
        accuracy: view.training.at(-1)?.validationAccuracy,
      },
    ];
  });
}

/** A horizon as a figure: '9', '≥ 11' where the memory may reach further, '–' where nothing is remembered. */
export function horizonFigure(fit: MemoryFit | undefined): string {
  if (fit?.horizon === undefined || fit.horizon === 'none') return '–';
  return `${fit.open ? '≥ ' : ''}${fit.horizon}`;
}
